// Sorted by topk, cumulated by cumsum; JavaScript only picks the ends of the groups.
import * as tf from '@tensorflow/tfjs'

async function cumulated(labels: Int32Array, scores: Float32Array) {
  const [values, counts] = tf.tidy(() => {
    const { values, indices } = tf.topk(tf.tensor1d(scores), scores.length)
    const sorted = tf.tensor1d(labels, 'int32').gather(indices as tf.Tensor1D)
    return [values, sorted.cumsum()]
  })
  const [sorted, tps] = await Promise.all([values!.data(), counts!.data()])
  values!.dispose()
  counts!.dispose()
  const ends: number[] = []
  for (let i = 0; i < sorted.length; i++) if (sorted[i] !== sorted[i + 1]) ends.push(i)
  return {
    thresholds: ends.map((i) => sorted[i]!),
    tp: ends.map((i) => tps[i]!),
    fp: ends.map((i) => i + 1 - tps[i]!),
  }
}

export async function rocCurve(labels: Int32Array, scores: Float32Array) {
  const { thresholds, tp, fp } = await cumulated(labels, scores)
  const share = (counts: number[]) => [0, ...counts.map((count) => count / counts[counts.length - 1]!)]
  return { thresholds: [Infinity].concat(thresholds), fpr: share(fp), tpr: share(tp) }
}

export async function rocAuc(labels: Int32Array, scores: Float32Array) {
  const { fpr, tpr } = await rocCurve(labels, scores)
  let area = 0
  for (let i = 1; i < fpr.length; i++) area += 0.5 * (fpr[i]! - fpr[i - 1]!) * (tpr[i]! + tpr[i - 1]!)
  return area
}

export async function averagePrecision(labels: Int32Array, scores: Float32Array) {
  const { tp, fp } = await cumulated(labels, scores)
  return tp.reduce(
    (sum, count, i) => sum + ((count - (tp[i - 1] ?? 0)) / tp[tp.length - 1]!) * (count / (count + fp[i]!)),
    0,
  )
}
