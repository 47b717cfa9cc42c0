// The axis is moved to the end and everything is the rows of one matrix; hidden logits are counted out by hand.
import * as tf from '@tensorflow/tfjs'

class Rows {
  readonly order: number[]
  readonly shape: number[]

  constructor(
    readonly logits: tf.Tensor,
    axis: number,
  ) {
    const at = (axis + logits.rank) % logits.rank
    this.order = [...logits.shape.keys()].filter((other) => other !== at).concat(at)
    this.shape = this.order.map((other) => logits.shape[other]!)
  }

  matrix(): tf.Tensor2D {
    return this.logits.transpose(this.order).reshape([-1, this.shape.at(-1)!])
  }

  back(matrix: tf.Tensor): tf.Tensor {
    return matrix.reshape(this.shape).transpose(this.order.map((_, axis) => this.order.indexOf(axis)))
  }
}

/** Exponentials at most 1, their sums and what was subtracted: [rows, m], [rows], [rows]. */
function exponentials(matrix: tf.Tensor2D): [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D] {
  const seen = matrix.greater(-Infinity)
  const top = tf.where(seen, matrix, tf.fill(matrix.shape, -200_000)).max<tf.Tensor1D>(1)
  const weights = matrix.sub(top.expandDims(1)).exp().mul<tf.Tensor2D>(seen.cast('float32'))
  return [weights, weights.sum(1), top]
}

export function softmax(logits: tf.Tensor, axis = -1) {
  return tf.tidy(() => {
    const rows = new Rows(logits, axis)
    const [weights, sums] = exponentials(rows.matrix())
    const nothing = sums.equal(0)
    return rows.back(weights.div(sums.add(nothing.cast('float32')).reshape([-1, 1])))
  })
}

export function logSumExp(logits: tf.Tensor, axis = -1) {
  return tf.tidy(() => {
    const rows = new Rows(logits, axis)
    const [, sums, top] = exponentials(rows.matrix())
    const result = tf.where(sums.equal(0), tf.fill(sums.shape, -Infinity), top.add(sums.log()))
    return result.reshape(rows.shape.slice(0, -1))
  })
}

export async function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D) {
  return tf.tidy(() => {
    const [, sums, top] = exponentials(logits)
    const places = tf.stack([tf.range(0, logits.shape[0], 1, 'int32'), labels], 1)
    const ofLabels = tf.gatherND(logits, places)
    return sums.log().add(top.sub(ofLabels)).mean()
  })
}
