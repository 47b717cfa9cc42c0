// Everything is a matrix with a row for each number of a channel; the statistics are products with a row of ones.
import * as tf from '@tensorflow/tfjs'

type Vector = tf.Tensor1D
interface Layer {
  gamma: Vector
  beta: Vector
  mean: Vector
  variance: Vector
}

export async function createBatchNorm(channels: number): Promise<Layer> {
  const filled = (value: number): Vector => tf.fill([channels], value)
  return { gamma: filled(1), beta: filled(0), mean: filled(0), variance: filled(1) }
}

export function batchNorm(
  x: tf.Tensor,
  layer: Layer,
  options: { training: boolean; momentum?: number; epsilon?: number },
) {
  const alpha = options.momentum ?? 0.1
  const epsilon = options.epsilon ?? 1e-5
  const channels = layer.gamma.shape[0]
  const n = x.size / channels
  if (options.training && n < 2) throw new Error('A variance needs two numbers.')
  return tf.tidy(() => {
    const flat = tf.reshape(x, [n, channels]) as tf.Tensor2D
    const row = (values: Vector) => tf.reshape(values, [1, channels]) as tf.Tensor2D
    const sums = (rows: tf.Tensor2D) => tf.matMul(tf.ones([1, n]) as tf.Tensor2D, rows)

    let [mean, variance] = [layer.mean.clone(), layer.variance.clone()]
    let centre = row(layer.mean)
    let spread = row(layer.variance)
    if (options.training) {
      centre = sums(flat).div(n)
      const squares = sums(tf.square(flat.sub(centre)))
      spread = squares.div(n)
      const towards = (old: Vector, now: tf.Tensor) =>
        old.add(now.reshape([channels]).sub(old).mul(alpha)) as Vector
      mean = towards(mean, centre)
      variance = towards(variance, squares.div(n - 1))
    }
    const deviation = tf.sqrt(tf.add(spread, epsilon))
    const y = flat.sub(centre).div(deviation).mul(row(layer.gamma)).add(row(layer.beta)).reshape(x.shape)
    return { y, mean, variance }
  })
}
