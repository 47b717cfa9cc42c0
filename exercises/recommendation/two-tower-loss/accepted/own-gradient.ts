// The loss is one operation of the two towers' rows with its own gradients, (P − 1) / n through the product.
import * as tf from '@tensorflow/tfjs'

type Options = { itemIds?: tf.Tensor1D; logQ?: tf.Tensor1D; temperature?: number }

/** Logits minus the greatest of their row, and what is in the race, as 0 and 1. */
function prepared(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  { itemIds, logQ, temperature }: Options,
): { shifted: tf.Tensor2D; race: tf.Tensor2D } {
  const n = users.shape[0]
  let logits = tf.matMul<tf.Tensor2D>(users, items, false, true)
  if (temperature !== undefined) logits = logits.div(temperature)
  if (logQ !== undefined) logits = logits.sub(logQ)
  const race: tf.Tensor2D = itemIds
    ? tf.maximum(tf.eye(n), tf.notEqual(itemIds.reshape([n, 1]), itemIds.reshape([1, n])).toFloat())
    : tf.ones([n, n])
  const visible = tf.where(race.toBool(), logits, -3e38)
  return { shifted: visible.sub(visible.max(1, true)), race }
}

function sharesOf(users: tf.Tensor2D, items: tf.Tensor2D, options: Options): tf.Tensor2D {
  const { shifted, race } = prepared(users, items, options)
  const powers = shifted.exp().mul<tf.Tensor2D>(race)
  return powers.div(powers.sum(1, true))
}

export function batchProbabilities(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  options: Options = {},
): tf.Tensor2D {
  return tf.tidy(() => sharesOf(users, items, options))
}

export function twoTowerLoss(users: tf.Tensor2D, items: tf.Tensor2D, options: Options = {}): tf.Scalar {
  const n = users.shape[0]
  const loss = tf.customGrad((...inputs) => {
    const [u, v, save] = inputs as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc]
    const { shifted, race } = prepared(u, v, options)
    const total = shifted.exp().mul(race).sum(1).log()
    const own = shifted.mul(tf.eye(n)).sum(1)
    save([u, v, sharesOf(u, v, options)])
    const gradFunc = (arriving: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
      const [rows, columns, shares] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]
      const back = shares
        .sub(tf.eye(n))
        .mul(arriving)
        .div<tf.Tensor2D>(n * (options.temperature ?? 1))
      return [tf.matMul(back, columns), tf.matMul(back, rows, true)]
    }
    return { value: total.sub(own).mean(), gradFunc }
  })
  return tf.tidy(() => loss(users, items) as tf.Scalar)
}
