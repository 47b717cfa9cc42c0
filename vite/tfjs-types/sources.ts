// Reads the 600 declaration files TF.js ships: the words written above each declaration, and its chained ops.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { parse, shortComment } from './edits.ts'

export interface Sources {
  /** `add_(a, b)` or `Dense` → its shortened doc comment; the bundler drops those of names it does not export. */
  readonly docs: ReadonlyMap<string, string>
  /** Members that `public/chained_ops` adds to Tensor by module augmentation, such as `add` in `a.add(b)`. */
  readonly chained: readonly { readonly name: string; readonly text: string }[]
}

export const PACKAGES = [
  'tfjs-core',
  'tfjs-layers',
  'tfjs-data',
  'tfjs-converter',
  'tfjs-backend-cpu',
  'tfjs-backend-webgl',
]

export function readSources(scope: string): Sources {
  const docs = new Map<string, string>()
  const chained: { name: string; text: string }[] = []
  for (const path of PACKAGES.flatMap((name) => declarationFiles(join(scope, name, 'dist')))) {
    const file = parse(readFileSync(path, 'utf8'), path)
    for (const statement of file.statements) {
      noteDoc(docs, statement, file)
      if (path.includes('chained_ops')) chained.push(...augmentations(statement, file))
    }
  }
  return { docs, chained }
}

/** What a declaration is called in `docs`: parameters tell apart `softmax` the layer and `softmax` the op. */
export function docKey(node: ts.Statement): string | undefined {
  if (ts.isFunctionDeclaration(node) && node.name) {
    const parameters = node.parameters.map((parameter) => parameter.name.getText()).join(', ')
    return `${plainName(node.name.text)}(${parameters})`
  }
  if (ts.isClassDeclaration(node) && node.name) return plainName(node.name.text)
  return undefined
}

/** The bundler tells namesakes apart as `sum` and `sum$1`. */
export function plainName(name: string): string {
  return name.replace(/\$\d+$/, '')
}

function declarationFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.d.ts') && !entry.name.endsWith('_test.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function noteDoc(docs: Map<string, string>, statement: ts.Statement, file: ts.SourceFile): void {
  const key = docKey(statement)
  const range = ts.getLeadingCommentRanges(file.text, statement.pos)?.at(-1)
  if (!key || !range || docs.has(key)) return
  const doc = shortComment(file.text.slice(range.pos, range.end))
  if (doc !== '') docs.set(key, doc)
}

function augmentations(statement: ts.Statement, file: ts.SourceFile): { name: string; text: string }[] {
  if (!ts.isModuleDeclaration(statement) || !statement.body || !ts.isModuleBlock(statement.body)) return []
  return statement.body.statements
    .filter((inner) => ts.isInterfaceDeclaration(inner))
    .flatMap((inner) => [...inner.members])
    .map((member) => ({ name: member.name?.getText(file) ?? '', text: member.getText(file) }))
}
