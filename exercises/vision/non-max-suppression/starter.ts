import * as tf from '@tensorflow/tfjs'

export interface Options {
  /** A box is suppressed by a kept one if their IoU is greater than this. */
  iouThreshold: number
  /** Boxes with a lower score take no part. Absent: all take part. */
  scoreThreshold?: number
  /** The most boxes to keep, of all classes together. Absent: no limit. */
  limit?: number
}

/**
 * Intersection over union of every pair.
 *
 * a: [n, 4], each box as x1, y1, x2, y2
 * b: [m, 4]
 * returns [n, m]; 0 where neither box has an area
 */
export function iou(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  throw new Error('iou is not written yet.')
}

/**
 * Keeps the best box of each object.
 *
 * boxes: [n, 4]; n may be 0
 * scores: [n]
 * classes: [n], int32; boxes of different classes do not suppress each other
 * returns the indices of the kept boxes, int32, best score first, lower index first among equals
 */
export async function nonMaxSuppression(
  boxes: tf.Tensor2D,
  scores: tf.Tensor1D,
  classes: tf.Tensor1D,
  options: Options,
): Promise<tf.Tensor1D> {
  throw new Error('nonMaxSuppression is not written yet.')
}
