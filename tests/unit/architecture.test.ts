// The house rules, held against the house itself: who imports whom, and how a file looks.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { IMPORT_RULES, TYPES_ONLY } from '../../import-rules.js'

const ROOT = path.resolve(import.meta.dirname, '../..')
const FOLDERS = Object.keys(IMPORT_RULES)
/** Wiring: it knows everyone, and nobody knows it. */
const FREE = ['src/main.ts', 'src/virtual.d.ts']
/** Nobody knows the tools either, but they know one another. */
const TOOLS = ['src/cli', 'tests', 'scripts', 'vite']

interface Import {
  readonly from: string
  /** The file it leads to from the root, or the package as it is written. */
  readonly to: string
  readonly isRelative: boolean
  readonly isTypeOnly: boolean
}

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => !file.includes('node_modules/') && !file.includes('/data/'))
    .sort()
}

const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

/** A Svelte file by its scripts, put on the lines where they stand. */
function parse(file: string, text = textOf(file)): ts.SourceFile {
  const code = file.endsWith('.svelte')
    ? text.replace(/[^]*?(?:<script[^>]*>([^]*?)<\/script>|$)/g, (all, script: string | undefined) =>
        script === undefined
          ? ''
          : `${'\n'.repeat(all.slice(0, all.indexOf(script)).split('\n').length - 1)}${script}`,
      )
    : text
  return ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true)
}

const known = new Map<string, Import[]>()

/** Of a file that stands there, or of `text` as if it did. */
function importsOf(file: string, text?: string): Import[] {
  if (text !== undefined) return importsIn(parse(file, text))
  const imports = known.get(file) ?? importsIn(parse(file))
  known.set(file, imports)
  return imports
}

