// A look at the caller's tensors after they were used.

import type * as tf from '@tensorflow/tfjs'
import { dispose } from '@tensorflow/tfjs'

interface Options {
  iouThreshold: number
  scoreThreshold?: number
  limit?: number
}

interface Learner {
  iou(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D | Promise<tf.Tensor2D>
  nonMaxSuppression(
    boxes: tf.Tensor2D,
    scores: tf.Tensor1D,
    classes: tf.Tensor1D,
    options: Options,
  ): tf.Tensor1D | Promise<tf.Tensor1D>
}

/** The same tensors twice: the second results, and the tensors as they are afterwards. */
export async function twice(
  { iou, nonMaxSuppression }: Learner,
  boxes: tf.Tensor2D,
  scores: tf.Tensor1D,
  classes: tf.Tensor1D,
  options: Options,
): Promise<{ overlaps: tf.Tensor; kept: tf.Tensor; given: tf.Tensor[] }> {
  const given = [boxes, scores, classes]
  const checked = async <T extends tf.Tensor>(name: string, call: () => T | Promise<T>): Promise<T> => {
    const result = await call()
    if (given.some((tensor) => tensor.isDisposed))
      throw new Error(`${name} disposes of a tensor that it was given. That is the caller’s.`)
    return result
  }
  const overlaps = () => checked('iou', () => iou(boxes, boxes))
  const kept = () => checked('nonMaxSuppression', () => nonMaxSuppression(boxes, scores, classes, options))
  dispose([await overlaps(), await kept()])
  return { overlaps: await overlaps(), kept: await kept(), given }
}
