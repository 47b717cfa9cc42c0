// SGD with momentum in small batches, the data shuffled as rows of plain arrays, predict async; one default export.
import * as tf from '@tensorflow/tfjs'

interface Model {
  layers: tf.layers.Layer[]
  classes: number
  statistics: { mean: tf.Tensor; deviation: tf.Tensor } | undefined
}

function createModel(features: number, classes: number): Model {
  const units = [32, 32, classes]
  const layers = units.map((count, i) =>
    tf.layers.dense({
      units: count,
      ...(i < 2 ? { activation: 'relu' as const, kernelInitializer: 'heNormal' as const } : {}),
    }),
  )
  let inputs = features
  for (const [i, layer] of layers.entries()) {
    layer.build([null, inputs])
    inputs = units[i]!
  }
  return { layers, classes, statistics: undefined }
}

function forward({ layers, statistics }: Model, x: tf.Tensor2D): tf.Tensor2D {
  let signal: tf.Tensor = x.sub(statistics!.mean).div(statistics!.deviation)
  for (const layer of layers) signal = layer.apply(signal) as tf.Tensor
  return signal as tf.Tensor2D
}

async function train(
  model: Model,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { epochs, onEpoch = () => {} }: { epochs: number; onEpoch?: (epoch: number, loss: number) => unknown },
): Promise<{ loss: number[] }> {
  tf.dispose(model.statistics ?? [])
  model.statistics = tf.tidy(() => {
    const mean = x.mean(0)
    return { mean, deviation: x.sub(mean).square().mean(0).sqrt().add(1e-5) }
  })
  const examples = ((await x.array()) as number[][]).map((row, i) => ({ row, label: 0, i }))
  const labels = (await y.array()) as number[]
  for (const example of examples) example.label = labels[example.i]!
  const optimizer = tf.train.momentum(0.15, 0.9)
  const loss: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    tf.util.shuffle(examples)
    let total = 0
    for (let start = 0; start < examples.length; start += 40) {
      const batch = examples.slice(start, start + 40)
      const [rows, answers] = [batch.map(({ row }) => row), batch.map(({ label }) => label)]
      const cost = tf.tidy(() => {
        const targets = tf.oneHot(tf.tensor1d(answers, 'int32'), model.classes)
        const inputs = tf.tensor2d(rows)
        return optimizer.minimize(() => tf.losses.softmaxCrossEntropy(targets, forward(model, inputs)), true)!
      })
      total += (await cost.data())[0]! * batch.length
      cost.dispose()
    }
    loss.push(total / examples.length)
    await onEpoch(epoch, loss[epoch]!)
  }
  optimizer.dispose()
  return { loss }
}

async function predict(model: Model, x: tf.Tensor2D): Promise<tf.Tensor2D> {
  return tf.tidy(() => forward(model, x).softmax())
}

export default { createModel, train, predict }
