// The format of an exercise and a pack: what holds, and the problem of each thing that does not.

import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { cardOf, ExercisePage, ExerciseProgram } from '../../../src/core/pack/compiled'
import { FrontMatter, PackManifest } from '../../../src/core/pack/schema'

const good = {
  schemaVersion: 1,
  id: 'scaled-attention',
  title: 'Attention',
  summary: 'One head.',
  topics: ['llm'],
  difficulty: 3,
  minutes: 30,
  exports: [{ name: 'attention', signature: '(q: Tensor) => Tensor', summary: 'Attends.' }],
  backends: ['cpu', 'webgl'],
  limits: { seconds: 10 },
  hints: ['one', 'two', 'three'],
}
type Change = Record<string, unknown>

/** "path: message" of each problem. */
function problemsOf(schema: v.GenericSchema, input: unknown): string[] {
  const parsed = v.safeParse(schema, input)
  return (parsed.issues ?? []).map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`)
}
const without = (key: keyof typeof good): Change =>
  Object.fromEntries(Object.entries(good).filter(([name]) => name !== key))

describe('front matter', () => {
  test('holds as it should, and gets its defaults', () => {
    expect(v.parse(FrontMatter, good)).toMatchObject({ ...good, forbidden: [], prerequisites: [] })
    const full = { ...good, forbidden: ['tf.image.resizeBilinear'], limits: { seconds: 1, tensorsLeaked: 0 } }
    expect(problemsOf(FrontMatter, full)).toEqual([])
  })

  test.each(Object.keys(good) as (keyof typeof good)[])('needs %s', (key) => {
    const problems = problemsOf(FrontMatter, without(key))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${key}: .*received undefined`))
  })

  test.each<[string, Change, RegExp]>([
    ['an unknown key', { hint: 'x' }, /^hint: .*Expected never/],
    ['another schema version', { schemaVersion: 2 }, /^schemaVersion: /],
    ['upper case in the id', { id: 'Attention' }, /^id: must be lower-case words joined by hyphens/],
    ['a path in the id', { id: '../up' }, /^id: must be lower-case/],
    ['two hyphens in the id', { id: 'a--b' }, /^id: must be lower-case/],
    ['an empty title', { title: '' }, /^title: must not be empty/],
    ['a long title', { title: 'x'.repeat(81) }, /^title: Invalid length/],
    ['no topic', { topics: [] }, /^topics: needs at least one topic/],
    ['an unknown topic', { topics: ['cooking'] }, /^topics.0: /],
    ['difficulty 0', { difficulty: 0 }, /^difficulty: /],
    ['difficulty 6', { difficulty: 6 }, /^difficulty: /],
    ['half a difficulty', { difficulty: 2.5 }, /^difficulty: Invalid integer/],
    ['too few minutes', { minutes: 4 }, /^minutes: /],
    ['minutes in words', { minutes: 'ten' }, /^minutes: .*Expected number/],
    ['no export', { exports: [] }, /^exports: needs at least one export/],
    [
      'a bad name',
      { exports: [{ ...good.exports[0], name: 'my-fn' }] },
      /^exports.0.name: must be a JavaScript name/,
    ],
    [
      'an unknown key of an export',
      { exports: [{ ...good.exports[0], docs: '' }] },
      /^exports.0.docs: .*never/,
    ],
    ['backends without cpu', { backends: ['webgl'] }, /^backends: must include cpu/],
    ['an unknown backend', { backends: ['cpu', 'webgpu'] }, /^backends.1: /],
    ['no time', { limits: { seconds: 0 } }, /^limits.seconds: /],
    ['too much time', { limits: { seconds: 1000 } }, /^limits.seconds: /],
    ['a negative leak', { limits: { seconds: 1, tensorsLeaked: -1 } }, /^limits.tensorsLeaked: /],
    ['an unknown limit', { limits: { seconds: 1, bytes: 1 } }, /^limits.bytes: .*never/],
    ['a forbidden call without tf', { forbidden: ['conv2d'] }, /^forbidden.0: must look like "tf.conv2d"/],
    ['two hints', { hints: ['a', 'b'] }, /^hints: must be three/],
    ['an empty hint', { hints: ['a', '', 'c'] }, /^hints.1: must not be empty/],
  ])('refuses %s', (_, change, words) => {
    const problems = problemsOf(FrontMatter, { ...good, ...change })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(words)
  })

  test('tells all problems at once', () => {
    expect(problemsOf(FrontMatter, { ...good, id: 'X', minutes: 1, hints: [] })).toHaveLength(3)
  })

  test.each([null, 'text', [], 3])('refuses %j', (input) => {
    expect(problemsOf(FrontMatter, input)).not.toEqual([])
  })
})

describe('a pack manifest', () => {
  const manifest = {
    ...{ schemaVersion: 1, id: 'vision', title: 'Vision', summary: 'Pictures.', authors: ['A'] },
    ...{ license: 'MIT', exercises: ['image-convolution'] },
  }
  test('holds as it should', () => expect(problemsOf(PackManifest, manifest)).toEqual([]))
  test.each<[string, Change, RegExp]>([
    ['no author', { authors: [] }, /^authors: needs at least one author/],
    ['no exercise', { exercises: [] }, /^exercises: needs at least one exercise/],
    ['an unsafe slug', { exercises: ['../secrets'] }, /^exercises.0: must be lower-case/],
    ['an unknown key', { colour: 'red' }, /^colour: .*never/],
  ])('refuses %s', (_, change, words) => {
    expect(problemsOf(PackManifest, { ...manifest, ...change })[0]).toMatch(words)
  })
})

describe('a compiled exercise', () => {
  const page = {
    ...v.parse(FrontMatter, good),
    ...{
      id: 'llm/scaled-attention',
      version: 'abc',
      statement: '<p>',
      starter: '',
      files: {},
      hasDemo: false,
    },
  }
  test('is taken whole, and refused by another schema or a strange id', () => {
    expect(problemsOf(ExercisePage, page)).toEqual([])
    expect(problemsOf(ExercisePage, { ...page, schemaVersion: 2 })).toHaveLength(1)
    expect(problemsOf(ExercisePage, { ...page, id: 'a/b/c' })).toHaveLength(1)
    expect(problemsOf(ExercisePage, { ...page, statement: undefined })).toHaveLength(1)
  })
  test('has a program with or without a demo', () => {
    const program = { id: 'a/b', version: '', modules: {}, demo: null, sealed: '' }
    expect(problemsOf(ExerciseProgram, program)).toEqual([])
    expect(problemsOf(ExerciseProgram, { ...program, demo: 'code' })).toEqual([])
    expect(problemsOf(ExerciseProgram, { ...program, modules: { './harness': 1 } })).toHaveLength(1)
  })
  test('gives a card without its statement', () => {
    expect(Object.keys(cardOf(page))).not.toContain('statement')
    expect(cardOf(page)).toMatchObject({ id: 'llm/scaled-attention', title: 'Attention' })
  })
})
