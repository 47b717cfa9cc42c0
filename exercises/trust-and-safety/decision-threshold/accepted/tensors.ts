// Cumulative sums of tensors along the ranking.
import * as tf from '@tensorflow/tfjs'

type Conditions = { baseRate: number; falsePositive: number; falseNegative: number; capacity?: number }

export function evaluateThreshold(
  labels: Int32Array,
  scores: Float32Array,
  threshold: number,
  on: Conditions,
) {
  return tf.tidy(() => {
    const harmful = tf.tensor1d(labels, 'float32')
    const harmless = tf.sub(1, harmful)
    // Compared in JavaScript: an infinite threshold is no float32 that every backend can hold.
    const flags = tf.tensor1d(Array.from(scores, (score) => Number(score >= threshold)))
    const tpr = flags.mul(harmful).sum().div(harmful.sum())
    const fpr = flags.mul(harmless).sum().div(harmless.sum())
    const missed = tf.sub(1, tpr).mul(on.baseRate)
    const wrong = fpr.mul(1 - on.baseRate)
    const cost = missed.mul(on.falseNegative).add(wrong.mul(on.falsePositive))
    return {
      cost: cost.dataSync()[0]!,
      flagged: tpr.mul(on.baseRate).add(wrong).dataSync()[0]!,
    }
  })
}

export async function chooseThreshold(labels: Int32Array, scores: Float32Array, on: Conditions) {
  const order = Array.from(scores, (score, i) => ({ score, i })).sort((a, b) => b.score - a.score)
  const n = order.length
  const [costs, shares] = tf.tidy(() => {
    const harmful = tf.tensor1d(
      order.map(({ i }) => labels[i]!),
      'float32',
    )
    const harmless = tf.sub(1, harmful)
    const tpr = harmful.cumsum().div(harmful.sum())
    const fpr = harmless.cumsum().div(harmless.sum())
    const flagged = tpr.mul(on.baseRate).add(fpr.mul(1 - on.baseRate))
    const cost = tf
      .sub(1, tpr)
      .mul(on.baseRate * on.falseNegative)
      .add(fpr.mul((1 - on.baseRate) * on.falsePositive))
    return [cost.dataSync(), flagged.dataSync()]
  })
  const choice = { threshold: Infinity, cost: on.baseRate * on.falseNegative, flagged: 0 }
  for (let i = 0; i < n; i++) {
    const isLastOfGroup = i === n - 1 || order[i + 1]!.score < order[i]!.score
    const { cost, flagged } = { cost: costs![i]!, flagged: shares![i]! }
    if (isLastOfGroup && flagged <= (on.capacity ?? 1) + 1e-6 && cost < choice.cost - 1e-6)
      Object.assign(choice, { threshold: order[i]!.score, cost, flagged })
  }
  return choice
}
