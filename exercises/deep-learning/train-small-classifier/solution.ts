import * as tf from '@tensorflow/tfjs'

const HIDDEN = 16
const LEARNING_RATE = 0.05
const BATCH_SIZE = 64

/** A network of two hidden layers, and the statistics that its inputs are standardised with. */
export interface Classifier {
  readonly classes: number
  /** [weights, bias] of each layer. */
  readonly layers: readonly (readonly [tf.Variable, tf.Variable])[]
  /** Of the training data, [features]. */
  readonly mean: tf.Variable
  readonly scale: tf.Variable
}

export interface TrainOptions {
  epochs: number
  /** Called and awaited after each epoch, counted from 0. */
  onEpoch?: (epoch: number, loss: number) => unknown
}

/** An untrained network: He's initial weights, zero biases. */
export function createModel(features: number, classes: number): Classifier {
  const sizes = [features, HIDDEN, HIDDEN, classes]
  const layers = sizes.slice(1).map((outputs, i) => {
    const inputs = sizes[i]!
    const weights = variable(() => tf.randomNormal([inputs, outputs], 0, Math.sqrt(2 / inputs)))
    return [weights, variable(() => tf.zeros([outputs]))] as const
  })
  return {
    classes,
    layers,
    mean: variable(() => tf.zeros([features])),
    scale: variable(() => tf.ones([features])),
  }
}

/** x [n, features], y int32 [n]. Returns the mean cross-entropy of each epoch. */
export async function train(
  model: Classifier,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { epochs, onEpoch }: TrainOptions,
): Promise<{ loss: number[] }> {
  const [n] = x.shape
  standardiseBy(model, x)
  const optimizer = tf.train.adam(LEARNING_RATE)
  const loss: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = tf.util.createShuffledIndices(n)
    const total = tf.tidy(() => {
      let sum: tf.Scalar = tf.scalar(0)
      for (let start = 0; start < n; start += BATCH_SIZE) {
        const batch = tf.tensor1d(Array.from(order.subarray(start, start + BATCH_SIZE)), 'int32')
        sum = sum.add(step(model, optimizer, x.gather(batch), y.gather(batch)).mul(batch.size))
      }
      return sum
    })
    loss.push((await total.data())[0]! / n)
    total.dispose()
    await onEpoch?.(epoch, loss[epoch]!)
  }
  optimizer.dispose()
  return { loss }
}

/** x [m, features] → probabilities [m, classes]. */
export function predict(model: Classifier, x: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.softmax(logits(model, x)))
}

/** One step of the optimiser on one batch; the batch's mean loss before it. */
function step(model: Classifier, optimizer: tf.Optimizer, x: tf.Tensor2D, y: tf.Tensor1D): tf.Scalar {
  const targets = tf.oneHot(y, model.classes)
  const lossOf = (): tf.Scalar => tf.losses.softmaxCrossEntropy(targets, logits(model, x))
  return optimizer.minimize(lossOf, true, model.layers.flat())!
}

function logits(model: Classifier, x: tf.Tensor2D): tf.Tensor2D {
  let hidden = x.sub(model.mean).div(model.scale) as tf.Tensor2D
  for (const [i, [weights, bias]] of model.layers.entries()) {
    const sums = hidden.matMul(weights as tf.Tensor2D).add(bias) as tf.Tensor2D
    hidden = i < model.layers.length - 1 ? sums.relu() : sums
  }
  return hidden
}

/** A constant feature has deviation 0; it becomes 0, not 0/0. */
function standardiseBy(model: Classifier, x: tf.Tensor2D): void {
  tf.tidy(() => {
    const { mean, variance } = tf.moments(x, 0)
    const deviation = variance.sqrt()
    model.mean.assign(mean)
    model.scale.assign(tf.where(deviation.greater(0), deviation, tf.onesLike(deviation)))
  })
}

const variable = (initial: () => tf.Tensor): tf.Variable => tf.tidy(() => tf.variable(initial()))
