// Where things stand: plots, labels, heatmaps, images.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HeatmapView } from '../../../src/core/views'
import { cellFormat, heatPlotOf } from '../../../src/ui/views/drawing/heat-plot'
import { shownSizes } from '../../../src/ui/views/drawing/image-plot'
import { around, boxOf, meet, placeNames, spread } from '../../../src/ui/views/drawing/labels'
import { columnFormat, countNotFinite, extentOf, formatNumber } from '../../../src/ui/views/drawing/numbers'
import { linear, plotOf } from '../../../src/ui/views/drawing/plot'
import { shapeOf, shapePath } from '../../../src/ui/views/drawing/shapes'

const AREA = { x: 0, y: 0, width: 400, height: 300 }

describe('plots', () => {
  test('a scale maps there and back', () => {
    const scale = linear([-2, 6], [300, 20])
    expect(scale.map(-2)).toBe(300)
    expect(scale.map(6)).toBe(20)
    expect(scale.invert(scale.map(1.5))).toBeCloseTo(1.5)
  })

  test.each([300, 900])('axes, ticks and margins stay inside of %s pixels', (width) => {
    const plot = plotOf({
      width,
      height: 260,
      xRange: [0, 1e5],
      yRange: [-1, 1],
      xLabel: 'step',
      yLabel: 'loss',
    })
    expect(plot.left).toBeGreaterThan(20)
    expect(plot.right).toBeLessThanOrEqual(width)
    expect(plot.bottom).toBeLessThan(plot.height)
    expect(plot.xTicks.length).toBeGreaterThanOrEqual(2)
    expect(plot.xTicks.length).toBeLessThanOrEqual(width / 40)
  })

  test('a plot of a fixed shape keeps it when its height is capped', () => {
    const height = { perWidth: 0.5, most: 200 }
    const plot = plotOf({ width: 900, height, xRange: [0, 2], yRange: [0, 1], xLabel: '', yLabel: '' })
    expect(plot.bottom - plot.top).toBe(200)
    expect(plot.right - plot.left).toBe(400)
  })
})

describe('labels', () => {
  test('labels at the ends of lines are pushed apart and stay inside', () => {
    const wishes = fc.array(fc.integer({ min: -50, max: 350 }), { maxLength: 8 })
    fc.assert(
      fc.property(wishes, (ys) => {
        const places = spread(ys, 30, 0, 300).sort((a, b) => a - b)
        places.forEach((y, i) => {
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y).toBeLessThanOrEqual(300)
          if (i > 0) expect(y - places[i - 1]!).toBeGreaterThanOrEqual(30)
        })
      }),
    )
  })

  test('a label with room stays where it wished to be', () => {
    expect(spread([200, 20], 30, 0, 300)).toEqual([200, 20])
  })

  test('names never cover each other, a mark or the edge', () => {
    const points = fc.array(
      fc.record({ x: fc.integer({ max: 400, min: 0 }), y: fc.integer({ max: 300, min: 0 }) }),
      {
        ...{ minLength: 1, maxLength: 25 },
      },
    )
    fc.assert(
      fc.property(points, (list) => {
        const named = list.map((point) => ({ ...point, width: 60 }))
        const boxes = placeNames(named, AREA, 10).flatMap((place) => (place ? [boxOf(place, 60)] : []))
        boxes.forEach((box, i) => {
          expect(boxes.slice(0, i).some((other) => meet(box, other))).toBe(false)
          expect(list.some(({ x, y }) => meet(box, around(x, y, 6)))).toBe(false)
          expect(box.x >= 0 && box.x + box.width <= 400).toBe(true)
        })
      }),
    )
  })

  test('a lone point has its name at its right, at the edge at its left', () => {
    expect(placeNames([{ x: 100, y: 100, width: 60 }], AREA, 10)[0]).toMatchObject({
      anchor: 'start',
      far: false,
    })
    expect(placeNames([{ x: 390, y: 100, width: 60 }], AREA, 10)[0]).toMatchObject({ anchor: 'end' })
  })
})

