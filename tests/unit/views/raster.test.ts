// Numbers to pixels, and the borders between classes.

import { describe, expect, test } from 'vitest'
import type { BoundaryView } from '../../../src/core/views'
import type { Rgb } from '../../../src/ui/views/drawing/colours'
import { leadOf, zeroLine } from '../../../src/ui/views/drawing/contour'
import { boundaryPixels, heatPixels, imagePixels } from '../../../src/ui/views/drawing/raster'

const BLUE: Rgb = [0, 0, 255]
const RED: Rgb = [255, 0, 0]
const WHITE: Rgb = [255, 255, 255]
const GREY: Rgb = [128, 128, 128]

function boundary(rows: number, columns: number, first: number[]): BoundaryView {
  return {
    ...{ kind: 'boundary', id: 'b', title: '', xLabel: '', yLabel: '', xRange: [0, 1], yRange: [0, 1] },
    ...{
      rows,
      columns,
      classes: ['a', 'b'],
      probabilities: Float32Array.from(first.flatMap((p) => [p, 1 - p])),
    },
    points: { x: new Float32Array(), y: new Float32Array(), label: new Int32Array() },
  }
}

const pixel = (pixels: Uint8ClampedArray, i: number): number[] => [...pixels.slice(i * 4, i * 4 + 4)]

describe('boundary pixels', () => {
  const pixels = boundaryPixels(boundary(2, 1, [1, 0]), [RED, BLUE], WHITE, GREY)

  test('row 0 of the grid is the bottom of the picture', () => {
    const [top, bottom] = [pixel(pixels, 0), pixel(pixels, 1)]
    expect(top[2]).toBeGreaterThan(top[0]!)
    expect(bottom[0]).toBeGreaterThan(bottom[2]!)
  })

  test('certainty tints the paper, doubt leaves it nearly bare, and points can stand out on both', () => {
    const sure = pixel(pixels, 1)
    const unsure = pixel(boundaryPixels(boundary(1, 1, [0.5]), [RED, BLUE], WHITE, GREY), 0)
    expect(sure[1]).toBeLessThan(unsure[1]!)
    expect(sure[1]).toBeGreaterThan(160)
    expect(unsure[1]).toBeGreaterThan(235)
  })

  test('a cell that is not finite is drawn as missing', () => {
    expect(pixel(boundaryPixels(boundary(1, 1, [NaN]), [RED, BLUE], WHITE, GREY), 0)).toEqual([
      128, 128, 128, 255,
    ])
  })

  test('probabilities that do not sum to one are taken as shares', () => {
    const view = { ...boundary(1, 1, [0]), probabilities: Float32Array.of(4, 0) }
    expect(pixel(boundaryPixels(view, [RED, BLUE], WHITE, GREY), 0)).toEqual(pixel(pixels, 1))
  })
})

describe('borders', () => {
  test('the border lies where two classes are equally likely', () => {
    const line = zeroLine(leadOf(boundary(2, 2, [0.9, 0.4, 0.9, 0.4]), 0), 2, 2)
    expect(line).toHaveLength(4)
    expect(line[0]).toBeCloseTo(0.8)
    expect(line[2]).toBeCloseTo(0.8)
    expect([line[1], line[3]].sort()).toEqual([0, 1])
  })

  test('agreement and gaps have no border', () => {
    expect(zeroLine(Float32Array.of(1, 1, 1, 1), 2, 2)).toEqual([])
    expect(zeroLine(Float32Array.of(1, NaN, -1, 1), 2, 2)).toEqual([])
  })

  test('a saddle has two borders that join like corners by their mean', () => {
    const joined = zeroLine(Float32Array.of(3, -1, -1, 3), 2, 2)
    const parted = zeroLine(Float32Array.of(1, -3, -3, 1), 2, 2)
    expect(joined).toHaveLength(8)
    // The high corners are one region: each border cuts off a low corner, (1, 0) first.
    expect(joined.slice(0, 4)).not.toEqual(parted.slice(0, 4))
    const cutsLowRight = ([x1, y1, x2, y2]: number[]): boolean =>
      (x1 === 1 && y2 === 0) || (x2 === 1 && y1 === 0)
    expect(cutsLowRight(joined.slice(0, 4)) || cutsLowRight(joined.slice(4))).toBe(true)
    expect(cutsLowRight(parted.slice(0, 4)) || cutsLowRight(parted.slice(4))).toBe(false)
  })

  test('of three classes, a class leads only where it beats both others', () => {
    const view = {
      ...boundary(1, 2, []),
      classes: ['a', 'b', 'c'],
      probabilities: Float32Array.of(0.5, 0.3, 0.2, 0.3, 0.1, 0.6),
    }
    const lead = leadOf(view, 0)
    expect(lead[0]).toBeCloseTo(0.2)
    expect(lead[1]).toBeCloseTo(-0.3)
  })
})

describe('heatmaps and images', () => {
  test('values take their place in the ramp, outliers its ends, and what is not finite is missing', () => {
    const grey = (share: number): Rgb => [share * 255, share * 255, share * 255]
    const pixels = heatPixels([0, 5, 10, 99, NaN], grey, [0, 10], RED)
    expect([0, 1, 2, 3].map((i) => pixels[i * 4])).toEqual([0, 128, 255, 255])
    expect(pixel(pixels, 4)).toEqual([255, 0, 0, 255])
  })

  test('grey and coloured images become opaque pixels', () => {
    expect([...imagePixels({ channels: 1, pixels: Uint8Array.of(7, 9) })]).toEqual([
      7, 7, 7, 255, 9, 9, 9, 255,
    ])
    expect([...imagePixels({ channels: 3, pixels: Uint8Array.of(1, 2, 3) })]).toEqual([1, 2, 3, 255])
  })
})
