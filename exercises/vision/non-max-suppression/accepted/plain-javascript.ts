// Numbers read at once, plain loops, a mask of those still in the race; not async.
import * as tf from '@tensorflow/tfjs'

type Row = [number, number, number, number]
interface Options {
  iouThreshold: number
  scoreThreshold?: number
  limit?: number
}

function overlapOf(p: Row, q: Row): number {
  const w = Math.min(p[2], q[2]) - Math.max(p[0], q[0])
  const h = Math.min(p[3], q[3]) - Math.max(p[1], q[1])
  if (w <= 0 || h <= 0) return 0
  const shared = w * h
  return shared / ((p[2] - p[0]) * (p[3] - p[1]) + (q[2] - q[0]) * (q[3] - q[1]) - shared)
}

export function iou(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  const [rows, columns] = [a.arraySync() as Row[], b.arraySync() as Row[]]
  return tf.tensor2d(
    rows.map((p) => columns.map((q) => overlapOf(p, q))),
    [rows.length, columns.length],
  )
}

export function nonMaxSuppression(
  boxes: tf.Tensor2D,
  scores: tf.Tensor1D,
  classes: tf.Tensor1D,
  options: Options,
): tf.Tensor1D {
  const all = boxes.arraySync() as Row[]
  const s = scores.arraySync()
  const c = classes.arraySync()
  const [most, least] = [options.iouThreshold, options.scoreThreshold ?? -Infinity].map(Math.fround)
  const alive = s.map((score) => score >= least!)
  const kept: number[] = []
  while (options.limit === undefined || kept.length < options.limit) {
    let best = -1
    for (let i = 0; i < all.length; i++) if (alive[i] && (best < 0 || s[i]! > s[best]!)) best = i
    if (best < 0) break
    kept.push(best)
    alive[best] = false
    for (let i = 0; i < all.length; i++)
      if (alive[i] && c[i] === c[best] && Math.fround(overlapOf(all[best]!, all[i]!)) > most!)
        alive[i] = false
  }
  return tf.tensor1d(kept, 'int32')
}
