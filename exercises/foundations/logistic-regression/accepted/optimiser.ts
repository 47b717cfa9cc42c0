// Variables, TF.js's own gradients of a softplus and its plain optimiser; statistics by tf.moments, a class for the scaling.
import * as tf from '@tensorflow/tfjs'

type Trained = { model: Model; losses: number[] }
type Model = { mean: tf.Tensor1D; deviation: tf.Tensor1D; weights: tf.Tensor1D; bias: number }

class Scaler {
  constructor(
    readonly mean: tf.Tensor1D,
    readonly deviation: tf.Tensor1D,
  ) {}

  static of(x: tf.Tensor2D): Scaler {
    const [mean, deviation] = tf.tidy(() => {
      const moments = tf.moments(x, 0)
      const range = tf.sub(tf.max(x, 0), tf.min(x, 0))
      const deviation = tf.where(range.greater(0), tf.sqrt(moments.variance), 1)
      return [moments.mean as tf.Tensor1D, deviation as tf.Tensor1D]
    })
    return new Scaler(mean!, deviation!)
  }

  apply(x: tf.Tensor2D): tf.Tensor2D {
    return tf.tidy(() => tf.div(tf.sub(x, this.mean), this.deviation))
  }
}

export async function train(
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { learningRate, epochs, l2 }: { learningRate: number; epochs: number; l2: number },
): Promise<Trained> {
  const scaler = Scaler.of(x)
  const rows = scaler.apply(x)
  const w = tf.tidy(() => tf.variable(tf.zeros([x.shape[1], 1])))
  const b = tf.tidy(() => tf.variable(tf.scalar(0)))
  // 1 where the label is 0, −1 where it is 1: the wrong side of z has a cost.
  const side = tf.tidy(() => tf.sub(1, tf.mul(2, y)).expandDims(1))
  const sgd = tf.train.sgd(learningRate)
  const costs: tf.Scalar[] = []
  for (let i = 0; i < epochs; i++) {
    const cost = sgd.minimize(
      () => {
        const z = tf.add(tf.matMul(rows, w as unknown as tf.Tensor2D), b)
        const loss: tf.Scalar = tf.mean(tf.softplus(tf.mul(side, z)))
        return tf.add(loss, tf.mul(l2, tf.sum(tf.square(w))))
      },
      true,
      [w, b],
    )
    costs.push(cost!)
  }
  const losses = await Promise.all(costs.map(async (cost) => (await cost.data())[0]!))
  const bias = (await b.data())[0]!
  const weights = tf.reshape<tf.Rank.R1>(w, [-1])
  tf.dispose([rows, w, b, side, costs])
  sgd.dispose()
  return { model: { mean: scaler.mean, deviation: scaler.deviation, weights, bias }, losses }
}

export const predictProbability = ({ mean, deviation, weights, bias }: Model, x: tf.Tensor2D) =>
  tf.tidy(() => {
    const z = new Scaler(mean, deviation).apply(x).mul(weights).sum(1).add(bias)
    return tf.sigmoid(z) as tf.Tensor1D
  })
