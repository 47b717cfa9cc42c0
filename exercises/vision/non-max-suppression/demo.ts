// A picture of rings, frames and crosses, a small detector that finds each of them many times, and what is left of its boxes.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

const [WIDTH, HEIGHT, ZOOM] = [160, 112, 3]
const KINDS = ['ring', 'frame', 'cross'] as const
const COLOURS = [[255, 176, 0], [80, 200, 255], [255, 96, 160]] as const // prettier-ignore
/** Half the side of a template. */
const SIZES = [9, 11, 14]
const SCORE = 0.64
const THRESHOLDS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

type Kind = 0 | 1 | 2
interface Found {
  readonly box: readonly [number, number, number, number]
  readonly score: number
  readonly kind: Kind
}

/** How bright a shape is `dx`, `dy` away from its middle: soft lines, so that a place beside the best one is good as well. */
function brightness(kind: Kind, dx: number, dy: number, size: number): number {
  const [across, down] = [Math.abs(dx), Math.abs(dy)]
  const away =
    kind === 0
      ? Math.abs(Math.hypot(dx, dy) - size + 2)
      : kind === 1
        ? Math.abs(Math.max(across, down) - size + 2)
        : Math.max(Math.min(across, down), Math.max(across, down) - size + 3)
  return Math.exp(-((Math.max(0, away) / 2) ** 2))
}

/** Column and row of the middle, size, kind. Some overlap: two rings, and a cross within a frame. */
const OBJECTS: readonly (readonly [number, number, number, Kind])[] = [
  ...([[24, 26, 14, 0], [38, 38, 11, 0], [78, 24, 14, 1], [79, 25, 9, 2]] as const), // prettier-ignore
  ...([[132, 46, 11, 2], [144, 34, 11, 2], [28, 84, 11, 1], [68, 80, 9, 0]] as const), // prettier-ignore
  ...([[102, 82, 14, 2], [136, 84, 11, 1]] as const), // prettier-ignore
]

/** Every second place that is as like a template as SCORE, by the correlation of its pixels with the template's. */
function detect(pixels: Float32Array): Found[] {
  const found: Found[] = []
  for (const kind of [0, 1, 2] as const)
    for (const size of SIZES) {
      const side = 2 * size + 1
      const template = Float32Array.from({ length: side * side }, (_, i) =>
        brightness(kind, (i % side) - size, Math.floor(i / side) - size, size),
      )
      const mean = template.reduce((sum, value) => sum + value, 0) / template.length
      const centred = template.map((value) => value - mean)
      const length = Math.hypot(...centred)
      for (let y = size; y < HEIGHT - size; y += 2)
        for (let x = size; x < WIDTH - size; x += 2) {
          let [sum, squares, product] = [0, 0, 0]
          for (let i = 0; i < centred.length; i++) {
            const row = y - size + Math.floor(i / side)
            const value = pixels[row * WIDTH + x - size + (i % side)]!
            sum += value
            squares += value * value
            product += value * centred[i]!
          }
          const score = product / (length * Math.sqrt(squares - (sum * sum) / centred.length))
          if (score >= SCORE) found.push({ box: [x - size, y - size, x + size, y + size], score, kind })
        }
    }
  return found
}

/** The picture, enlarged, with the boxes in the colours of their classes. */
function drawn(caption: string, pixels: Float32Array, boxes: readonly Found[]) {
  const [width, height] = [WIDTH * ZOOM, HEIGHT * ZOOM]
  const image = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    const [row, column] = [Math.floor(i / width / ZOOM), Math.floor((i % width) / ZOOM)]
    image.fill(Math.min(Math.max(pixels[row * WIDTH + column]! * 150 + 40, 0), 255), 3 * i, 3 * i + 3)
  }
  const dot = (x: number, y: number, kind: Kind): void => {
    if (x >= 0 && y >= 0 && x < width && y < height) image.set(COLOURS[kind], 3 * (y * width + x))
  }
  for (const { box, kind } of boxes) {
    const [left, top, right, bottom] = box.map((value) => Math.round((value + 0.5) * ZOOM)) as [number, number, number, number] // prettier-ignore
    for (let x = left; x <= right; x++) for (const y of [top, bottom]) dot(x, y, kind)
    for (let y = top; y <= bottom; y++) for (const x of [left, right]) dot(x, y, kind)
  }
  return { caption, width, height, channels: 3 as const, pixels: image }
}

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const pixels = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)]
    const shapes = OBJECTS.map(([column, row, size, kind]) => brightness(kind, x - column, y - row, size))
    return Math.max(...shapes) + random.normal(0, 0.12)
  })
  const found = detect(pixels)
  progress(0.3)
  await breathe()

  const given = {
    boxes: tf.tensor2d(found.flatMap(({ box }) => box), [found.length, 4]), // prettier-ignore
    scores: tf.tensor1d(found.map(({ score }) => score)),
    classes: tf.tensor1d(found.map(({ kind }) => kind), 'int32'), // prettier-ignore
  }
  const keptAt = async (iouThreshold: number): Promise<Found[]> => {
    const kept = await learner.nonMaxSuppression(given.boxes, given.scores, given.classes, { iouThreshold })
    const indices = await kept.data()
    kept.dispose()
    return Array.from(indices).flatMap((i) => found[i] ?? [])
  }
  const counts: number[] = []
  for (const [done, iouThreshold] of THRESHOLDS.entries()) {
    const kept = await keptAt(iouThreshold)
    counts.push(kept.length)
    const step = `iouThreshold ${iouThreshold}`
    show({
      kind: 'image',
      id: 'boxes',
      title: `Boxes kept with ${step}`,
      step,
      images: [
        drawn(`All ${found.length} that were found`, pixels, found),
        drawn(`The ${kept.length} that are kept`, pixels, kept),
      ],
      note: `There are ${OBJECTS.length} objects. Orange: rings, blue: frames, pink: crosses. A low threshold loses the second of two that overlap; a high one keeps copies.`,
    })
    show({
      kind: 'line',
      id: 'counts',
      title: 'Boxes kept, by threshold',
      xLabel: 'iouThreshold',
      yLabel: 'boxes',
      step,
      series: [
        { name: 'kept', x: Float32Array.from(THRESHOLDS.slice(0, done + 1)), y: Float32Array.from(counts) },
        { name: 'objects', x: Float32Array.from([0, 1]), y: Float32Array.from([OBJECTS.length, OBJECTS.length]) }, // prettier-ignore
      ],
    })
    progress(0.3 + (0.6 * (done + 1)) / THRESHOLDS.length)
    await breathe()
  }

  const best = (await keptAt(0.4)).slice(0, 40)
  const boxes = tf.tensor2d(best.flatMap(({ box }) => box), [best.length, 4]) // prettier-ignore
  const overlaps = await learner.iou(boxes, boxes)
  const labels = best.map(({ kind, score }) => `${KINDS[kind]} ${score.toFixed(2)}`)
  show({
    kind: 'heatmap',
    id: 'overlaps',
    title: 'IoU of the boxes kept with iouThreshold 0.4',
    rows: best.length,
    columns: best.length,
    values: Float32Array.from(await overlaps.data()),
    rowLabels: labels,
    columnLabels: labels,
    note: 'What is brighter than 0.4 off the diagonal belongs to boxes of different classes.',
  })
  tf.dispose([...Object.values(given), boxes, overlaps])
})
