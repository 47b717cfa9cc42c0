// Tensors and values as text.

import { describe, expect, test } from 'vitest'
import { formatNumber, formatTensor } from '../../../src/core/format-tensor'
import { formatValue } from '../../../src/core/format-value'
import { fromNested, NdArray, sizeOf } from '../../../src/core/nd-array'
import { Handle } from '../../../src/core/value'

const ramp = (...shape: number[]): NdArray =>
  new NdArray(
    shape,
    'float32',
    Float32Array.from({ length: sizeOf(shape) }, (_, i) => i),
  )

describe('formatTensor', () => {
  test('writes rows in columns', () => {
    expect(
      formatTensor(
        fromNested([
          [1, 22.5],
          [-3, 1 / 3],
        ]),
      ),
    ).toMatchInlineSnapshot(`
      "float32 [2, 2]
      [[     1,   22.5],
       [    -3, 0.3333]]"
    `)
  })

  test('names a scalar and an empty tensor', () => {
    expect(formatTensor(fromNested(2.5))).toMatchInlineSnapshot(`
      "float32 scalar
      2.5"
    `)
    expect(formatTensor(ramp(2, 0))).toMatchInlineSnapshot(`"float32 [2, 0] (empty)"`)
  })

  test('indents deeper axes', () => {
    expect(formatTensor(ramp(2, 2, 2))).toMatchInlineSnapshot(`
      "float32 [2, 2, 2]
      [[[0, 1],
        [2, 3]],
       [[4, 5],
        [6, 7]]]"
    `)
  })

  test('elides the middle of long axes', () => {
    expect(formatTensor(ramp(100))).toMatchInlineSnapshot(`
      "float32 [100]
      [ 0,  1,  2, …, 97, 98, 99]"
    `)
    expect(formatTensor(ramp(20, 9))).toMatchInlineSnapshot(`
      "float32 [20, 9]
      [[  0,   1,   2, …,   6,   7,   8],
       [  9,  10,  11, …,  15,  16,  17],
       [ 18,  19,  20, …,  24,  25,  26],
       …,
       [153, 154, 155, …, 159, 160, 161],
       [162, 163, 164, …, 168, 169, 170],
       [171, 172, 173, …, 177, 178, 179]]"
    `)
  })

  test('writes booleans, strings and complex numbers as such', () => {
    expect(formatTensor(fromNested([true, false], 'bool'))).toMatchInlineSnapshot(`
      "bool [2]
      [ true, false]"
    `)
    expect(formatTensor(new NdArray([2], 'string', ['a', 'b"c']))).toMatchInlineSnapshot(`
      "string [2]
      [   "a", "b\\"c"]"
    `)
    expect(formatTensor(new NdArray([1], 'complex64', Float32Array.of(1, -2)))).toMatchInlineSnapshot(`
      "complex64 [1]
      [1 + -2i]"
    `)
  })

  test('stays short however large the tensor is', () => {
    expect(formatTensor(ramp(50, 50, 50)).length).toBeLessThan(3_000)
  })
})

test('formatNumber rounds to four digits, and turns to powers of ten where those would be lost', () => {
  const numbers = [0, -0, 3, -7.25, 1 / 3, 1e-5, 123456.789, 12345678.9, NaN, Infinity, -Infinity, 1e21]
  expect(numbers.map(formatNumber)).toMatchInlineSnapshot(`
    [
      "0",
      "0",
      "3",
      "-7.25",
      "0.3333",
      "1.000e-5",
      "123456.789",
      "1.235e+7",
      "NaN",
      "Infinity",
      "-Infinity",
      "1e+21",
    ]
  `)
})

describe('formatValue', () => {
  test('writes every kind of value', () => {
    expect(
      formatValue({
        loss: 0.25,
        name: 'adam',
        done: true,
        none: null,
        nothing: undefined,
        weights: fromNested([
          [1, 2],
          [3, 4],
        ]),
        labels: Int32Array.of(1, 2),
        model: new Handle(3, 'Sequential'),
        nested: { list: ['a', 1], empty: {}, none: [] },
      }),
    ).toMatchInlineSnapshot(`
      "{
        loss: 0.25,
        name: "adam",
        done: true,
        none: null,
        nothing: undefined,
        weights: 
          float32 [2, 2]
          [[1, 2],
           [3, 4]],
        labels: Int32Array [1, 2],
        model: <Sequential>,
        nested: 
          {
              list: ["a", 1],
              empty: {},
              none: []
            }
      }"
    `)
  })

  test('writes numeric rows in columns, and ragged rows as they are', () => {
    expect(
      formatValue([
        [1, 2],
        [30, 4],
      ]),
    ).toMatchInlineSnapshot(`
      "[[ 1,  2],
       [30,  4]]"
    `)
    expect(formatValue([[1, 2], [3]])).toMatchInlineSnapshot(`"[[1, 2], [3]]"`)
    expect(formatValue([['a'], ['b']])).toMatchInlineSnapshot(`"[["a"], ["b"]]"`)
  })

  test('cuts long lists and says how long they are', () => {
    expect(formatValue(Array.from({ length: 30 }, (_, i) => i))).toMatchInlineSnapshot(
      `"[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, … 30 in all]"`,
    )
    expect(formatValue(new Float32Array(1_000))).toMatch(/… 1000 in all\]$/)
  })

  test('cuts long text', () => {
    const text = formatValue('x'.repeat(5_000))
    expect(text.length).toBe(2_002)
    expect(text.endsWith(' …')).toBe(true)
    expect(formatValue('x'.repeat(50))).toBe(`"${'x'.repeat(50)}"`)
  })
})
