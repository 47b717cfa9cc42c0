// Both corners at once over a third axis; sorted first; who rules out whom is one matrix of booleans.
import * as tf from '@tensorflow/tfjs'

export const iou = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => {
    const [n, m] = [a.shape[0], b.shape[0]]
    const from = tf.maximum(a.slice([0, 0], [n, 2]).expandDims(1), b.slice([0, 0], [m, 2]).expandDims(0))
    const to = tf.minimum(a.slice([0, 2], [n, 2]).expandDims(1), b.slice([0, 2], [m, 2]).expandDims(0))
    const overlap: tf.Tensor = tf.prod(tf.maximum(to.sub(from), 0), 2)
    const area = (boxes: tf.Tensor2D) =>
      boxes
        .slice([0, 2], [boxes.shape[0], 2])
        .sub(boxes.slice([0, 0], [boxes.shape[0], 2]))
        .prod(1)
    const union = area(a).expandDims(1).add(area(b).expandDims(0)).sub(overlap)
    const isEmpty = union.equal(0)
    return overlap.div<tf.Tensor2D>(tf.where(isEmpty, tf.onesLike(union), union))
  })

export async function nonMaxSuppression(
  boxes: tf.Tensor2D,
  scores: tf.Tensor1D,
  classes: tf.Tensor1D,
  options: { iouThreshold: number; scoreThreshold?: number; limit?: number },
): Promise<tf.Tensor1D> {
  const values = await scores.data<'float32'>()
  const least = Math.fround(options.scoreThreshold ?? Number.NEGATIVE_INFINITY)
  let order: number[] = []
  values.forEach((score, i) => {
    if (score >= least) order.push(i)
  })
  if (order.length === 0) return tf.tensor1d(order, 'int32')
  order = order.sort((i, j) => values[j]! - values[i]! || i - j)
  const rules = tf.tidy(() => {
    const sorted = tf.gather(boxes, order)
    const kinds = tf.gather(classes, order)
    const isSame = kinds.expandDims(0).equal(kinds.expandDims(1))
    return iou(sorted, sorted).greater(options.iouThreshold).logicalAnd(isSame)
  })
  const matrix = (await rules.array()) as number[][]
  rules.dispose()
  const out = order.map(() => false)
  const kept: number[] = []
  matrix.forEach((row, i) => {
    if (out[i] || kept.length === (options.limit ?? -1)) return
    kept.push(order[i]!)
    row.forEach((isRuledOut, j) => (out[j] ||= j > i && Boolean(isRuledOut)))
  })
  return tf.tensor1d(kept, 'int32')
}
