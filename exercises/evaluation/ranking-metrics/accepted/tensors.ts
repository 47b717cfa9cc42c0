// Tensors for the sums.
import * as tf from '@tensorflow/tfjs'

const firsts = (retrieved: Int32Array, grades: Int32Array): number[] =>
  [...retrieved].map((document, i) => (retrieved.indexOf(document) < i ? 0 : grades[document]!))

function dcg(grades: number[], k: number): number {
  const cut = grades.slice(0, k)
  if (cut.length === 0) return 0
  return tf.tidy(() => {
    const gains = tf.pow(2, tf.tensor1d(cut)).sub(1)
    const discounts = tf
      .range(2, cut.length + 2)
      .log()
      .div(Math.LN2)
    return gains.div(discounts).sum().dataSync()[0]!
  })
}

export function ndcg(retrieved: Int32Array, grades: Int32Array, k: number): number {
  const ideal = dcg([...grades].sort().reverse(), k)
  return ideal && dcg(firsts(retrieved, grades), k) / ideal
}

export function averagePrecision(retrieved: Int32Array, grades: Int32Array): number {
  const total = grades.filter((grade) => grade > 0).length
  if (total === 0 || retrieved.length === 0) return 0
  return tf.tidy(() => {
    const hits = tf.tensor1d(firsts(retrieved, grades)).greater(0).toFloat()
    const precisions = hits.cumsum().div(tf.range(1, retrieved.length + 1))
    return precisions.mul(hits).sum().div(total).dataSync()[0]!
  })
}

export function reciprocalRank(retrieved: Int32Array, grades: Int32Array): number {
  const rank = retrieved.findIndex((document) => grades[document]! > 0)
  return rank < 0 ? 0 : 1 / (rank + 1)
}

export function evaluate(queries: { retrieved: Int32Array; grades: Int32Array }[], k: number) {
  const asked = queries.filter(({ grades }) => grades.some(Boolean))
  const mean = (values: number[]) => (values.length ? values.reduce((a, b) => a + b) / values.length : 0)
  return {
    ndcg: mean(asked.map(({ retrieved, grades }) => ndcg(retrieved, grades, k))),
    map: mean(asked.map(({ retrieved, grades }) => averagePrecision(retrieved, grades))),
    mrr: mean(asked.map(({ retrieved, grades }) => reciprocalRank(retrieved, grades))),
  }
}
