// Loops; A and B as variables; every tensor in between is disposed of by hand in merge, by tidy in forward.
import * as tf from '@tensorflow/tfjs'

class LowRank {
  constructor(
    readonly a: tf.Tensor2D,
    readonly b: tf.Tensor2D,
    readonly alpha: number,
  ) {}
}

export function initialise(
  inputs: number,
  outputs: number,
  { rank, alpha }: { rank: number; alpha: number },
  normal: () => number,
) {
  const rows: number[][] = []
  for (let i = 0; i < inputs; i++) {
    const row: number[] = []
    while (row.length < rank) row.push(normal())
    rows.push(row)
  }
  const [a, b] = tf.tidy(() => [
    tf.variable(tf.div(tf.tensor2d(rows), Math.sqrt(inputs))),
    tf.variable(tf.zeros([rank, outputs])),
  ])
  return { a: a as unknown as tf.Tensor2D, b: b as unknown as tf.Tensor2D, alpha }
}

export function forward(x: tf.Tensor2D, base: tf.Tensor2D, adapters: readonly LowRank[]): tf.Tensor2D {
  return tf.tidy(() => {
    const parts: tf.Tensor[] = [tf.dot(x, base)]
    for (const adapter of adapters) {
      const [rank] = adapter.b.shape
      parts.push(tf.dot(tf.dot(x, adapter.a), adapter.b).mul(adapter.alpha).div(rank))
    }
    return tf.addN(parts) as tf.Tensor2D
  })
}

export function merge(base: tf.Tensor2D, adapters: readonly LowRank[]): tf.Tensor2D {
  let sum = tf.mul(base, 1) as tf.Tensor2D
  for (const { a, b, alpha } of adapters) {
    const product = tf.matMul(a, b)
    const delta = product.mul(alpha / a.shape[1])
    const next = sum.add(delta) as tf.Tensor2D
    tf.dispose([product, delta, sum])
    sum = next
  }
  return sum
}
