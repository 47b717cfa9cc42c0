// Numbers to RGBA bytes: the boundary's soft ground, a heatmap's cells, an image's pixels.

import type { BoundaryView, ImageView } from '../../../core/views'
import type { Rgb } from './colours'
import type { Range } from './numbers'
import { tableOf, type Ramp } from './ramps'

// The canvas API wants bytes that no other thread shares.
export type Pixels = Uint8ClampedArray<ArrayBuffer>

// Points drawn on the ground must stand out, so even certainty is only tinted paper.
const LEAST_TINT = 0.06
const MOST_TINT = 0.27

/** Row 0 of the picture is its top, row 0 of the grid its bottom. Cells that are not finite are missing. */
export function boundaryPixels(
  view: BoundaryView,
  colours: readonly Rgb[],
  paper: Rgb,
  missing: Rgb,
): Pixels {
  const { rows, columns, probabilities } = view
  const classes = view.classes.length
  const pixels = new Uint8ClampedArray(rows * columns * 4)
  for (let row = 0; row < rows; row++) {
    let out = (rows - 1 - row) * columns * 4
    for (let column = 0; column < columns; column++, out += 4) {
      const from = (row * columns + column) * classes
      let total = 0
      let most = 0
      for (let k = 0; k < classes; k++) {
        total += probabilities[from + k]!
        most = Math.max(most, probabilities[from + k]!)
      }
      if (!(total > 0) || !Number.isFinite(total)) {
        put(pixels, out, missing)
        continue
      }
      const certainty = Math.max(0, (most / total - 1 / classes) / (1 - 1 / classes))
      const tint = LEAST_TINT + (MOST_TINT - LEAST_TINT) * certainty
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0
        for (let k = 0; k < classes; k++) sum += colours[k]![channel]! * probabilities[from + k]!
        pixels[out + channel] = paper[channel]! + (sum / total - paper[channel]!) * tint
      }
      pixels[out + 3] = 255
    }
  }
  return pixels
}

/** Values outside of the range take its end's colour; those that are not finite are missing. */
export function heatPixels(values: ArrayLike<number>, ramp: Ramp, [low, high]: Range, missing: Rgb): Pixels {
  const table = tableOf(ramp)
  const pixels = new Uint8ClampedArray(values.length * 4)
  const scale = 255 / (high - low)
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      put(pixels, i * 4, missing)
      continue
    }
    const stop = Math.min(255, Math.max(0, Math.round((values[i]! - low) * scale))) * 3
    pixels[i * 4] = table[stop]!
    pixels[i * 4 + 1] = table[stop + 1]!
    pixels[i * 4 + 2] = table[stop + 2]!
    pixels[i * 4 + 3] = 255
  }
  return pixels
}

/** Grey has one byte a pixel, colour three. */
export function imagePixels(picture: Pick<ImageView['images'][number], 'channels' | 'pixels'>): Pixels {
  const { channels, pixels: from } = picture
  const pixels = new Uint8ClampedArray((from.length / channels) * 4)
  for (let i = 0, out = 0; i < from.length; i += channels, out += 4) {
    pixels[out] = from[i]!
    pixels[out + 1] = from[channels === 3 ? i + 1 : i]!
    pixels[out + 2] = from[channels === 3 ? i + 2 : i]!
    pixels[out + 3] = 255
  }
  return pixels
}

function put(pixels: Pixels, at: number, [red, green, blue]: Rgb): void {
  pixels[at] = red
  pixels[at + 1] = green
  pixels[at + 2] = blue
  pixels[at + 3] = 255
}
