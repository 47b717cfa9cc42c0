// The functional API with two convolutions and dropout; trainOnBatch on one-hot labels; predict async; a default export.
import * as tf from '@tensorflow/tfjs'

interface Digits {
  images: tf.Tensor3D
  labels: tf.Tensor1D
}
type Result = { loss: number; accuracy: number }
type Mistake = { index: number; label: number; predicted: number; probability: number }

function createModel(): tf.LayersModel {
  const ink = tf.input({ shape: [8, 8, 1] })
  const edges = tf.layers
    .conv2d({ filters: 6, kernelSize: 4, strides: 2, padding: 'same', activation: 'elu' })
    .apply(ink) as tf.SymbolicTensor
  const parts = tf.layers
    .conv2d({ filters: 16, kernelSize: 2, activation: 'relu', kernelInitializer: 'heNormal' })
    .apply(edges) as tf.SymbolicTensor
  const flat = tf.layers.flatten().apply(parts) as tf.SymbolicTensor
  const dropped = tf.layers.dropout({ rate: 0.1 }).apply(flat) as tf.SymbolicTensor
  const outputs = tf.layers.dense({ units: 10, activation: 'softmax' }).apply(dropped) as tf.SymbolicTensor
  return tf.model({ inputs: ink, outputs })
}

const scaled = (images: tf.Tensor3D): tf.Tensor4D =>
  tf.tidy(() => tf.expandDims(tf.div(images, tf.scalar(16)), -1) as tf.Tensor4D)

async function predict(model: tf.LayersModel, images: tf.Tensor3D): Promise<tf.Tensor2D> {
  const ink = scaled(images)
  const probabilities = model.predictOnBatch(ink) as tf.Tensor2D
  ink.dispose()
  return probabilities
}

async function accuracyOn(model: tf.LayersModel, { images, labels }: Digits): Promise<number> {
  const probabilities = await predict(model, images)
  const [rows, truth] = [(await probabilities.array()) as number[][], await labels.data()]
  probabilities.dispose()
  return rows.filter((row, i) => row.indexOf(Math.max(...row)) === truth[i]).length / rows.length
}

async function train(
  model: tf.LayersModel,
  { images, labels }: Digits,
  options: { epochs: number; heldOut: Digits; onEpoch?: (epoch: number, result: Result) => unknown },
): Promise<{ loss: number[]; accuracy: number[] }> {
  const optimizer = tf.train.adam(0.015)
  model.compile({ optimizer, loss: 'categoricalCrossentropy' })
  const [x, y] = [scaled(images), tf.tidy(() => tf.oneHot(labels, 10).toFloat())]
  const history: Result[] = []
  const order = Array.from({ length: labels.size }, (_, i) => i)
  while (history.length < options.epochs) {
    tf.util.shuffle(order)
    let total = 0
    for (let at = 0; at < order.length; at += 24) {
      const part = order.slice(at, at + 24)
      const [bx, by] = tf.tidy(() => {
        const rows = tf.tensor1d(part, 'int32')
        return [tf.gather(x, rows), tf.gather(y, rows)]
      })
      total += part.length * ((await model.trainOnBatch(bx!, by!)) as number)
      tf.dispose([bx!, by!])
    }
    const result = { loss: total / order.length, accuracy: await accuracyOn(model, options.heldOut) }
    history.push(result)
    if (options.onEpoch) await options.onEpoch(history.length - 1, result)
  }
  tf.dispose([x, y])
  optimizer.dispose()
  return { loss: history.map(({ loss }) => loss), accuracy: history.map(({ accuracy }) => accuracy) }
}

function confusionMatrix(labels: number[], predicted: number[]): number[][] {
  const matrix: number[][] = []
  for (let actual = 0; actual < 10; actual++) {
    const answers = predicted.filter((_, i) => labels[i] === actual)
    matrix.push(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((said) => answers.filter((answer) => answer === said).length),
    )
  }
  return matrix
}

/** Keeps a sorted list of k at most. */
function worstMistakes(probabilities: number[][], labels: number[], k: number): Mistake[] {
  const worst: Mistake[] = []
  probabilities.forEach((row, index) => {
    const label = labels[index]!
    let predicted = 0
    row.forEach((p, c) => {
      if (p > row[predicted]!) predicted = c
    })
    if (predicted === label) return
    const place = worst.findIndex(({ probability }) => row[label]! < probability)
    worst.splice(place < 0 ? worst.length : place, 0, { index, label, predicted, probability: row[label]! })
    if (worst.length > k) worst.pop()
  })
  return worst
}

export default { createModel, train, predict, confusionMatrix, worstMistakes }
