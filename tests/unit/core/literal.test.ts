// A value written down and read again is the same value, and nothing that is in it ever runs.

import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lengthOf, literalOf, MOST_WRITTEN } from '../../../src/core/literal'
import { type DType, NdArray } from '../../../src/core/nd-array'
import { Handle, type Value } from '../../../src/core/value'

/** What the text makes when it runs. */
const made = (text: string): unknown => new Function('tf', `'use strict'\nreturn (${text}\n)`)(tf) as unknown

const NASTY = [
  '`${globalThis.pwned = 1}`',
  "'); globalThis.pwned = 1; ('",
  '"); globalThis.pwned = 1; ("',
  '\\',
  '\\"',
  "\\'",
  'a\nb\r\u2028\u2029',
  '*/ globalThis.pwned = 1 /*',
  '</script>',
  '\ud800',
  '__proto__',
  'constructor',
]
const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' }))
const plain: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, undefined, true, false, NaN, Infinity, -Infinity, -0),
    fc.double(),
    text,
    fc.float32Array(),
    fc.int32Array(),
    fc.uint8Array(),
    fc.float64Array(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value

test('whatever it holds', () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(made(literalOf(value as Value))).toEqual(value)
      expect(globalThis).not.toHaveProperty('pwned')
    }),
    { numRuns: 500 },
  )
})

test.each(NASTY)('as a text or as a key: %j', (nasty) => {
  const value = Object.fromEntries([[nasty, [nasty]]])
  const again = made(literalOf(value)) as Record<string, unknown>
  expect(Object.entries(again)).toEqual([[nasty, [nasty]]])
  expect(Object.getPrototypeOf(again)).toBe(Object.prototype)
  expect(globalThis).not.toHaveProperty('pwned')
})

describe('a tensor', () => {
  const same = (array: NdArray): void => {
    const tensor = made(literalOf(array)) as tf.Tensor
    expect([tensor.shape, tensor.dtype]).toEqual([array.shape, array.dtype])
    expect([...tensor.dataSync()]).toEqual([...array.data])
    tensor.dispose()
  }

  test('of any shape has the same shape, dtype and numbers to the last bit', () => {
    const shape = fc.array(fc.nat(3), { maxLength: 4 })
    const dtype = fc.constantFrom<DType>('float32', 'int32', 'bool')
    fc.assert(
      fc.property(shape, dtype, fc.infiniteStream(fc.float({ noNaN: true })), (lengths, type, numbers) => {
        const size = lengths.reduce((product, length) => product * length, 1)
        const floats = Float32Array.from({ length: size }, () => numbers.next().value as number)
        const data = {
          float32: floats,
          int32: Int32Array.from(floats),
          bool: Uint8Array.from(floats, (x) => +(x > 0)),
        }
        same(new NdArray(lengths, type, data[type as 'bool']))
      }),
      { numRuns: 200 },
    )
  })

  test('of texts, of complex numbers, of NaN and infinities', () => {
    const strings = made(literalOf(new NdArray([2], 'string', ["it's", '"\n']))) as tf.Tensor
    expect([strings.dtype, ...strings.dataSync()]).toEqual(['string', "it's", '"\n'])
    same(new NdArray([1, 2], 'complex64', Float32Array.of(1, 2, 3, 4)))
    same(new NdArray([4], 'float32', Float32Array.of(NaN, Infinity, -Infinity, 0.1)))
  })

  test('is written as people write it', () => {
    const matrix = (dtype: DType, data: Float32Array | Int32Array): string =>
      literalOf(new NdArray([2, 2], dtype, data))
    expect(matrix('float32', Float32Array.of(0.1, 2, -3, 1e-7))).toBe('tf.tensor2d([[0.1, 2], [-3, 1e-7]])')
    expect(matrix('int32', Int32Array.of(1, 2, 3, 4))).toBe("tf.tensor2d([[1, 2], [3, 4]], [2, 2], 'int32')")
    expect(literalOf(new NdArray([], 'int32', Int32Array.of(7)))).toBe("tf.scalar(7, 'int32')")
    expect(literalOf(new NdArray([0, 3], 'float32', new Float32Array()))).toBe('tf.tensor2d([], [0, 3])')
    expect(literalOf({ stride: 2, 'a b': [1] })).toBe('{ stride: 2, "a b": [1] }')
  })

  test('that is long goes down the page', () => {
    const rows = literalOf(
      new NdArray(
        [3, 20],
        'float32',
        Float32Array.from({ length: 60 }, (_, i) => i * 1000),
      ),
    )
    expect(rows.split('\n')).toHaveLength(5)
  })
})

test('what is too long, or lives elsewhere, is known beforehand', () => {
  expect(lengthOf(new NdArray([100, 100], 'float32', new Float32Array(10_000)))).toBeGreaterThan(MOST_WRITTEN)
  expect(lengthOf('x'.repeat(100_000))).toBeGreaterThan(MOST_WRITTEN)
  expect(lengthOf([[1, [2]], { a: 3 }])).toBeLessThan(20)
  expect(lengthOf([1, new Handle(1, 'Sequential')])).toBe(Infinity)
  expect(lengthOf({ a: () => 1 })).toBe(Infinity)
})
