// The name of the bug behind a wrong tensor, and silence where there is none.

import { describe, expect, test } from 'vitest'
import { FORWARD } from '../../../src/core/closeness'
import { brief, diagnose, isTransposeOf, nameOfFactor } from '../../../src/core/diagnose'
import { fromNested, NdArray, type NestedNumbers, sizeOf } from '../../../src/core/nd-array'
import { type Random, seededRandom } from '../../../src/core/random'

const say = (want: NestedNumbers, got: NestedNumbers): string | null =>
  diagnose(fromNested(got), fromNested(want), FORWARD)

const normal = (random: Random, shape: number[]): NdArray =>
  new NdArray(
    shape,
    'float32',
    Float32Array.from({ length: sizeOf(shape) }, () => random.normal()),
  )
const change = (tensor: NdArray, by: (value: number) => number): NdArray =>
  new NdArray(tensor.shape, 'float32', Float32Array.from(tensor.data as Float32Array, by))

describe('a square matrix with rows and columns swapped', () => {
  const want = [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 10],
  ]
  test('is transposed', () => {
    expect(
      say(want, [
        [1, 4, 7],
        [2, 5, 8],
        [3, 6, 10],
      ]),
    ).toMatch(/transposed/)
  })
  test('is so in every batch', () => {
    expect(
      say(
        [want, want],
        [want, want].map(([a, b, c]) => a!.map((_, i) => [a![i]!, b![i]!, c![i]!])),
      ),
    ).toMatch(/transposed/)
  })
  test('is not when one value is off', () => {
    expect(
      say(want, [
        [1, 4, 7],
        [2, 5, 8],
        [3, 6, 11],
      ]),
    ).toBeNull()
  })
})

test('isTransposeOf reverses all axes, and wants every value', () => {
  const ramp = (shape: number[]): NdArray =>
    new NdArray(
      shape,
      'float32',
      Float32Array.from({ length: sizeOf(shape) }, (_, i) => i),
    )
  const want = ramp([2, 3, 4])
  const got = new NdArray(
    [4, 3, 2],
    'float32',
    Float32Array.from({ length: 24 }, (_, i) => want.get(i % 2, Math.floor(i / 2) % 3, Math.floor(i / 6))),
  )
  expect(isTransposeOf(got, want, FORWARD)).toBe(true)
  expect(isTransposeOf(ramp([4, 3, 2]), want, FORWARD)).toBe(false)
  expect(isTransposeOf(fromNested([1, 2]), fromNested([1, 2]), FORWARD)).toBe(false)
})

test.each([
  [[1, 2, 4], [4, 2, 1], 'It looks reversed along axis 0.'],
  [
    [
      [1, 2, 4],
      [5, 6, 9],
    ],
    [
      [4, 2, 1],
      [9, 6, 5],
    ],
    'It looks reversed along axis 1.',
  ],
  [
    [
      [1, 2, 4],
      [5, 6, 9],
    ],
    [
      [5, 6, 9],
      [1, 2, 4],
    ],
    'It looks reversed along axis 0.',
  ],
  [[1, -2, 4], [-1, 2, -4], 'The sign is wrong: every value is negated.'],
  [[1, 2, 4], [1.5, 2.5, 4.5], 'Every value is off by the same constant (+0.5).'],
  [[1, 2, 4], [0, 1, 3], 'Every value is off by the same constant (−1).'],
  [[1, 2, 4], [8, 16, 32], 'Every value is off by the same factor (× 8).'],
  [[1, 2, 5], [-2, -4, -10], 'Every value is off by the same factor (× −2).'],
  [[1, 2, 5], [1.37, 2.74, 6.85], 'Every value is off by the same factor (× 1.37).'],
  [[1, 2, 5, 9], [0, 1, 2, 5], 'It looks shifted by one along axis 0.'],
  [[1, 2, 5, 9], [2, 5, 9, 0], 'It looks shifted by one along axis 0.'],
  // Seven labels of two classes agree by chance less often than one time in twenty.
  [[0, 1, 1, 0, 1, 0, 0], [1, 0, 1, 1, 0, 1, 0], 'It looks shifted by one along axis 0.'],
  [
    [
      [1, 2, 5],
      [3, 8, 4],
    ],
    [
      [0, 1, 2],
      [0, 3, 8],
    ],
    'It looks shifted by one along axis 1.',
  ],
  [
    [
      [1, 2],
      [3, 5],
      [7, 4],
    ],
    [
      [0, 1],
      [9, 1],
      [7, 4],
    ],
    'Only the last item along axis 0 is right.',
  ],
  [
    [
      [1, 2],
      [3, 5],
      [7, 4],
    ],
    [
      [1, 2],
      [9, 1],
      [0, 3],
    ],
    'Only the first item along axis 0 is right.',
  ],
])('%j got as %j: %s', (want, got, words) => {
  expect(say(want as NestedNumbers, got as NestedNumbers)).toBe(words)
})

test.each([
  [2, '× 2'],
  [1 / 3, '× 1/3'],
  [Math.sqrt(8), '× √8'],
  [1 / Math.sqrt(64), '× 1/8'],
  [1 / Math.sqrt(5), '× 1/√5'],
  [10 / 9, '× 10/9, as between n and n − 1'],
  [9 / 10, '× 9/10, as between n − 1 and n'],
  [-Math.sqrt(3), '× −√3'],
  [1.2345, null],
  [0.777, null],
])('the factor %d is named %s', (factor, name) => expect(nameOfFactor(factor)).toBe(name))

