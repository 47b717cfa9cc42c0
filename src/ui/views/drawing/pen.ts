// The few verbs that pictures are drawn with. One pen draws on a canvas (canvas-pen.ts), another writes SVG
// (saving/svg-pen.ts), so that a picture is drawn by the same code whether it is looked at or saved.

import type { Rgb } from './colours'
import type { Polyline } from './decimate'
import type { Box } from './labels'
import type { Pixels } from './raster'

/** As CSS writes it: matrix(a, b, c, d, e, f). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export interface LineLook {
  colour: string
  width: number
  cap?: 'round'
  /** What lies outside is not drawn. */
  clip?: Box
}

export interface ShapeLook {
  fill?: string | null
  /** Lies under the fill, as a rim does. */
  stroke?: string | null
  width?: number
}

export interface TextLook {
  colour: string
  size: number
  family: string
  weight?: string
  anchor?: 'start' | 'middle' | 'end'
  /** The colour of a rim that keeps it apart from what it stands on. */
  rim?: string | null
}

/** Many small marks, a few looks. */
export interface Marks {
  x: Float32Array
  y: Float32Array
  /** Which of the looks each has. */
  kind: Uint8Array
  looks: readonly { readonly path: string; readonly ink: Rgb }[]
  radius: number
  rim: string
}

export interface Pen {
  /** Whatever `draw` draws is drawn through a matrix. */
  within(matrix: Matrix, draw: () => void): void
  line(line: Polyline, look: LineLook): void
  /** An outline as SVG writes paths. */
  shape(path: string, look: ShapeLook): void
  marks(marks: Marks): void
  /** Pixels stretched over a rectangle, row 0 at the top. */
  raster(pixels: Pixels, columns: number, to: Box, smooth: boolean): void
  /** `y` is the baseline. */
  text(text: string, x: number, y: number, look: TextLook): void
}

/** Above this, shapes overlap beyond recognition and drawing them takes too long: marks become bare dots. */
export const MOST_SHAPES = 1_500

/** How wide a bare dot is. */
export const dotSize = (count: number): number => (count > 50_000 ? 1.3 : 2.2)

/** A value between two gaps has no line to be seen by, so it becomes a dot. */
export const LONE_DOT = 2.5

/** The bounds of each unbroken run of a line. */
export function eachRun(line: Polyline, take: (from: number, to: number) => void): void {
  let from = 0
  for (let i = 0; i <= line.length; i += 2) {
    if (i < line.length && !Number.isNaN(line[i])) continue
    if (i > from) take(from, i)
    from = i + 2
  }
}