describe('heatmaps', () => {
  const heatmap = (rows: number, columns: number, names?: string[]): HeatmapView => ({
    ...{ kind: 'heatmap', id: 'h', title: '', xLabel: 'x', yLabel: 'y', rows, columns, diverging: false },
    ...{ values: new Float32Array(rows * columns), columnLabels: names },
  })

  test('cells are square and the picture fits', () => {
    for (const width of [300, 900]) {
      const { area } = heatPlotOf(heatmap(12, 12), width)
      expect(area.width).toBeCloseTo(area.height)
      expect(area.x + area.width).toBeLessThanOrEqual(width)
    }
  })

  test('two thousand rows are no taller than the page bears, and their labels do not touch', () => {
    const plot = heatPlotOf(heatmap(2048, 8), 600)
    expect(plot.height).toBeLessThan(560)
    plot.rows.slice(1).forEach(({ at }, i) => expect(at - plot.rows[i]!.at).toBeGreaterThanOrEqual(13))
  })

  test('column names lean when they do not fit', () => {
    expect(heatPlotOf(heatmap(2, 2, ['a', 'b']), 300).slanted).toBe(false)
    expect(heatPlotOf(heatmap(9, 9, Array(9).fill('aeroplane')), 300).slanted).toBe(true)
  })

  test('values are written into cells that have the room', () => {
    expect(cellFormat([1, 2], 40, 40)?.(2)).toBe('2')
    expect(cellFormat([0.5, -0.25], 40, 40)?.(-0.25)).toBe('−0.25')
    expect(cellFormat([0.5, -0.001], 40, 40)?.(-0.001)).toBe('0.00')
    expect(cellFormat([0.5], 12, 40)).toBeNull()
  })
})

describe('images', () => {
  test('small images grow by whole factors', () => {
    expect(shownSizes([{ width: 28, height: 28 }], 900)).toEqual([{ width: 196, height: 196 }])
  })

  test('two photographs stand side by side where there is room and wrap where there is not', () => {
    const pair = [
      { width: 256, height: 128 },
      { width: 256, height: 128 },
    ]
    expect(shownSizes(pair, 516)[0]!.width).toBe(250)
    expect(shownSizes(pair, 300)[0]!.width).toBe(300)
  })

  test('no image is wider than its room', () => {
    const size = fc.record({
      width: fc.integer({ min: 1, max: 2048 }),
      height: fc.integer({ min: 1, max: 2048 }),
    })
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 280, max: 1000 }),
        (list, room) => {
          for (const { width, height } of shownSizes(list, room)) {
            expect(width).toBeLessThanOrEqual(room)
            expect(height).toBeLessThanOrEqual(441)
          }
        },
      ),
    )
  })
})

describe('numbers', () => {
  test('extents ignore what is not finite', () => {
    expect(
      extentOf([
        [NaN, 3, -Infinity],
        [Infinity, -2],
      ]),
    ).toEqual([-2, 3])
    expect(extentOf([[NaN], []])).toBeNull()
    expect(
      countNotFinite([
        [1, NaN],
        [Infinity, -Infinity, 0],
      ]),
    ).toBe(3)
  })

  test('numbers are short and of one width', () => {
    expect([0.5, 12, 1234.5678, 1e-5, 1e9, -0, NaN, -Infinity].map(formatNumber)).toEqual(
      ['0.5000', '12', '1234.6', '1.00e−5', '1.00e9', '0', 'NaN', '−∞'], // prettier-ignore
    )
  })

  test('a column has one number of decimals unless its values are too different in size', () => {
    const even = columnFormat([0.1, 0.01, 0.0001, NaN])
    expect([0.1, 0.0001, NaN].map(even)).toEqual(['0.1000', '0.0001', 'NaN'])
    expect(columnFormat([1, 32])(32)).toBe('32')
    expect(columnFormat([1e-7, 0.5])(1e-7)).toBe('1.00e−7')
  })

  test('every class has a shape of its own', () => {
    const paths = Array.from({ length: 12 }, (_, k) => shapePath(shapeOf(k), 4))
    expect(new Set(paths).size).toBe(12)
    for (const path of paths) expect(path).not.toContain('NaN')
  })
})
