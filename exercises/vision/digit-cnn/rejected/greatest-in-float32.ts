// rejected by: probabilities that differ in the twelfth digit are not equal · says: here they seem to tie
// Finds the greatest probability in float32, where close ones tie.

import * as tf from '@tensorflow/tfjs'

interface Digits {
  images: tf.Tensor3D
  labels: tf.Tensor1D
}

interface TrainOptions {
  epochs: number
  heldOut: Digits
  onEpoch?: (epoch: number, result: { loss: number; accuracy: number }) => unknown
}

const BATCH = 20

export function createModel(): tf.LayersModel {
  const model = tf.sequential()
  model.add(tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 6, kernelSize: 3, activation: 'relu' }))
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }))
  model.add(tf.layers.flatten())
  model.add(tf.layers.dense({ units: 10 }))
  model.add(tf.layers.softmax())
  return model
}

const inkOf = (images: tf.Tensor): tf.Tensor4D => images.reshape([-1, 8, 8, 1]).mul(1 / 16)

export async function train(
  model: tf.LayersModel,
  training: Digits,
  { epochs, heldOut, onEpoch }: TrainOptions,
): Promise<{ loss: number[]; accuracy: number[] }> {
  const n = training.labels.size
  const optimizer = tf.train.momentum(0.1, 0.9)
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable)
  const [loss, accuracy]: [number[], number[]] = [[], []]
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = Array.from(tf.util.createShuffledIndices(n))
    let total = 0
    for (let start = 0; start < n; start += BATCH) {
      const chosen = order.slice(start, start + BATCH)
      const cost = tf.tidy(() => {
        const rows = tf.tensor1d(chosen, 'int32')
        const x = inkOf(training.images.gather(rows))
        const targets = tf.oneHot(training.labels.gather(rows), 10)
        const step = (): tf.Scalar => {
          const probabilities = model.apply(x, { training: true }) as tf.Tensor
          return probabilities.clipByValue(1e-7, 1).log().mul(targets).sum().div(-chosen.length)
        }
        return optimizer.minimize(step, true, variables)!
      })
      total += (await cost.data())[0]! * chosen.length
      cost.dispose()
    }
    const right = tf.tidy(() =>
      predict(model, heldOut.images).argMax(1).equal(heldOut.labels).toFloat().mean(),
    )
    loss.push(total / n)
    accuracy.push((await right.data())[0]!)
    right.dispose()
    await onEpoch?.(epoch, { loss: loss[epoch]!, accuracy: accuracy[epoch]! })
  }
  optimizer.dispose()
  return { loss, accuracy }
}

export function predict(model: tf.LayersModel, images: tf.Tensor3D): tf.Tensor2D {
  return tf.tidy(() => model.apply(inkOf(images)) as tf.Tensor2D)
}

export function confusionMatrix(labels: readonly number[], predicted: readonly number[]): number[][] {
  const flat = new Int32Array(100)
  for (let i = 0; i < labels.length; i++) flat[10 * labels[i]! + predicted[i]!]!++
  return Array.from({ length: 10 }, (_, row) => Array.from(flat.subarray(10 * row, 10 * row + 10)))
}

export function worstMistakes(
  probabilities: readonly (readonly number[])[],
  labels: readonly number[],
  k: number,
): { index: number; label: number; predicted: number; probability: number }[] {
  const order = labels
    .map((_, i) => i)
    .sort((a, b) => probabilities[a]![labels[a]!]! - probabilities[b]![labels[b]!]! || a - b)
  const worst = []
  for (const index of order) {
    if (worst.length >= k) break
    const [label, row] = [labels[index]!, probabilities[index]!]
    const rounded = Float32Array.from(row)
    const predicted = rounded.indexOf(Math.max(...rounded))
    if (predicted !== label) worst.push({ index, label, predicted, probability: row[label]! })
  }
  return worst
}
