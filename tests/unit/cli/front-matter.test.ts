// YAML against a schema: the line of each thing that does not fit.

import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { parseYaml, splitFrontMatter } from '../../../src/cli/pack/front-matter'
import { formatProblem, PackError, type PackProblem } from '../../../src/cli/pack/problems'

const Schema = v.strictObject({
  name: v.string(),
  size: v.optional(v.strictObject({ rows: v.number(), columns: v.optional(v.number()) })),
  list: v.optional(v.array(v.strictObject({ n: v.number('must be a number.') }))),
})

function problemsOf(run: () => unknown): readonly PackProblem[] {
  try {
    run()
    return []
  } catch (error) {
    if (error instanceof PackError) return error.problems
    throw error
  }
}
const problems = (yaml: string, firstLine = 1): string[] =>
  problemsOf(() => parseYaml(yaml, Schema, 'f.md', firstLine)).map(formatProblem)

describe('parseYaml', () => {
  test('gives what fits', () => {
    expect(parseYaml('name: a # comment\nsize: { rows: 2 }', Schema, 'f.md')).toEqual({
      name: 'a',
      size: { rows: 2 },
    })
  })

  test.each<[string, string, string[]]>([
    [
      'a wrong value',
      'name: a\n\nsize:\n  rows: x\n',
      ['f.md:4: size.rows: Invalid type: Expected number but received "x".'],
    ],
    [
      'an unknown key',
      'name: a\nsize:\n  rows: 1\n  rws: 2\n',
      ['f.md:4: size.rws: is not a known key. Remove it, or correct its spelling.'],
    ],
    ['a missing key at the top', 'list: []\n', ['f.md:1: name: is missing. Add it.']],
    ['a missing key inside', 'name: a\n\nsize:\n  columns: 1\n', ['f.md:4: size.rows: is missing. Add it.']],
    ['an item of a list', 'name: a\nlist:\n  - n: 1\n  - n: y\n', ['f.md:4: list[1].n: must be a number.']],
    [
      'all of them at once',
      'nam: a\nlist:\n  - n: y\n',
      [
        'f.md:1: name: is missing. Add it.',
        'f.md:3: list[0].n: must be a number.',
        'f.md:1: nam: is not a known key. Remove it, or correct its spelling.',
      ],
    ],
  ])('names the line of %s', (_, yaml, words) => expect(problems(yaml).sort()).toEqual([...words].sort()))

  test('counts lines from where the YAML starts in its file', () => {
    expect(problems('name: a\nsize:\n  rows: x', 2)[0]).toMatch(/^f\.md:4: /)
    expect(problems('name: [', 10)[0]).toMatch(/^f\.md:10: /)
  })

  test.each<[string, string, RegExp]>([
    ['a bracket that is not closed', 'name: a\nlist: [1', /^f\.md:2: .* Mend the YAML\.$/],
    ['two keys of one name', 'name: a\nname: b', /^f\.md:[12]: .*unique/],
    ['a tab', 'name: a\nsize:\n\trows: 1', /^f\.md:3: /],
    ['an alias of nothing', 'name: *nope', /^f\.md:\d: .*nope.* Mend the YAML\.$/],
    ['aliases that multiply', bomb(), /^f\.md:\d+: .*alias.* Mend the YAML\.$/i],
    ['nothing at all', '', /^f\.md:1: /],
    ['a list', '- a', /^f\.md:1: /],
  ])('refuses %s', (_, yaml, words) => {
    const said = problems(yaml)
    expect(said.length).toBeGreaterThan(0)
    expect(said[0]).toMatch(words)
  })

  test('takes no prototype from a file', () => {
    expect(problems('name: a\n__proto__: { polluted: 1 }')).toEqual([
      'f.md:2: __proto__: is not a known key. Remove it, or correct its spelling.',
    ])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

function bomb(): string {
  const levels = Array.from({ length: 10 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}*l${i}]`)
  return ['name: a', 'l0: &l0 [x]', ...levels].join('\n')
}

describe('splitFrontMatter', () => {
  test('parts the keys from the text', () => {
    expect(splitFrontMatter('---\na: 1\n---\nText\n---\nmore', 'f.md')).toEqual({
      yaml: 'a: 1',
      body: 'Text\n---\nmore',
      bodyLine: 4,
    })
    expect(splitFrontMatter('---\r\na: 1\r\n---\r\nText', 'f.md')).toEqual({
      yaml: 'a: 1',
      body: 'Text',
      bodyLine: 4,
    })
    expect(splitFrontMatter('---\na: 1\n---', 'f.md')).toEqual({ yaml: 'a: 1', body: '', bodyLine: 3 })
  })

  test.each(['', 'Text', '\n---\na: 1\n---\n', '---\na: 1\n'])('refuses %j', (text) => {
    expect(problemsOf(() => splitFrontMatter(text, 'f.md'))).toMatchObject([{ file: 'f.md', line: 1 }])
  })
})

test('a problem is one line: place, path, what, and the remedy', () => {
  expect(
    formatProblem({ file: 'a.md', line: 3, path: 'x.y', message: 'is wrong.', remedy: 'Mend it.' }),
  ).toBe('a.md:3: x.y: is wrong. Mend it.')
  expect(formatProblem({ file: 'a.md', message: 'The file is missing.' })).toBe('a.md: The file is missing.')
})