function importsIn(source: ts.SourceFile): Import[] {
  const file = source.fileName
  const found: Import[] = []
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    const isRelative = /^\.\.?\//.test(specifier.text)
    const to = isRelative ? path.posix.join(path.posix.dirname(file), specifier.text) : specifier.text
    found.push({ from: file, to, isRelative, isTypeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isErased(node.importClause))
    if (ts.isExportDeclaration(node))
      add(node.moduleSpecifier, node.isTypeOnly || allTypes(node.exportClause))
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false)
    // new Worker(new URL('…', import.meta.url)): a file that runs elsewhere, named all the same.
    if (
      ts.isNewExpression(node) &&
      node.expression.getText() === 'URL' &&
      node.arguments?.[1]?.getText() === 'import.meta.url'
    )
      if (/\.(ts|js|svelte)['"`]$/.test(node.arguments[0]!.getText())) add(node.arguments[0], true)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const allTypes = (clause: ts.NamedExportBindings | ts.NamedImportBindings | undefined): boolean =>
  clause !== undefined &&
  (ts.isNamedExports(clause) || ts.isNamedImports(clause)) &&
  clause.elements.length > 0 &&
  (clause.elements as readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]).every(
    ({ isTypeOnly }) => isTypeOnly,
  )

const isErased = (clause: ts.ImportClause | undefined): boolean =>
  clause !== undefined &&
  (clause.phaseModifier === ts.SyntaxKind.TypeKeyword ||
    (clause.name === undefined && allTypes(clause.namedBindings)))

const within = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`)

/** The room a file stands in: a folder of the table, or in the exercises, one exercise. */
function roomOf(file: string): string | undefined {
  const folder = FOLDERS.find((name) => within(file, name))
  return folder === 'exercises' ? file.split('/').slice(0, 3).join('/') : folder
}
const tableOf = (room: string) => IMPORT_RULES[room.startsWith('exercises/') ? 'exercises' : room]!

/** Why an import breaks the table, or null. */
function faultOf({ from, to, isRelative, isTypeOnly }: Import): string | null {
  const room = roomOf(from)!
  const { folders, packages } = tableOf(room)
  const say = (why: string): string => `${from} imports ${to}: ${why}`
  const onlyTypes = TYPES_ONLY.find(
    (rule) => rule.from === room && (isRelative ? within(to, rule.to) : to === rule.to),
  )
  if (isRelative && within(to, room)) return null
  const isListed = isRelative
    ? folders.some((folder) => within(to, folder))
    : packages.some((name) => (name.endsWith('/') ? to.startsWith(name) : to === name))
  if (!isListed) return say(`${room} may not.`)
  return onlyTypes && !isTypeOnly ? say(`${room} may take types of it alone.`) : null
}

/** A folder with files in it, or a file without its ending. */
const isThere = (name: string): boolean =>
  existsSync(path.join(ROOT, `${name}.ts`)) || filesUnder(name).length > 0

const governed = FOLDERS.flatMap(filesUnder)
const program = [...new Set([...filesUnder('src'), ...filesUnder('workers')])]
const faults = (imports: readonly Import[]): string[] =>
  imports.map(faultOf).filter((fault) => fault !== null)

describe('imports', () => {
  test.each(FOLDERS)('of %s stay within its table', (folder) => {
    const files = filesUnder(folder)
    expect(files.length).toBeGreaterThan(0)
    expect(faults(files.flatMap((file) => importsOf(file)))).toEqual([])
  })

  test('make no circle among the folders', () => {
    const edges = new Map<string, Set<string>>()
    for (const { from, to, isRelative } of governed.flatMap((file) => importsOf(file))) {
      const [a, b] = [roomOf(from)!, isRelative ? roomOf(to) : undefined]
      if (b && a !== b) edges.set(a, (edges.get(a) ?? new Set()).add(b))
    }
    expect(edges.size).toBeGreaterThan(3)
    expect(circlesIn(edges)).toEqual([])
  })

  test('never lead to wiring, tools or tests', () => {
    const upward = governed
      .filter((file) => !TOOLS.some((tool) => within(file, tool)))
      .flatMap((file) => importsOf(file))
      .filter(({ to, isRelative }) => isRelative && [...FREE, ...TOOLS].some((free) => within(to, free)))
    expect(upward).toEqual([])
  })

  test('the table governs every file of the program but wiring', () => {
    const free = program.filter((file) => !roomOf(file) && !FREE.some((name) => within(file, name)))
    expect(free).toEqual([])
  })

  test('the table lists no folder that is not there, nor a types-only edge that it does not allow', () => {
    for (const folder of Object.values(IMPORT_RULES).flatMap(({ folders }) => folders))
      expect(isThere(folder), folder).toBe(true)
    for (const { from, to } of TYPES_ONLY)
      expect([...IMPORT_RULES[from]!.folders, ...IMPORT_RULES[from]!.packages], `${from} → ${to}`).toContain(
        to,
      )
  })
})

/** The folders that can reach themselves. */
function circlesIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reach = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of edges.get(from) ?? [])
      if (!seen.has(next)) {
        seen.add(next)
        reach(next, seen)
      }
    return seen
  }
  return [...edges.keys()].filter((folder) => reach(folder).has(folder))
}

describe('the rules themselves would notice', () => {
  const svelte = (code: string): string =>
    `<!-- head -->\n<script lang="ts">\n${code}\n</script>\n<p>import './x'</p>`
  test.each<[string, string, string]>([
    ['core reaching up', 'src/core/x.ts', "import { a } from '../kit/suite'"],
    ['types reaching up', 'src/core/x.ts', "import type { A } from '../protocol/wire'"],
    ['a type written in place', 'src/core/x.ts', "type A = import('../protocol/wire').Wire"],
    ['an export from above', 'src/core/x.ts', "export * from '../kit/kit'"],
    ['a dynamic import', 'src/core/x.ts', "const a = await import('../kit/kit')"],
    ['a package that is not listed', 'src/core/x.ts', "import fs from 'node:fs'"],
    ['the command line taking the app', 'src/cli/x.ts', "import { a } from '../client/lab'"],
    ['a package of a similar name', 'src/core/x.ts', "import v from 'valibot-extra'"],
    ['a value where types alone may pass', 'src/kit/x.ts', "import * as tf from '@tensorflow/tfjs'"],
    ['a value among types', 'src/session/x.ts', "import { type Store, open } from '../storage/store'"],
    [
      'a Svelte file reaching into a worker',
      'src/ui/parts/X.svelte',
      svelte("import x from '../../../workers/runner/call'"),
    ],
    ['one exercise reading another', 'exercises/a/b/x.ts', "import { s } from '../c/solution'"],
    ['an exercise reading the program', 'exercises/a/b/x.ts', "import { s } from '../../../src/kit/suite'"],
    [
      'a worker started elsewhere',
      'src/ui/x.ts',
      "new Worker(new URL('../../workers/runner/main.ts', import.meta.url))",
    ],
  ])('%s', (_, file, code) => expect(faults(importsOf(file, code))).toHaveLength(1))

  test.each<[string, string, string]>([
    ['a folder its own files', 'src/core/x.ts', "import { a } from './pack/schema'"],
    ['types where types may pass', 'src/kit/x.ts', "import type * as tf from '@tensorflow/tfjs'"],
    ['types one by one', 'src/session/x.ts', "import { type Store } from '../storage/store'"],
    [
      'a listed package and its parts',
      'src/core/x.ts',
      "import * as v from 'valibot'\nimport { g } from 'pure-rand/generator/x'",
    ],
    ['an exercise its own folder', 'exercises/a/b/accepted/x.ts', "import data from '../data/cars'"],
    ['a word in the markup of a Svelte file', 'src/ui/X.svelte', svelte("import { onMount } from 'svelte'")],
  ])('and allow %s', (_, file, code) => {
    expect(importsOf(file, code).length).toBeGreaterThan(0)
    expect(faults(importsOf(file, code))).toEqual([])
  })

  test('a circle', () => {
    expect(
      circlesIn(
        new Map([
          ['a', new Set(['b'])],
          ['b', new Set(['a', 'c'])],
        ]),
      ),
    ).toEqual(['a', 'b'])
    expect(
      circlesIn(
        new Map([
          ['a', new Set(['b'])],
          ['b', new Set(['c'])],
        ]),
      ),
    ).toEqual([])
  })
})

describe('every file of the program', () => {
  test('opens with a line that says what room it is', () => {
    const opens = (file: string): boolean =>
      (file.endsWith('.svelte') ? /^<!--\s*\S/ : /^(\/\/ |\/\*\*? )\S/).test(textOf(file))
    expect(program.filter((file) => !opens(file))).toEqual([])
  })

  test('has at most 250 lines', () => {
    const long = program.map((file) => [file, textOf(file).trimEnd().split('\n').length] as const)
    expect(long.filter(([, lines]) => lines > 250)).toEqual([])
  })

  test('names no type any', () => {
    const anys: string[] = []
    for (const file of program) {
      const source = parse(file)
      const visit = (node: ts.Node): void => {
        if (node.kind === ts.SyntaxKind.AnyKeyword)
          anys.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`)
        ts.forEachChild(node, visit)
      }
      visit(source)
    }
    expect(anys).toEqual([])
  })

  test('is named in kebab-case, and a component in PascalCase', () => {
    const isWellNamed = (file: string): boolean => {
      const name = path.basename(file)
      return name.endsWith('.svelte')
        ? /^([A-Z][a-z0-9]*)+\.svelte$/.test(name)
        : /^[a-z0-9]+(-[a-z0-9]+)*(\.svelte|\.d)?\.ts$/.test(name)
    }
    expect(program.filter((file) => !isWellNamed(file))).toEqual([])
  })

  test('that has runes is named .svelte.ts', () => {
    const hasRunes = (file: string): boolean => /\$(state|derived|effect)\b[.(<]/.test(parse(file).text)
    const withRunes = program.filter((file) => file.endsWith('.ts') && hasRunes(file))
    expect(withRunes.length).toBeGreaterThan(2)
    expect(withRunes.filter((file) => !file.endsWith('.svelte.ts'))).toEqual([])
  })

  test('exports by name', () => {
    const defaults = program.filter(
      (file) => file.endsWith('.ts') && parse(file).statements.some(ts.isExportAssignment),
    )
    expect(defaults.filter((file) => file !== 'src/virtual.d.ts')).toEqual([])
  })
})
