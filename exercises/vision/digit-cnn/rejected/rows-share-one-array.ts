// rejected by: the confusion matrix counts every digit once · says: do they share one array
import * as tf from '@tensorflow/tfjs'

const CLASSES = 10
const SIDE = 8
const MOST_INK = 16

export interface Digits {
  /** float32 [n, 8, 8], ink from 0 to 16. */
  images: tf.Tensor3D
  /** int32 [n], 0 to 9. */
  labels: tf.Tensor1D
}

export interface Epoch {
  /** Mean cross-entropy of the training digits. */
  loss: number
  /** Share of the held-out digits that are right. */
  accuracy: number
}

export interface TrainOptions {
  epochs: number
  /** Only to look at, never to train on. */
  heldOut: Digits
  /** Called and awaited after each epoch, counted from 0. */
  onEpoch?: (epoch: number, result: Epoch) => unknown
}

export interface Mistake {
  index: number
  label: number
  predicted: number
  /** Of the label. */
  probability: number
}

/** Ink [n, 8, 8, 1] → probabilities [n, 10]. */
export function createModel(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [SIDE, SIDE, 1],
        filters: 8,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        activation: 'relu',
      }),
      tf.layers.flatten(),
      tf.layers.dense({ units: CLASSES, activation: 'softmax' }),
    ],
  })
}

/** Trains the model in place. */
export async function train(
  model: tf.LayersModel,
  training: Digits,
  { epochs, heldOut, onEpoch }: TrainOptions,
): Promise<{ loss: number[]; accuracy: number[] }> {
  const history = { loss: [] as number[], accuracy: [] as number[] }
  const onEpochEnd = async (epoch: number, logs?: tf.Logs): Promise<void> => {
    const { loss, val_acc: accuracy } = logs as { loss: number; val_acc: number }
    history.loss.push(loss)
    history.accuracy.push(accuracy)
    await onEpoch?.(epoch, { loss, accuracy })
  }
  const optimizer = tf.train.adam(0.02)
  model.compile({ optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
  const [x, y] = prepared(training)
  const validationData = prepared(heldOut)
  await model.fit(x, y, { epochs, batchSize: 32, validationData, callbacks: { onEpochEnd } })
  tf.dispose([x, y, ...validationData])
  optimizer.dispose()
  return history
}

/** Images [m, 8, 8] → probabilities [m, 10]. */
export function predict(model: tf.LayersModel, images: tf.Tensor3D): tf.Tensor2D {
  return tf.tidy(() => model.predict(inkOf(images)) as tf.Tensor2D)
}

/** [true class][predicted class] → how many. */
export function confusionMatrix(labels: readonly number[], predicted: readonly number[]): number[][] {
  const counts = new Array<number[]>(CLASSES).fill(new Array<number>(CLASSES).fill(0))
  labels.forEach((label, i) => counts[label]![predicted[i]!]!++)
  return counts
}

/** At most k mistakes, those first that gave the label the least probability; equals in the order of the digits. */
export function worstMistakes(
  probabilities: readonly (readonly number[])[],
  labels: readonly number[],
  k: number,
): Mistake[] {
  return probabilities
    .map((row, index) => {
      const label = labels[index]!
      return { index, label, predicted: row.indexOf(Math.max(...row)), probability: row[label]! }
    })
    .filter(({ label, predicted }) => predicted !== label)
    .sort((a, b) => a.probability - b.probability)
    .slice(0, k)
}

/** [n, 8, 8], 0 to 16 → [n, 8, 8, 1], 0 to 1. */
const inkOf = (images: tf.Tensor3D): tf.Tensor4D => images.div(MOST_INK).expandDims(3) as tf.Tensor4D

/** Images and labels as `fit` wants them. */
const prepared = ({ images, labels }: Digits): [tf.Tensor4D, tf.Tensor1D] =>
  tf.tidy(() => [inkOf(images), labels.toFloat()])
