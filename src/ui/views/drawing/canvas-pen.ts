// The pen that draws on a canvas. Marks are stamped from one small picture per look, or written as bytes when they are many.

import { cssOf } from './colours'
import { dotSize, eachRun, LONE_DOT, type Marks, MOST_SHAPES, type Pen } from './pen'
import type { Pixels } from './raster'

type Context = CanvasRenderingContext2D

export function canvasPen(context: Context): Pen {
  return {
    within(matrix, draw) {
      context.save()
      context.transform(...matrix)
      draw()
      context.restore()
    },
    line(line, { colour, width, cap, clip }) {
      context.save()
      if (clip) {
        context.beginPath()
        context.rect(clip.x, clip.y, clip.width, clip.height)
        context.clip()
      }
      context.strokeStyle = context.fillStyle = colour
      context.lineWidth = width
      context.lineCap = cap ?? 'butt'
      // Mitred joins of a noisy line would shoot past its true extremes.
      context.lineJoin = 'bevel'
      context.beginPath()
      eachRun(line, (from, to) => {
        const [x, y] = [line[from]!, line[from + 1]!]
        if (to === from + 2) context.fillRect(x - LONE_DOT / 2, y - LONE_DOT / 2, LONE_DOT, LONE_DOT)
        context.moveTo(x, y)
        for (let i = from + 2; i < to; i += 2) context.lineTo(line[i]!, line[i + 1]!)
      })
      context.stroke()
      context.restore()
    },
    shape(path, { fill, stroke, width = 1 }) {
      const outline = new Path2D(path)
      if (stroke) {
        context.strokeStyle = stroke
        context.lineWidth = width
        context.stroke(outline)
      }
      if (fill) {
        context.fillStyle = fill
        context.fill(outline)
      }
    },
    marks: (marks) => (marks.x.length > MOST_SHAPES ? drawDots(context, marks) : drawStamps(context, marks)),
    raster(pixels, columns, to, smooth) {
      context.imageSmoothingEnabled = smooth
      context.drawImage(sheetOf(pixels, columns), to.x, to.y, to.width, to.height)
    },
    text(text, x, y, { colour, size, family, weight = '400', anchor = 'start', rim }) {
      context.font = `${weight} ${size}px ${family}`
      context.textAlign = anchor === 'middle' ? 'center' : anchor
      if (rim) {
        context.strokeStyle = rim
        context.lineWidth = 3
        context.lineJoin = 'round'
        context.strokeText(text, x, y)
      }
      context.fillStyle = colour
      context.fillText(text, x, y)
    },
  }
}

const blank = (width: number, height: number): HTMLCanvasElement =>
  Object.assign(document.createElement('canvas'), { width, height })

/** A canvas of a raster's own size. */
export function sheetOf(pixels: Pixels, columns: number): HTMLCanvasElement {
  const rows = pixels.length / 4 / columns
  const sheet = blank(columns, rows)
  sheet.getContext('2d')!.putImageData(new ImageData(pixels, columns, rows), 0, 0)
  return sheet
}

function drawStamps(context: Context, { x, y, kind, looks, radius, rim }: Marks): void {
  const { a: ratio, e, f } = context.getTransform()
  const size = 2 * Math.ceil((radius * 1.5 + 1.5) * ratio)
  const stamps = looks.map(({ path, ink }) => {
    const stamp = blank(size, size)
    const inner = stamp.getContext('2d')!
    inner.setTransform(ratio, 0, 0, ratio, size / 2, size / 2)
    // A rim of paper keeps neighbours apart.
    canvasPen(inner).shape(path, { fill: cssOf(ink), stroke: rim, width: 1.5 })
    return stamp
  })
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  for (let i = 0; i < x.length; i++) {
    const [left, top] = [x[i]! * ratio + e - size / 2, y[i]! * ratio + f - size / 2]
    context.drawImage(stamps[kind[i]!]!, Math.round(left), Math.round(top))
  }
  context.restore()
}

/** Written as bytes: a hundred thousand calls of fillRect take longer than a second's worth of frames may. */
function drawDots(context: Context, { x, y, kind, looks }: Marks): void {
  const { a: ratio, e, f } = context.getTransform()
  const { width, height } = context.canvas
  const pixels = new Uint8ClampedArray(width * height * 4)
  const words = new Uint32Array(pixels.buffer)
  // Little-endian, as every machine with a browser is: alpha, blue, green, red from the top byte down.
  const codes = looks.map(
    ({ ink: [r, g, b] }) => (255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r),
  )
  const size = Math.max(1, Math.round(dotSize(x.length) * ratio))
  for (let i = 0; i < x.length; i++) {
    const [left, top] = [x[i]! * ratio + e - size / 2, y[i]! * ratio + f - size / 2]
    const start = Math.round(top) * width + Math.round(left)
    for (let row = start; row < start + size * width; row += width) {
      words.fill(codes[kind[i]!]!, row, row + size)
    }
  }
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.drawImage(sheetOf(pixels, width), 0, 0)
  context.restore()
}
