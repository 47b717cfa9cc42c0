// The pen that writes SVG: lines, shapes and words as such, pixels as an embedded PNG. It uses no style sheet, no ids and no
// CSS colours, so that every program that reads SVG shows the same.

import { cssOf } from '../drawing/colours'
import {
  dotSize,
  eachRun,
  LONE_DOT,
  type LineLook,
  type Marks,
  type Matrix,
  MOST_SHAPES,
  type Pen,
  type ShapeLook,
  type TextLook,
} from '../drawing/pen'
import type { Polyline } from '../drawing/decimate'
import type { Box } from '../drawing/labels'
import type { Pixels } from '../drawing/raster'

type Attributes = Record<string, string | number | null | undefined>

export class SvgPen implements Pen {
  readonly #parts: string[] = []
  readonly #encode: (pixels: Pixels, columns: number) => string

  /** `encode` gives a raster as the address of a picture, which only a browser can. */
  constructor(encode: (pixels: Pixels, columns: number) => string) {
    this.#encode = encode
  }

  get written(): string {
    return this.#parts.join('\n')
  }

  within(matrix: Matrix, draw: () => void): void {
    const [a, b, c, d, e, f] = matrix
    const isMove = a === 1 && b === 0 && c === 0 && d === 1
    const transform = isMove ? `translate(${round(e)} ${round(f)})` : `matrix(${matrix.map(fine).join(' ')})`
    this.#parts.push(`<g transform="${transform}">`)
    draw()
    this.#parts.push('</g>')
  }

  line(line: Polyline, { colour, width, cap, clip }: LineLook): void {
    let path = ''
    let dots = ''
    eachRun(line, (from, to) => {
      const half = LONE_DOT / 2
      if (to === from + 2) dots += square(line[from]! - half, line[from + 1]! - half, LONE_DOT)
      else
        for (let i = from; i < to; i += 2) path += `${i === from ? 'M' : 'L'}${pair(line[i]!, line[i + 1]!)}`
    })
    const look = {
      ...{ fill: 'none', stroke: colour, 'stroke-width': width },
      ...{ 'stroke-linejoin': 'bevel', 'stroke-linecap': cap },
    }
    // An <svg> within clips without a name that another picture on the same page might have too.
    const { x, y, width: across, height: down } = clip ?? { x: 0, y: 0, width: 0, height: 0 }
    const view = [x, y, across, down].map(round).join(' ')
    if (clip) this.#parts.push(opened('svg', { x, y, width: across, height: down, viewBox: view }))
    if (path) this.#put('path', { d: path, ...look })
    if (dots) this.#put('path', { d: dots, fill: colour })
    if (clip) this.#parts.push('</svg>')
  }

  shape(path: string, { fill, stroke, width }: ShapeLook): void {
    const rim = stroke ? { stroke, 'stroke-width': width, 'paint-order': fill ? 'stroke' : null } : {}
    this.#put('path', { d: path, fill: fill ?? 'none', ...rim })
  }

  marks({ x, y, kind, looks, rim }: Marks): void {
    if (x.length > MOST_SHAPES) return this.#dots(x, y, kind, looks)
    this.#parts.push(opened('g', { stroke: rim, 'stroke-width': 1.5, 'paint-order': 'stroke' }))
    for (let i = 0; i < x.length; i++) {
      const { path, ink } = looks[kind[i]!]!
      const transform = `translate(${round(x[i]!)} ${round(y[i]!)})`
      this.#put('path', { d: path, transform, fill: cssOf(ink) })
    }
    this.#parts.push('</g>')
  }

  raster(pixels: Pixels, columns: number, { x, y, width, height }: Box, smooth: boolean): void {
    this.#put('image', {
      ...{ x, y, width, height, preserveAspectRatio: 'none', href: this.#encode(pixels, columns) },
      style: smooth ? null : 'image-rendering:pixelated',
    })
  }

  text(text: string, x: number, y: number, { colour, size, family, weight, anchor, rim }: TextLook): void {
    const halo = rim
      ? { stroke: rim, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
      : {}
    const look = {
      ...{ fill: colour, 'font-size': size, 'font-family': family.replaceAll('"', "'") },
      'font-weight': weight === '400' ? null : weight,
      'text-anchor': anchor === 'start' ? null : anchor,
    }
    this.#parts.push(`${opened('text', { x, y, ...look, ...halo })}${escaped(text)}</text>`)
  }

  /** One path for each look: a hundred thousand elements would be more than a reader can bear. */
  #dots(x: Float32Array, y: Float32Array, kind: Uint8Array, looks: Marks['looks']): void {
    const size = dotSize(x.length)
    const paths = looks.map(() => [] as string[])
    for (let i = 0; i < x.length; i++) {
      paths[kind[i]!]!.push(square(x[i]! - size / 2, y[i]! - size / 2, size))
    }
    paths.forEach((path, k) => {
      if (path.length > 0) this.#put('path', { d: path.join(''), fill: cssOf(looks[k]!.ink) })
    })
  }

  #put(name: string, attributes: Attributes): void {
    this.#parts.push(opened(name, attributes).replace(/>$/, '/>'))
  }
}

export interface SvgSheet {
  width: number
  height: number
  paper: string
  title: string
  /** What it shows, in words. */
  words: string
}

/** A file that stands alone: its ground, its title, and what it shows in words. */
export function svgFile({ width, height, paper, title, words }: SvgSheet, written: string): string {
  const size = { width, height, viewBox: `0 0 ${round(width)} ${round(height)}` }
  return [
    opened('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size, role: 'img' }),
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(words)}</desc>`,
    `<rect width="100%" height="100%" fill="${paper}"/>`,
    written,
    '</svg>\n',
  ].join('\n')
}

function opened(name: string, attributes: Attributes): string {
  const set = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined)
  const text = (value: Attributes[string]): string =>
    typeof value === 'number' ? round(value) : escaped(value!)
  return `<${[name, ...set.map(([key, value]) => `${key}="${text(value)}"`)].join(' ')}>`
}

/** A hundredth of a pixel is finer than anybody sees. */
const round = (value: number): string => String(Math.round(value * 100) / 100)
const fine = (value: number): string => String(Math.round(value * 1e5) / 1e5)
const pair = (x: number, y: number): string => `${round(x)},${round(y)}`
const square = (x: number, y: number, size: number): string => `M${pair(x, y)}h${size}v${size}h${-size}z`

/** XML has no way at all to write control characters, nor halves of surrogate pairs. */
const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
