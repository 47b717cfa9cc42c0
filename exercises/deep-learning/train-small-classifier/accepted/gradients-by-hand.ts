// Backpropagation in tensors and Adam, both by hand; each call of train standardises by its own points.
import * as tf from '@tensorflow/tfjs'

interface Net {
  classes: number
  weights: tf.Tensor[] // W1 b1 W2 b2
  m: tf.Tensor[]
  v: tf.Tensor[]
  t: number
  mean: Float32Array
  std: Float32Array
}

export function createModel(features: number, classes: number): Net {
  const hidden = 48
  const weights = [
    tf.randomNormal([features, hidden], 0, Math.sqrt(2 / features)),
    tf.randomUniform([hidden], -0.5, 0.5),
    tf.randomNormal([hidden, classes], 0, Math.sqrt(1 / hidden)),
    tf.zeros([classes]),
  ]
  return {
    classes,
    weights,
    m: weights.map((w) => tf.zerosLike(w)),
    v: weights.map((w) => tf.zerosLike(w)),
    t: 0,
    mean: new Float32Array(features),
    std: new Float32Array(features).fill(1),
  }
}

function normal(net: Net, x: tf.Tensor): tf.Tensor {
  return x.sub(tf.tensor1d(net.mean)).div(tf.tensor1d(net.std))
}

export async function train(
  net: Net,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { epochs, onEpoch }: { epochs: number; onEpoch?: (epoch: number, loss: number) => unknown },
): Promise<{ loss: number[] }> {
  const [n, d] = x.shape
  const values = await x.data()
  for (let j = 0; j < d; j++) {
    let mean = 0
    for (let i = 0; i < n; i++) mean += values[i * d + j]! / n
    let variance = 0
    for (let i = 0; i < n; i++) variance += (values[i * d + j]! - mean) ** 2 / Math.max(n - 1, 1)
    net.mean[j] = mean
    net.std[j] = variance > 0 ? Math.sqrt(variance) : 1
  }
  const inputs = tf.tidy(() => normal(net, x))
  const targets = tf.tidy(() => tf.oneHot(y.cast('int32'), net.classes).cast('float32'))
  const batchSize = 20
  const result: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = Array.from(tf.util.createShuffledIndices(n))
    let total = 0
    while (order.length > 0) {
      const chosen = order.splice(0, batchSize)
      const b = chosen.length
      net.t++
      const rate = (0.03 * Math.sqrt(1 - 0.999 ** net.t)) / (1 - 0.9 ** net.t)
      const cost = tf.tidy(() => {
        const [w1, b1, w2, b2] = net.weights as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
        const pick = tf.tensor1d(chosen, 'int32')
        const bx = tf.gather(inputs, pick) as tf.Tensor2D
        const by = tf.gather(targets, pick)
        const pre = bx.matMul(w1).add(b1)
        const h = pre.relu()
        const z = h.matMul(w2).add(b2)
        const logp = tf.logSoftmax(z, 1)
        const dz = tf.exp(logp).sub(by).div(b)
        const dpre = dz.matMul(w2, false, true).mul(pre.greater(0).toFloat())
        const grads = [bx.matMul(dpre as tf.Tensor2D, true), dpre.sum(0), h.matMul(dz, true), dz.sum(0)]
        grads.forEach((g, q) => {
          const m = net.m[q]!.mul(0.9).add(g.mul(0.1))
          const v = net.v[q]!.mul(0.999).add(g.square().mul(0.001))
          const w = net.weights[q]!.sub(m.mul(rate).div(v.sqrt().add(1e-7)))
          tf.dispose([net.m[q]!, net.v[q]!, net.weights[q]!])
          net.m[q] = tf.keep(m)
          net.v[q] = tf.keep(v)
          net.weights[q] = tf.keep(w)
        })
        return by.mul(logp).sum().neg().dataSync()[0]!
      })
      total += cost
    }
    result.push(total / n)
    await Promise.resolve(onEpoch?.(epoch, total / n))
  }
  tf.dispose([inputs, targets])
  return { loss: result }
}

export function predict(net: Net, x: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const [w1, b1, w2, b2] = net.weights as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
    const h = tf.relu(tf.matMul(normal(net, x) as tf.Tensor2D, w1 as tf.Tensor2D).add(b1))
    return tf.softmax(tf.matMul(h as tf.Tensor2D, w2 as tf.Tensor2D).add(b2), -1) as tf.Tensor2D
  })
}
