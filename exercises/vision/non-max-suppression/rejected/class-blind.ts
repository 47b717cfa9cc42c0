// rejected by: The case by hand: suppression · says: Boxes of different classes
// All boxes compete with all.
import * as tf from '@tensorflow/tfjs'

export interface Options {
  /** A box is suppressed by a kept one if their IoU is greater than this. */
  iouThreshold: number
  /** Boxes with a lower score take no part. Absent: all take part. */
  scoreThreshold?: number
  /** The most boxes to keep, of all classes together. Absent: no limit. */
  limit?: number
}

/** Intersection over union of every box of `a` with every box of `b`: [n, m]. */
export function iou(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    // Columns [n, 1] and rows [1, m], which broadcast to all pairs.
    const [ax1, ay1, ax2, ay2] = tf.split(a, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
    const [bx1, by1, bx2, by2] = tf.split(b.transpose(), 4, 0) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
    // Each side on its own is at least 0: two negative ones would make a positive area.
    const width = tf.minimum(ax2, bx2).sub(tf.maximum(ax1, bx1)).relu()
    const height = tf.minimum(ay2, by2).sub(tf.maximum(ay1, by1)).relu()
    const overlap = width.mul(height)
    const areas = tf.add(ax2.sub(ax1).mul(ay2.sub(ay1)), bx2.sub(bx1).mul(by2.sub(by1)))
    return overlap.divNoNan(areas.sub(overlap))
  })
}

/** The indices of the boxes to keep, best first. */
export async function nonMaxSuppression(
  boxes: tf.Tensor2D,
  scores: tf.Tensor1D,
  classes: tf.Tensor1D,
  { iouThreshold, scoreThreshold = -Infinity, limit = Infinity }: Options,
): Promise<tf.Tensor1D> {
  const n = boxes.shape[0]
  const overlaps = iou(boxes, boxes)
  const [overlap, score] = await Promise.all([overlaps.data(), scores.data()])
  overlaps.dispose()

  const ranked = Array.from(score.keys())
    .filter((i) => score[i]! >= Math.fround(scoreThreshold))
    .sort((i, j) => score[j]! - score[i]!)
  const kept: number[] = []
  for (const i of ranked) {
    // Only what is kept has a say: a box that was suppressed suppresses nothing.
    const isTaken = kept.some((j) => overlap[i * n + j]! > Math.fround(iouThreshold))
    if (!isTaken) kept.push(i)
  }
  return tf.tensor1d(kept.slice(0, limit), 'int32')
}
