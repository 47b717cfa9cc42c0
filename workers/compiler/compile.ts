// TypeScript → JavaScript for one file, or the problems that prevent it, each with its line.

import { decode } from '@jridgewell/sourcemap-codec'
import ts from 'typescript'
import type { Problem } from '../../src/core/problem'
import type { CompiledFile, LineTable } from '../../src/protocol/runner'
import { findForbidden } from './forbidden-calls'
import { findForeignImports } from './imports'

export interface CompileRequest {
  /** e.g. "solution.ts" */
  readonly path: string
  readonly source: string
  /** Names that may be imported: "@tensorflow/tfjs" and the exercise's own files, e.g. "./harness". */
  readonly imports: readonly string[]
  /** TF.js calls to be built by hand, e.g. "tf.conv2d". */
  readonly forbidden: readonly string[]
}

export type CompileReply =
  | { readonly ok: true; readonly file: CompiledFile }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export function compile({ path, source, imports, forbidden }: CompileRequest): CompileReply {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true)
  const emitted = ts.transpileModule(source, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      sourceMap: true,
      // A file without import or export is a module all the same.
      moduleDetection: ts.ModuleDetectionKind.Force,
    },
  })
  const syntax = (emitted.diagnostics ?? []).map((diagnostic) => syntaxProblem(diagnostic, file))
  const problems =
    syntax.length > 0 ? syntax : [...findForeignImports(file, imports), ...findForbidden(file, forbidden)]
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, 20) }
  const code = emitted.outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '')
  return { ok: true, file: { code, lines: lineTable(emitted.sourceMapText ?? '') } }
}

function lineTable(sourceMap: string): LineTable {
  const { mappings } = JSON.parse(sourceMap) as { mappings: string }
  let last = 1
  return decode(mappings).map((segments) => {
    const changes: number[] = []
    for (const [column, , line] of segments) {
      if (line === undefined || changes.at(-1) === line + 1) continue
      changes.push(column, line + 1)
    }
    last = changes[1] ?? last
    return changes.length > 2 ? changes : last
  })
}

function syntaxProblem(diagnostic: ts.Diagnostic, file: ts.SourceFile): Problem {
  const start = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0)
  return {
    kind: 'syntax',
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '),
    line: start.line + 1,
    column: start.character + 1,
    endColumn: start.character + 1 + Math.max(1, diagnostic.length ?? 1),
  }
}

/** Where a node stands, as a problem gives it. */
export function placeOf(node: ts.Node, file: ts.SourceFile): Pick<Problem, 'line' | 'column' | 'endColumn'> {
  const start = file.getLineAndCharacterOfPosition(node.getStart(file))
  return {
    line: start.line + 1,
    column: start.character + 1,
    endColumn: start.character + 1 + node.getWidth(file),
  }
}
