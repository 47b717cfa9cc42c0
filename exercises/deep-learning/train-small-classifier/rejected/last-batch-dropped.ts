// rejected by: every epoch goes over all of the points · says: is the last, smaller batch left out
import * as tf from '@tensorflow/tfjs'

// A class with variables, minimize, an optimiser per call.
class Classifier {
  readonly variables: tf.Variable[]
  shift?: tf.Tensor
  scale?: tf.Tensor

  constructor(
    readonly features: number,
    readonly classes: number,
    hidden = 24,
  ) {
    const dense = (a: number, b: number) => [
      tf.tidy(() => tf.variable(tf.randomNormal([a, b], 0, Math.sqrt(1 / a)))),
      tf.tidy(() => tf.variable(tf.zeros([b]))),
    ]
    this.variables = [...dense(features, hidden), ...dense(hidden, hidden), ...dense(hidden, classes)]
  }

  learnScale(x: tf.Tensor2D): void {
    if (this.shift) return
    const [shift, scale] = tf.tidy(() => {
      const mean = x.mean(0)
      const deviation = x.sub(mean).square().mean(0).sqrt()
      return [mean, tf.divNoNan(tf.onesLike(deviation), deviation)]
    })
    this.shift = shift!
    this.scale = scale!
  }

  standardise(x: tf.Tensor2D): tf.Tensor2D {
    return tf.tidy(() => x.sub(this.shift!).mul(this.scale!) as tf.Tensor2D)
  }

  logits(x: tf.Tensor2D): tf.Tensor2D {
    const [a, b, c, d, e, f] = this.variables as [
      tf.Variable,
      tf.Variable,
      tf.Variable,
      tf.Variable,
      tf.Variable,
      tf.Variable,
    ]
    return tf.tidy(() => {
      const one = x
        .matMul(a as tf.Tensor2D)
        .add(b)
        .tanh()
      const two = one
        .matMul(c as tf.Tensor2D)
        .add(d)
        .tanh()
      return two.matMul(e as tf.Tensor2D).add(f) as tf.Tensor2D
    })
  }
}

export const createModel = (features: number, classes: number) => new Classifier(features, classes)

export async function train(
  model: Classifier,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  options: { epochs: number; onEpoch?: (epoch: number, loss: number) => unknown },
): Promise<{ loss: number[] }> {
  model.learnScale(x)
  const n = x.shape[0]
  const batch = Math.min(32, n)
  const used = n - (n % batch)
  const optimizer = tf.train.adam(0.02)
  const inputs = model.standardise(x)
  const targets = tf.oneHot(y, model.classes, 1, 0, 'float32')
  const loss: number[] = []
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const order = tf.util.createShuffledIndices(n)
    let sum = 0
    for (let start = 0; start + batch <= n; start += batch) {
      const rows = Int32Array.from(order.subarray(start, start + batch))
      // Gathered outside of what is differentiated: the gradient of gather has no kernel on wasm.
      const [index, bx, by] = tf.tidy(() => {
        const index = tf.tensor1d(rows, 'int32')
        return [index, inputs.gather(index), targets.gather(index)]
      })
      const cost = optimizer.minimize(
        () => tf.losses.softmaxCrossEntropy(by!, model.logits(bx as tf.Tensor2D)).asScalar(),
        true,
        model.variables,
      )!
      tf.dispose([index, bx, by])
      sum += (await cost.data())[0]! * rows.length
      cost.dispose()
    }
    loss.push(sum / used)
    await options.onEpoch?.(epoch, sum / used)
  }
  optimizer.dispose()
  tf.dispose([inputs, targets])
  return { loss }
}

export const predict = (model: Classifier, x: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => model.logits(model.standardise(x)).softmax())
