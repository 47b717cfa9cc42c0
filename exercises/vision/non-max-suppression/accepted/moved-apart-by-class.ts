// The classes moved so far apart that their boxes cannot meet, in numbers of 64 bits; a class for the greedy part.
import * as tf from '@tensorflow/tfjs'

const column = (boxes: tf.Tensor2D, i: number): tf.Tensor => boxes.slice([0, i], [-1, 1])
const row = (boxes: tf.Tensor2D, i: number): tf.Tensor => column(boxes, i).reshape([1, boxes.shape[0]])

export function iou(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const side = (i: number) =>
      column(a, i + 2)
        .minimum(row(b, i + 2))
        .sub(column(a, i).maximum(row(b, i)))
        .clipByValue(0, Infinity)
    const size = (get: typeof column, boxes: tf.Tensor2D) =>
      get(boxes, 2)
        .sub(get(boxes, 0))
        .mul(get(boxes, 3).sub(get(boxes, 1)))
    const both = side(0).mul(side(1))
    return tf.divNoNan(both, size(column, a).add(size(row, b)).sub(both)) as tf.Tensor2D
  })
}

class Suppressor {
  readonly kept: { i: number; box: number[] }[] = []
  constructor(private readonly threshold: number) {}

  offer(i: number, box: number[]): void {
    if (this.kept.every((other) => !(Math.fround(Suppressor.iou(box, other.box)) > this.threshold)))
      this.kept.push({ i, box })
  }

  private static iou([a, b, c, d]: number[], [e, f, g, h]: number[]): number {
    const shared =
      Math.max(0, Math.min(c!, g!) - Math.max(a!, e!)) * Math.max(0, Math.min(d!, h!) - Math.max(b!, f!))
    return shared > 0 ? shared / ((c! - a!) * (d! - b!) + (g! - e!) * (h! - f!) - shared) : 0
  }
}

export async function nonMaxSuppression(
  boxes: tf.Tensor2D,
  scores: tf.Tensor1D,
  classes: tf.Tensor1D,
  options: { iouThreshold: number; scoreThreshold?: number; limit?: number },
): Promise<tf.Tensor1D> {
  const [flat, score, kind] = [await boxes.data(), await scores.data(), await classes.data()]
  let span = 1
  for (const value of flat) span = Math.max(span, 2 * Math.abs(value) + 1)
  const moved = (i: number) => Array.from(flat.slice(4 * i, 4 * i + 4), (value) => value + kind[i]! * span)
  const suppressor = new Suppressor(Math.fround(options.iouThreshold))
  Array.from(score, (value, i) => ({ value, i }))
    .filter(({ value }) => value >= Math.fround(options.scoreThreshold ?? -Infinity))
    .sort((one, other) => other.value - one.value)
    .forEach(({ i }) => suppressor.offer(i, moved(i)))
  const indices = suppressor.kept.map(({ i }) => i)
  if (options.limit !== undefined) indices.length = Math.min(indices.length, options.limit)
  return tf.tensor1d(indices, 'int32')
}
