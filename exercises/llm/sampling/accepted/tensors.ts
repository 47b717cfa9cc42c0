// Tensors for the distribution: topk, cumsum and a scatter back to the vocabulary.
import * as tf from '@tensorflow/tfjs'

interface Options {
  temperature?: number
  topK?: number
  topP?: number
}

export function nextTokenDistribution(logits: Float32Array, options: Options = {}): Float32Array {
  const { temperature = 1, topK = logits.length, topP = 1 } = options
  return tf.tidy(() => {
    const z = tf.tensor1d(logits)
    if (temperature === 0)
      return tf
        .oneHot(z.argMax().toInt(), Math.max(logits.length, 2))
        .toFloat()
        .slice(0, logits.length)
        .dataSync<'float32'>()
    const { values, indices } = tf.topk(z, Math.min(topK, logits.length))
    const weights = values.sub(values.max()).div(temperature).exp()
    const shares = weights.div(weights.sum())
    // What comes before a token must not be enough yet.
    const isNeeded = tf.cumsum(shares, 0, true).less(topP)
    const kept = shares.mul(isNeeded.toFloat())
    const final = kept.div(kept.sum())
    return tf.scatterND(indices.expandDims(1), final, [logits.length]).dataSync<'float32'>()
  }) as Float32Array
}

export function sample(logits: Float32Array, options: Options, random: () => number): number {
  const probabilities = nextTokenDistribution(logits, options)
  let u = random()
  let last = -1
  for (let token = 0; token < probabilities.length; token++) {
    if (probabilities[token]! <= 0) continue
    last = token
    if (u < probabilities[token]!) return token
    u -= probabilities[token]!
  }
  return last
}
