// What each canvas of the page shows, so that it can be drawn once more with another pen.

import type { Pen } from './pen'

/** In CSS pixels, from the canvas's own corner. */
export type Draw = (pen: Pen) => void

const drawings = new WeakMap<HTMLCanvasElement, Draw>()

export const rememberDrawing = (canvas: HTMLCanvasElement, draw: Draw): void =>
  void drawings.set(canvas, draw)

export const drawingOf = (canvas: HTMLCanvasElement): Draw | undefined => drawings.get(canvas)
