// A class of one batch; hits get minus infinity, and the diagonal is picked by gather, not by a product.
import * as tf from '@tensorflow/tfjs'

interface Options {
  itemIds?: tf.Tensor1D
  logQ?: tf.Tensor1D
  temperature?: number
}

class Batch {
  readonly #users: tf.Tensor2D
  readonly #items: tf.Tensor2D
  readonly #options: Options

  constructor(users: tf.Tensor2D, items: tf.Tensor2D, options: Options) {
    this.#users = users
    this.#items = items
    this.#options = options
  }

  get size(): number {
    return this.#users.shape[0]
  }

  logProbabilities(): tf.Tensor2D {
    const { logQ, temperature = 1 } = this.#options
    const scores = tf.matMul<tf.Tensor2D>(this.#users, this.#items, false, true).mul(1 / temperature)
    const logits = scores.add(this.#penalties()).add<tf.Tensor2D>(logQ ? logQ.neg() : 0)
    return tf.logSoftmax(logits)
  }

  /** 0, and −∞ for what is left out. */
  #penalties(): tf.Tensor {
    const { itemIds } = this.#options
    if (!itemIds) return tf.scalar(0)
    const [across, down] = [itemIds.expandDims(0), itemIds.expandDims(1)]
    const places = tf.range(0, this.size)
    const hit = across.equal(down).logicalXor(places.expandDims(0).equal(places.expandDims(1)))
    return tf.where(hit, -Infinity, 0)
  }

  loss(): tf.Scalar {
    const diagonal = Array.from({ length: this.size }, (_, i) => i * (this.size + 1))
    return this.logProbabilities().flatten().gather(tf.tensor1d(diagonal, 'int32')).mean().mul(-1)
  }
}

export const batchProbabilities = (
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  options: Options = {},
): tf.Tensor2D => tf.tidy(() => new Batch(users, items, options).logProbabilities().exp())

export function twoTowerLoss(users: tf.Tensor2D, items: tf.Tensor2D, options: Options = {}): tf.Scalar {
  return tf.tidy(() => new Batch(users, items, options).loss())
}