describe('normalised over the wrong axis', () => {
  const scores = [
    [0.2, 1.4, -0.3],
    [2.1, 0.1, 0.9],
    [-1, 0.6, 0.4],
  ]
  const softmax = (row: number[]): number[] => {
    const total = row.reduce((sum, score) => sum + Math.exp(score), 0)
    return row.map((score) => Math.exp(score) / total)
  }
  const unit = (row: number[]): number[] => row.map((value) => value / Math.hypot(...row))
  const swap = (rows: number[][]): number[][] => rows[0]!.map((_, i) => rows.map((row) => row[i]!))
  const overRows = (change: (row: number[]) => number[]): number[][] => scores.map(change)
  const overColumns = (change: (row: number[]) => number[]): number[][] => swap(swap(scores).map(change))

  test('softmax over columns for rows, and the other way round', () => {
    expect(say(overRows(softmax), overColumns(softmax))).toMatch(
      /the sum is 1 along axis 0, where axis 1 is wanted/,
    )
    expect(say(overColumns(softmax), overRows(softmax))).toMatch(
      /the sum is 1 along axis 1, where axis 0 is wanted/,
    )
  })
  test('vectors of unit length along columns for rows', () => {
    expect(say(overRows(unit), overColumns(unit))).toMatch(/the sum of squares is 1 along axis 0/)
  })
  test('in a batch, and of shapes that are not square', () => {
    const batch = [overRows(softmax).slice(0, 2), overRows(softmax).slice(1)]
    const wrong = batch.map((rows) => swap(swap(rows.map((row) => row.map(Math.log))).map(softmax)))
    expect(say(batch, wrong)).toMatch(/along axis 1, where axis 2 is wanted/)
  })
  test('is not said of a softmax of other scores, of sums over neither axis, or of one right column', () => {
    expect(
      say(overRows(softmax), [
        [0.2, 0.3, 0.5],
        [0.1, 0.1, 0.8],
        [0.6, 0.3, 0.1],
      ]),
    ).toBeNull()
    expect(say(overRows(softmax), scores)).toBeNull()
    expect(say(scores, overColumns(softmax))).toBeNull()
  })
})

describe('the right values in another order', () => {
  test('are named so', () => {
    expect(say([4, 1, 3, 2], [1, 2, 3, 4])).toBe('The values are right, but in another order.')
  })
  test('are not when one value is another, or when two could be the same by chance', () => {
    expect(say([4, 1, 3, 2], [1, 2, 3, 5])).toBeNull()
    expect(say([1, 0], [0, 1])).not.toMatch(/another order/)
  })
})

describe('where no single mistake explains the values', () => {
  test('three labels that agree by chance are not called shifted', () => {
    expect(say([0, 2, 1], [1, 0, 2])).not.toMatch(/shifted/)
    expect(say([0, 2, 2], [1, 0, 2])).toBeNull()
  })

  test('unrelated random tensors get no diagnosis', () => {
    const random = seededRandom(1)
    for (const shape of [[2], [5], [3, 3], [4, 6], [2, 3, 3], [2, 5, 5, 2]])
      for (let round = 0; round < 200; round++)
        expect(diagnose(normal(random, shape), normal(random, shape), FORWARD), shape.join()).toBeNull()
  })

  test('noise on every value gets no diagnosis', () => {
    const random = seededRandom(2)
    for (let round = 0; round < 200; round++) {
      const want = normal(random, [4, 5])
      expect(
        diagnose(
          change(want, (value) => value + 0.05 * random.normal()),
          want,
          FORWARD,
        ),
      ).toBeNull()
    }
  })

  test('a constant answer gets no diagnosis', () => {
    expect(say([1, 2, 4], [0, 0, 0])).toBeNull()
  })

  test('a pattern is not read into wanted values that are all the same', () => {
    expect(say([3, 3, 3], [4, 4, 4])).toBeNull()
    expect(say([0, 0, 0], [0.5, 0.5, 0.5])).toBeNull()
    expect(say([NaN, 2, NaN], [1, 4, 1])).toBeNull()
  })

  test('NaN among the values does not make one up', () => {
    expect(say([1, 2, 5, 9], [NaN, NaN, NaN, NaN])).toBeNull()
  })

  test('complex numbers are left alone, whose parts would look like a longer axis', () => {
    const complex = (...parts: number[]): NdArray => new NdArray([2], 'complex64', Float32Array.from(parts))
    expect(diagnose(complex(2, 1, 4, 3), complex(1, 2, 3, 4), FORWARD)).toBeNull()
  })
})

describe('with random data', () => {
  const shapes = [[7], [4, 6], [3, 5, 2]]
  const random = seededRandom(3)
  test.each(shapes)('every named mistake is found in a tensor of %i and more', (...shape) => {
    const want = normal(random, shape)
    expect(
      diagnose(
        change(want, (value) => -value),
        want,
        FORWARD,
      ),
    ).toMatch(/negated/)
    expect(
      diagnose(
        change(want, (value) => value + 0.25),
        want,
        FORWARD,
      ),
    ).toMatch(/constant \(\+0.25\)/)
    expect(
      diagnose(
        change(want, (value) => value * Math.sqrt(64)),
        want,
        FORWARD,
      ),
    ).toMatch(/× 8/)
    expect(
      diagnose(
        change(want, (value) => value / 10),
        want,
        FORWARD,
      ),
    ).toMatch(/× 1\/10/)
  })
})

test('brief rounds to five digits and keeps what is not finite', () => {
  expect([brief(1 / 3), brief(123456789), brief(-0.5), brief(NaN), brief(-Infinity)]).toEqual([
    '0.33333',
    '123460000',
    '-0.5',
    'NaN',
    '-Infinity',
  ])
})

test('half a million labels are as many as any', () => {
  const labels = Array.from({ length: 500_000 }, (_, i) => (i * i) % 7)
  const shifted = [0, ...labels.slice(0, -1)]
  expect(say(labels, shifted)).toBe('It looks shifted by one along axis 0.')
})
