import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { errorPicture } from '../../../src/core/error-picture'
import { NdArray } from '../../../src/core/nd-array'
import { HeatmapView, ImageView } from '../../../src/core/views'

const filled = (shape: number[], value: (i: number) => number): NdArray =>
  new NdArray(
    shape,
    'float32',
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => value(i)),
  )

describe('a matrix', () => {
  test('is a heat-map of what came minus what was expected, with its places kept', () => {
    const expected = filled([2, 3], (i) => i)
    const view = errorPicture(
      filled([2, 3], (i) => (i === 4 ? 6.5 : i)),
      expected,
    )
    expect(v.parse(HeatmapView, view)).toMatchObject({ rows: 2, columns: 3, diverging: true })
    expect([...(view as HeatmapView).values]).toEqual([0, 0, 0, 0, 2.5, 0])
  })

  test('with axes of length 1 beside its own is one too', () => {
    const view = errorPicture(
      filled([2, 1, 3, 1], () => 1),
      filled([2, 1, 3, 1], () => 0),
    )
    expect(v.parse(HeatmapView, view)).toMatchObject({ rows: 2, columns: 3 })
  })

  test('of many cells, and too narrow to be looked at, is none', () => {
    expect(
      errorPicture(
        filled([5_000, 10], () => 1),
        filled([5_000, 10], () => 0),
      ),
    ).toBeNull()
  })
})

describe.each([
  ['grey without a channel axis', [30, 40], 1],
  ['grey', [30, 40, 1], 1],
  ['of three channels', [30, 40, 3], 3],
])('an image %s', (_, shape, channels) => {
  const expected = filled(shape, (i) => i)
  const size = 30 * 40 * channels

  test('is shown beside the right one and their difference', () => {
    const view = v.parse(
      ImageView,
      errorPicture(
        filled(shape, (i) => (i < 100 ? 0 : i)),
        expected,
      ),
    )
    expect(view.images.map(({ caption }) => caption)).toEqual(['expected', 'got', 'difference'])
    for (const image of view.images) expect(image).toMatchObject({ width: 40, height: 30, channels })
    const [right, ours, difference] = view.images.map(({ pixels }) => pixels)
    expect([right![0], right![size - 1]]).toEqual([0, 255])
    expect(ours![99]).toBe(0)
    expect(ours![100]).toBe(right![100])
    expect(difference![99]).toBe(255)
    expect(difference![100]).toBe(0)
  })

  test('with NaN in it, or with one value all over, is still one', () => {
    const odd = v.parse(
      ImageView,
      errorPicture(
        filled(shape, (i) => (i === 7 ? NaN : 3)),
        filled(shape, () => 3),
      ),
    )
    expect(odd.images[2]!.pixels[7]).toBe(255)
    expect(odd.images[2]!.pixels[8]).toBe(0)
  })
})

test.each([
  ['shapes that differ', filled([3, 2], () => 1), filled([2, 3], () => 1)],
  ['vectors', filled([4], () => 1), filled([4], () => 0)],
  ['a single row', filled([1, 5], () => 1), filled([1, 5], () => 0)],
  ['small stacks of matrices', filled([2, 2, 2], () => 1), filled([2, 2, 2], () => 0)],
  ['stacks of matrices', filled([2, 30, 30, 3], () => 1), filled([2, 30, 30, 3], () => 0)],
  ['strings', new NdArray([1, 2], 'string', ['a', 'b']), new NdArray([1, 2], 'string', ['a', 'c'])],
])('%s have no picture', (_, got, expected) => {
  expect(errorPicture(got, expected)).toBeNull()
})
