// The bias as the weight of a feature that is always 1; a softmax over the logits 0 and z; constants found by a share of the mean.
import * as tf from '@tensorflow/tfjs'

interface Model {
  mean: tf.Tensor1D
  deviation: tf.Tensor1D
  weights: tf.Tensor1D
  bias: number
}

const withOnes = (rows: tf.Tensor2D): tf.Tensor2D => tf.pad2d(rows, [[0, 0], [0, 1]], 1) // prettier-ignore
/** The logits of both classes, [n, 2]. */
const pair = (z: tf.Tensor): tf.Tensor2D => tf.stack([tf.zerosLike(z), z], 1) as tf.Tensor2D

export function train(
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { learningRate, epochs, l2 }: { learningRate: number; epochs: number; l2: number },
) {
  const [n, d] = x.shape
  const mean = tf.mean(x, 0) as tf.Tensor1D
  const deviation = tf.tidy(() => {
    const root = tf.squaredDifference(x, mean).sum(0).div(n).sqrt()
    // Less than this no deviation is, unless it is rounding.
    const enough = mean.abs().mul(1e-4).maximum(1e-8)
    return tf.where(root.lessEqual(enough), tf.fill([d], 1), root) as tf.Tensor1D
  })
  const design = tf.tidy(() => withOnes(tf.divNoNan(tf.sub(x, mean), deviation)))
  const wanted = tf.oneHot(y, 2)
  const costly = tf.tensor1d([...new Array<number>(d).fill(l2), 0])
  let theta = tf.zeros([d + 1, 1]) as tf.Tensor2D
  const losses: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    const [next, loss] = tf.tidy(() => {
      const logits = pair(tf.matMul(design, theta).squeeze([1]))
      const penalised = theta.squeeze([1]).mul(costly)
      const loss = tf
        .logSoftmax(logits)
        .mul(wanted)
        .sum()
        .div(-n)
        .add(penalised.dot(theta.squeeze([1])))
      const errors = tf.softmax(logits).sub(wanted).slice([0, 1], [n, 1])
      const slope = tf.matMul(design, errors as tf.Tensor2D, true).div(n)
      return [theta.sub(slope.add(penalised.mul(2).expandDims(1)).mul(learningRate)) as tf.Tensor2D, loss]
    })
    losses.push(loss!.arraySync() as number)
    tf.dispose([theta, loss!])
    theta = next as tf.Tensor2D
  }
  const [weights, bias] = tf.tidy(() => {
    const all = theta.squeeze<tf.Tensor1D>([1])
    return [all.slice([0], [d]), all.slice([d]).arraySync()[0]!] as const
  })
  tf.dispose([design, wanted, costly, theta])
  return { model: { mean, deviation, weights, bias }, losses }
}

export function predictProbability(model: Model, x: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => {
    const scaled = tf.div(tf.sub(x, model.mean), model.deviation) as tf.Tensor2D
    const z = tf.dot(scaled, model.weights).add(model.bias)
    return tf.softmax(pair(z)).gather([1], 1).squeeze([1]) as tf.Tensor1D
  })
}
