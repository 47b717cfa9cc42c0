// A depthwise-separable convolution, a class that owns the loop, tf.variableGrads and RMSProp written out.
import * as tf from '@tensorflow/tfjs'

interface Digits {
  images: tf.Tensor3D
  labels: tf.Tensor1D
}

interface Options {
  epochs: number
  heldOut: Digits
  onEpoch?: (epoch: number, result: { loss: number; accuracy: number }) => unknown
}

export const createModel = (): tf.LayersModel =>
  tf.sequential({
    layers: [
      tf.layers.reshape({ inputShape: [8, 8, 1], targetShape: [8, 8, 1] }),
      tf.layers.separableConv2d({
        filters: 12,
        kernelSize: 3,
        depthMultiplier: 6,
        strides: 2,
        padding: 'same',
      }),
      tf.layers.activation({ activation: 'relu' }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: 'glorotNormal' }),
    ],
  })

class Trainer {
  readonly #variables: tf.Variable[]
  readonly #squares: tf.Variable[]

  constructor(
    private readonly model: tf.LayersModel,
    private readonly rate = 0.01,
    private readonly decay = 0.9,
  ) {
    this.#variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable)
    this.#squares = this.#variables.map((variable) =>
      tf.tidy(() => tf.variable(tf.zerosLike(variable), false)),
    )
  }

  /** The sum of the costs, before the step. */
  step(ink: tf.Tensor, labels: tf.Tensor1D): number {
    return tf.tidy(() => {
      const count = labels.size
      const { value, grads } = tf.variableGrads(() => {
        const p = this.model.apply(ink, { training: true }) as tf.Tensor2D
        const ofLabel = p.mul(tf.oneHot(labels, 10)).sum(1)
        return ofLabel.maximum(1e-7).log().neg().mean().asScalar()
      }, this.#variables)
      this.#variables.forEach((variable, i) => {
        const gradient = grads[variable.name]!
        const square = this.#squares[i]!
        square.assign(square.mul(this.decay).add(gradient.square().mul(1 - this.decay)))
        variable.assign(variable.sub(gradient.mul(this.rate).div(square.sqrt().add(1e-4))))
      })
      return value.dataSync()[0]! * count
    })
  }

  dispose(): void {
    tf.dispose(this.#squares)
  }
}

export async function train(model: tf.LayersModel, training: Digits, options: Options) {
  const trainer = new Trainer(model)
  const labels = Array.from(await training.labels.data())
  const history = { loss: new Array<number>(), accuracy: new Array<number>() }
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const order = labels
      .map((_, i) => ({ i, key: Math.random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ i }) => i)
    let total = 0
    while (order.length > 0) {
      const batch = order.splice(0, 16)
      const ink = tf.tidy(() => toInk(tf.gather(training.images, tf.tensor1d(batch, 'int32'))))
      const y = tf.tensor1d(
        batch.map((i) => labels[i]!),
        'int32',
      )
      total += trainer.step(ink, y)
      tf.dispose([ink, y])
    }
    const answers = predict(model, options.heldOut.images)
    const accuracy = tf.tidy(() => {
      const hits = answers.argMax(-1).equal(options.heldOut.labels).sum().dataSync()[0]!
      return hits / options.heldOut.labels.size
    })
    answers.dispose()
    const result = { loss: total / labels.length, accuracy }
    history.loss.push(result.loss)
    history.accuracy.push(result.accuracy)
    await Promise.resolve(options.onEpoch?.(epoch, result))
  }
  trainer.dispose()
  return history
}

const toInk = (images: tf.Tensor): tf.Tensor4D => images.as4D(images.shape[0]!, 8, 8, 1).div(16)

export function predict(model: tf.LayersModel, images: tf.Tensor3D): tf.Tensor2D {
  return tf.tidy(() => model.predict(toInk(images)) as tf.Tensor2D)
}

export const confusionMatrix = (labels: number[], predicted: number[]): number[][] =>
  labels.reduce<number[][]>(
    (counts, label, i) =>
      counts.map((row, t) =>
        t === label ? row.map((count, p) => count + (p === predicted[i] ? 1 : 0)) : row,
      ),
    Array.from({ length: 10 }, () => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  )

export function worstMistakes(probabilities: number[][], labels: number[], k: number) {
  const firstBest = (row: number[]): number => row.findIndex((p) => row.every((other) => other <= p))
  const found = labels.flatMap((label, index) => {
    const row = probabilities[index]!
    const predicted = firstBest(row)
    return predicted === label ? [] : [{ index, label, predicted, probability: row[label]! }]
  })
  found.sort((a, b) =>
    a.probability === b.probability ? a.index - b.index : a.probability < b.probability ? -1 : 1,
  )
  return found.filter((_, rank) => rank < k)
}
