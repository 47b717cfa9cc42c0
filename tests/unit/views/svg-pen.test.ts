// Pictures as SVG: what is drawn becomes lines, shapes and words, and nothing that only a page could show.

import { describe, expect, test } from 'vitest'
import { drawLines } from '../../../src/ui/views/drawing/draw-lines'
import { drawPoints } from '../../../src/ui/views/drawing/draw-points'
import { eachRun } from '../../../src/ui/views/drawing/pen'
import { plotOf } from '../../../src/ui/views/drawing/plot'
import { fileNameOf } from '../../../src/ui/views/saving/file-name'
import { svgFile, SvgPen } from '../../../src/ui/views/saving/svg-pen'

const aPen = (): SvgPen => new SvgPen((pixels, columns) => `data:${columns}×${pixels.length / 4 / columns}`)
const plot = plotOf({
  ...{ width: 400, height: 300, xRange: [0, 10], yRange: [0, 10] },
  ...{ xLabel: '', yLabel: '' },
})
const style = {
  ...{ colours: ['#ff0000', '#00ff00'], other: '#888888', paper: [255, 255, 255] as const },
  ...{ radius: 3, strength: 1 },
}
const count = (text: string, part: string | RegExp): number => text.split(part).length - 1

/** The names of tags that are not closed by their own. */
function unclosed(xml: string): string[] {
  const open: string[] = []
  for (const [, end, name, , self] of xml.matchAll(/<(\/?)([a-z]+)((?:[^"<>]|"[^"<>]*")*?)(\/?)>/g)) {
    if (end && open.at(-1) === name) open.pop()
    else if (!self) open.push(name!)
  }
  return open
}

describe('a line', () => {
  test('is cut into its unbroken runs', () => {
    const runs: [number, number][] = []
    eachRun([0, 0, 1, 1, NaN, NaN, 2, 2, NaN, NaN, 3, 3, 4, 4], (from, to) => runs.push([from, to]))
    expect(runs).toEqual([
      [0, 4],
      [6, 8],
      [10, 14],
    ])
    eachRun([], () => expect.unreachable())
    eachRun([NaN, NaN], () => expect.unreachable())
  })

  test('is one path with its gaps, clipped, and a value between two gaps a dot', () => {
    const pen = aPen()
    const y = [1, 2, NaN, 5, Infinity, 3, 4]
    drawLines(pen, plot, [{ x: y.map((_, i) => i), y, colour: '#123456' }])
    expect(count(pen.written, '<path')).toBe(2)
    expect(count(/<path d="([^"]*)" fill="none"/.exec(pen.written)![1]!, 'M')).toBe(2)
    expect(pen.written).toMatch(/<svg x="[\d.]+" y="[\d.]+" width="[\d.]+" height="[\d.]+" viewBox=/)
    expect(pen.written).not.toMatch(/NaN|Infinity/)
  })
})

describe('points', () => {
  const points = (length: number) => ({
    x: Float32Array.from({ length }, (_, i) => i % 10),
    y: Float32Array.from({ length }, () => 5),
    label: Int32Array.from({ length }, (_, i) => i % 2),
  })

  test('are shapes of their class’s colour, those that are not finite left out', () => {
    const pen = aPen()
    const four = points(4)
    four.y[2] = NaN
    drawPoints(pen, plot, four, style)
    expect(count(pen.written, '<path')).toBe(3)
    expect(count(pen.written, 'fill="#00ff00"')).toBe(2)
  })

  test('are one path for each class when they are very many', () => {
    const pen = aPen()
    drawPoints(pen, plot, points(20_000), style)
    expect(count(pen.written, '<path')).toBe(2)
    expect(count(pen.written, 'M')).toBe(20_000)
  })
})

test('pixels are an embedded picture, with hard edges where those are meant', () => {
  const pen = aPen()
  const box = { x: 1, y: 2, width: 30, height: 40 }
  pen.raster(new Uint8ClampedArray(3 * 2 * 4), 3, box, false)
  pen.raster(new Uint8ClampedArray(4), 1, box, true)
  const [hard, soft] = pen.written.split('\n')
  expect(hard).toContain('href="data:3×2" style="image-rendering:pixelated"')
  expect(soft).not.toContain('style')
})

describe('a file', () => {
  const sheet = { width: 672, height: 300.4, paper: '#fbfaf7', title: 'A < B & "C"', words: 'So\u0000so' }
  const written = (): string => {
    const pen = aPen()
    pen.within([1, 0, 0, 1, 16, 16], () => {
      const look = { colour: '#000000', size: 11, family: '"IBM Plex Sans", sans-serif' }
      pen.text('x < 1 & \ud800', 1.234567, 2, { ...look, anchor: 'end', rim: '#ffffff' })
      pen.shape('M0,0h1', { stroke: '#112233', width: 1 })
    })
    return svgFile(sheet, pen.written)
  }

  test('is well-formed, whatever the words', () => {
    expect(unclosed(written())).toEqual([])
    expect(written()).toContain('<title>A &lt; B &amp; &quot;C&quot;</title>')
    expect(written()).toContain('x &lt; 1 &amp;')
    expect(written()).not.toContain('\u0000')
    expect(written()).not.toContain('\ud800')
  })

  test('stands alone: ground, size and title, and no style that is somewhere else', () => {
    expect(written()).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="672" height="300.4"/)
    expect(written()).toContain('<rect width="100%" height="100%" fill="#fbfaf7"/>')
    expect(written()).not.toMatch(/var\(|class=|url\(/)
    expect(written()).toContain(`font-family="'IBM Plex Sans', sans-serif"`)
  })
})

describe('the name of a file', () => {
  test.each([
    ['Training loss', 'training-loss.png'],
    ['The kernel: blur (5 × 5)', 'the-kernel-blur-5-5.png'],
    ['../../etc/passwd', 'etc-passwd.png'],
    ['損失', '損失.png'],
    ['', 'picture.png'],
    [' … ', 'picture.png'],
  ])('%j is %s', (title, name) => expect(fileNameOf(title, 'png')).toBe(name))

  test('is cut where it is very long', () => {
    expect(fileNameOf('long '.repeat(100), 'svg').length).toBeLessThanOrEqual(84)
    expect(fileNameOf('𝔁'.repeat(200), 'svg')).toBe(`${'𝔁'.repeat(80)}.svg`)
  })
})
