// The types of "@tensorkata/show" that the editor offers are those that the page takes: each view, field by field.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { SHOW_FILES } from '../../src/editor/show-world'
import { SCRATCH_PROGRAM } from '../../src/session/scratch-program'
import { tfjsTypesFile } from '../../vite/tfjs-types'

const [declarations] = Object.values(SHOW_FILES)

/** What TypeScript says of `code`, with `files` beside it, by their absolute paths. */
function problems(code: string, files: Readonly<Record<string, string>>, lib: string[]): string[] {
  const options: ts.CompilerOptions = {
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, lib, types: [], strict: true },
    ...{ moduleResolution: ts.ModuleResolutionKind.Bundler, noEmit: true, skipLibCheck: true },
    moduleDetection: ts.ModuleDetectionKind.Force,
  }
  const host = ts.createCompilerHost(options)
  const main = path.join(ROOT, 'src/core/main-of-test.ts')
  const own = new Map([[main, code], ...Object.entries(files)])
  const { fileExists, directoryExists, getSourceFile, readFile } = host
  host.directoryExists = (name) =>
    [...own.keys()].some((file) => file.startsWith(`${name}/`)) || directoryExists!(name)
  host.fileExists = (name) => own.has(name) || fileExists(name)
  host.readFile = (name) => own.get(name) ?? readFile(name)
  host.getSourceFile = (name, version) => {
    const text = own.get(name)
    return text === undefined ? getSourceFile(name, version) : ts.createSourceFile(name, text, version, true)
  }
  const program = ts.createProgram([main], options, host)
  const file = program.getSourceFile(main)
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((one) =>
    ts.flattenDiagnosticMessageText(one.messageText, '\n'),
  )
}

test('each declared view is a view', () => {
  const code = `
    import type { ViewInput } from './views'
    import type { View } from './declared-of-test'
    export const taken = (view: View): ViewInput => view
    export const offered = (view: ViewInput): View => view`
  // Memory that is shared is as good to learners, and is copied on its way.
  const text = declarations!.replace(/(Float32|Int32|Uint8)Array/g, '$&<ArrayBuffer>')
  const declared = { [path.join(ROOT, 'src/core/declared-of-test.ts')]: text }
  expect(problems(code, declared, ['lib.es2022.d.ts'])).toEqual([])
  const missing = code.replace("'./views'", "'./no-such-views'")
  expect(problems(missing, declared, ['lib.es2022.d.ts'])).not.toEqual([])
})

test('the program that the scratch area begins with has no error in the editor', async () => {
  const types = readFileSync(await tfjsTypesFile(ROOT), 'utf8')
  const modules = path.join(ROOT, 'src/core/node_modules')
  const files = {
    [path.join(modules, '@tensorflow/tfjs/index.d.ts')]: types,
    [path.join(modules, '@tensorkata/show/index.d.ts')]: declarations!,
  }
  const world = 'declare const console: { log(...values: unknown[]): void }\n'
  const timers =
    'declare function setTimeout(run: (...values: any[]) => void, milliseconds?: number): number\n'
  expect(problems(SCRATCH_PROGRAM + world + timers, files, ['lib.es2022.d.ts'])).toEqual([])
}, 60_000)
