// rejected by: one training point is enough to train on · says: holds NaN
import * as tf from '@tensorflow/tfjs'

class Net {
  readonly weights: tf.Variable[]
  readonly first: tf.Variable[]
  readonly second: tf.Variable[]
  steps = 0
  shift: tf.Tensor | null = null
  spread: tf.Tensor | null = null

  constructor(
    features: number,
    readonly classes: number,
    hidden = 48,
  ) {
    const initial = [
      tf.randomUniform([features, hidden], -1.5, 1.5),
      tf.randomUniform([hidden], -1.5, 1.5),
      tf.randomNormal([hidden, classes], 0, 1 / Math.sqrt(hidden)),
      tf.zeros([classes]),
    ]
    this.weights = initial.map((values) => tf.variable(values))
    this.first = initial.map((values) => tf.variable(tf.zerosLike(values)))
    this.second = initial.map((values) => tf.variable(tf.zerosLike(values)))
    tf.dispose(initial)
  }

  look(x: tf.Tensor2D): void {
    tf.dispose([this.shift, this.spread].filter((tensor) => tensor !== null))
    const rows = x.arraySync()
    const columns = rows[0]!.map((_, j) => rows.map((row) => row[j]!))
    const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length)
    const deviations = columns.map((column, j) => {
      const squares = column.reduce((sum, value) => sum + (value - means[j]!) ** 2, 0)
      return Math.max(1e-6, Math.sqrt(squares / (column.length - 1)))
    })
    this.shift = tf.tensor1d(means)
    this.spread = tf.tensor1d(deviations)
  }

  logProbabilities(x: tf.Tensor2D): tf.Tensor2D {
    const [w1, b1, w2, b2] = this.weights as tf.Tensor[] as [
      tf.Tensor2D,
      tf.Tensor1D,
      tf.Tensor2D,
      tf.Tensor1D,
    ]
    const inputs = x.sub(this.shift!).div(this.spread!) as tf.Tensor2D
    const logits = inputs.matMul(w1).add(b1).tanh().matMul(w2).add(b2)
    return logits.sub(logits.logSumExp(1, true)) as tf.Tensor2D
  }

  step(x: tf.Tensor2D, y: tf.Tensor1D, rate = 0.08): tf.Scalar {
    this.steps++
    const { value, grads } = tf.variableGrads(
      () => tf.oneHot(y, this.classes).toFloat().mul(this.logProbabilities(x)).sum(1).mean().neg().asScalar(),
      this.weights,
    )
    const correct = Math.sqrt(1 - 0.99 ** this.steps) / (1 - 0.9 ** this.steps)
    this.weights.forEach((weight, i) => {
      const gradient = grads[weight.name]!
      this.first[i]!.assign(this.first[i]!.mul(0.9).add(gradient.mul(0.1)))
      this.second[i]!.assign(this.second[i]!.mul(0.99).add(gradient.square().mul(0.01)))
      weight.assign(weight.sub(this.first[i]!.div(this.second[i]!.sqrt().add(1e-7)).mul(rate * correct)))
    })
    return value
  }
}

export const createModel = (features: number, classes: number): Net => new Net(features, classes)

export async function train(
  model: Net,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  options: { epochs: number; onEpoch?: (epoch: number, loss: number) => unknown },
): Promise<{ loss: number[] }> {
  model.look(x)
  const loss: number[] = []
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    loss.push(tf.tidy(() => model.step(x, y).dataSync()[0]!))
    if (options.onEpoch) await options.onEpoch(epoch, loss.at(-1)!)
  }
  return { loss }
}

export const predict = (model: Net, x: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => model.logProbabilities(x).exp() as tf.Tensor2D)
