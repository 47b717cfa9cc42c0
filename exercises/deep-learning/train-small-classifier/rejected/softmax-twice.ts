// rejected by: three of four points at −1 are of class 0, three of four at +1 of class 1 · says: is softmax applied twice in the loss
import * as tf from '@tensorflow/tfjs'

interface Classifier {
  network: tf.Sequential
  mean: number[]
  deviation: number[]
}

export function createModel(features: number, classes: number): Classifier {
  const network = tf.sequential()
  network.add(tf.layers.dense({ inputShape: [features], units: 24, activation: 'relu' }))
  network.add(tf.layers.dense({ units: 24, activation: 'relu' }))
  network.add(tf.layers.dense({ units: classes, activation: 'softmax' }))
  network.compile({
    optimizer: tf.train.adam(0.03),
    loss: (labels, logits) => tf.losses.softmaxCrossEntropy(labels, logits),
  })
  return {
    network,
    mean: new Array<number>(features).fill(0),
    deviation: new Array<number>(features).fill(1),
  }
}

export async function train(
  model: Classifier,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { epochs, onEpoch }: { epochs: number; onEpoch?: (epoch: number, loss: number) => unknown },
) {
  const rows = await x.array()
  model.mean = model.mean.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length)
  model.deviation = model.mean.map((mean, j) => {
    const variance = rows.reduce((sum, row) => sum + (row[j]! - mean) ** 2, 0) / rows.length
    return Math.sqrt(variance) || 1
  })
  const inputs = standardise(model, x)
  const targets = tf.tidy(() => tf.oneHot(y, model.network.outputShape[1] as number).toFloat())
  const loss: number[] = []
  await model.network.fit(inputs, targets, {
    epochs,
    batchSize: 64,
    shuffle: true,
    verbose: 0,
    callbacks: {
      onEpochEnd: async (epoch, logs) => {
        loss.push(logs!.loss!)
        await onEpoch?.(epoch, logs!.loss!)
      },
    },
  })
  tf.dispose([inputs, targets])
  return { loss }
}

export function predict(model: Classifier, x: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => model.network.predict(standardise(model, x)) as tf.Tensor2D)
}

const standardise = ({ mean, deviation }: Classifier, x: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => x.sub(mean).div(deviation) as tf.Tensor2D)
