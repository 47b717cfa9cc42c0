// Whatever is returned is judged as plain data, or refused with words that say what is allowed (threats 7 and 8).

import { beforeAll, expect, test } from 'vitest'
import { wordsOf } from '../../src/core/verdict-text'
import type { CaseResult } from '../../src/core/verdict'
import type { Report } from '../support/checker/main'
import { inEachEngine, prototypesOf } from '../support/launches'
import { judge, makes, words } from '../support/trial'

const ALLOWED = /Return numbers, strings, booleans, tensors, arrays or plain objects of those/

/** Refused, with words that name it and say what is allowed. */
const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ['a getter', '({ get a() { return 1 } })', /The result\.a is a getter/],
  ['a cyclic array', '{ const a = []; a.push(a); return a }', /contains itself/],
  ['a cyclic object', '{ const a = {}; a.b = { a }; return a }', /The result\.b\.a contains itself/],
  [
    '10,000 levels',
    '{ let a = []; for (let i = 0; i < 1e4; i++) a = [a]; return a }',
    /nested more than 30 deep/,
  ],
  ['a symbol', "Symbol('3')", /The result is a symbol/],
  ['a big integer', '[3n]', /The result\[0\] is a bigint/],
  ['a sparse array of 4 billion', 'new Array(2 ** 32 - 1)', /more than 1000000 entries/],
  ['two million numbers in an array', 'new Array(2e6).fill(0)', /more than 1000000 entries/],
  [
    'a proxy of endless length',
    "new Proxy([], { get: (list, key) => (key === 'length' ? 2 ** 32 : typeof key === 'string' && key < 'a' ? 1 : list[key]) })",
    /more than 1000000/,
  ],
]

/** Taken as plain data, and wrong. */
const WRONG: readonly (readonly [string, string, RegExp])[] = [
  [
    'a typed array of a detached buffer',
    '{ const a = new Float32Array(4); structuredClone(a, { transfer: [a.buffer] }); return a }',
    /detached/,
  ],
  ['a valueOf', '({ valueOf: () => 3 })', /a number is wanted|an object/],
  ['a toJSON', '({ toJSON: () => 3, toString: () => "3" })', /an object/],
  ['an instance of a class', 'new (class Answer { x = 3 })()', /an Answer/],
  ['a boxed number', 'new Number(3)', /a Number/],
  ['a function', '(() => 3)', /a function/],
  ['a proxy of a function', 'new Proxy(() => 3, {})', /a function/],
  ['a map', 'new Map([[1, 3]])', /a Map/],
  ['a date', 'new Date(3)', /a Date/],
  ['a buffer', 'new ArrayBuffer(8)', /an ArrayBuffer/],
  ['a view of a buffer', 'new DataView(new ArrayBuffer(8))', /a DataView/],
  ['an error', "new Error('3')", /an Error/],
  ['a worker', "new Worker(URL.createObjectURL(new Blob([''])))", /a Worker/],
  ['a text of 50 MB', "'3'.repeat(5e7)", /a string/],
  [
    'an empty tensor with an axis of a billion',
    "require('@tensorflow/tfjs').zeros([1e9, 0])",
    /\[1000000000, 0\]/,
  ],
  ['a forged tensor', "Object.create(require('@tensorflow/tfjs').Tensor.prototype)", /./],
  ['a key named __proto__', `JSON.parse('{ "__proto__": { "polluted": 3 } }')`, /an object/],
  ['a proxy whose traps throw', "new Proxy([], { get: () => { throw new Error('trap') } })", /trap/],
  [
    'a proxy that was revoked',
    '{ const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy }',
    /revoked/,
  ],
]

/** Taken as plain data, and right. */
const RIGHT: readonly (readonly [string, string, string])[] = [
  ['a proxy of an array', 'new Proxy([1, 2], {})', '[1, 2]'],
  ['an array with odd keys', 'Object.assign([1, 2], { extra: 1 })', '[1, 2]'],
  ['a record without a prototype', 'Object.assign(Object.create(null), { a: 1 })', '({ a: 1 })'],
  ['a thenable', '({ then: (resolve) => resolve(3) })', '3'],
  [
    'a typed array over shared memory',
    'new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer, 0, 2)',
    'new Int32Array(2)',
  ],
  ['a frozen array', 'Object.freeze([1, 2])', '[1, 2]'],
]

const title = (name: string): string => `makes ${name}`
const table = [...REFUSED, ...WRONG, ...RIGHT].map(([name, body]) => `${JSON.stringify(name)}: () => ${body}`)
const wanted = [
  ...[...REFUSED, ...WRONG].map(([name]) => [name, '3'] as const),
  ...RIGHT.map(([name, , expected]) => [name, expected] as const),
]
/** One case for each value, all in one submission. */
const TESTS = `
const { suite } = require('@tensorkata/kit')
exports.default = suite({ make: () => null }, ({ hidden }) => {
  const wants = (name, expected) => hidden('makes ' + name, async ({ learner, expect }) => {
    await expect(await learner.make(name)).toEqual(expected)
  })
  ${wanted.map(([name, expected]) => `wants(${JSON.stringify(name)}, ${expected})`).join('\n  ')}
})`

inEachEngine((now) => {
  let report: Report
  let prototypes: readonly [string, string]

  beforeAll(async () => {
    const { page } = now()
    const before = await prototypesOf(page)
    const code = `const table = { ${table.join(',\n')} }; exports.make = (name) => table[name]()`
    report = await judge(page, { code, tests: TESTS, wanted: ['make'], seconds: 60 })
    prototypes = [before, await prototypesOf(page)]
  })

  const resultOf = (name: string): CaseResult => report.cases.find((result) => result.title === title(name))!

  test.each(REFUSED)('%s is refused with words that name it', (name, _, says) => {
    const result = resultOf(name)
    expect(wordsOf(result)).toMatch(says)
    expect(wordsOf(result)).toMatch(ALLOWED)
    expect(result.outcome).toMatchObject({ status: 'error', problem: { kind: 'unsupported-value' } })
  })

  test.each(WRONG)('%s is judged as what it is', (name, _, says) => {
    const result = resultOf(name)
    expect(['fail', 'error']).toContain(result.outcome.status)
    expect(wordsOf(result)).toMatch(says)
    expect(wordsOf(result).length).toBeLessThan(8_000)
  })

  test.each(RIGHT)('%s is taken as the plain data that it is', (name) => {
    expect(resultOf(name).outcome).toEqual({ status: 'pass' })
  })

  test('none of them comes through to the page', () => {
    expect(prototypes[1]).toBe(prototypes[0])
  })

  test('a then that never calls back is named', async () => {
    const code = 'exports.make = () => ({ then() {} })'
    const late = await judge(now().page, { code, tests: makes('3'), wanted: ['make'], seconds: 1 })
    expect(words(late)).toMatch(/a promise that it awaits never settled/)
  })
})
