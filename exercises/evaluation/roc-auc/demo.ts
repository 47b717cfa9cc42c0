// Three models of the same items: one good, one by chance, one that is good and saturates; their curves and their numbers.

import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

const N = 600

export default demo<typeof Solution>(async ({ learner, show, random, progress }) => {
  const labels = Int32Array.from({ length: N }, () => Number(random.next() < 0.3))
  const good = Float32Array.from(labels, (label) => random.normal() + 1.5 * label)
  const models = [
    { name: 'good', scores: good },
    // Everything beyond 1 is 1: a third of the items tie.
    { name: 'good, saturated', scores: good.map((score) => Math.min(Math.max(score, 0), 1)) },
    { name: 'by chance', scores: Float32Array.from(labels, () => random.next()) },
  ]
  const series: { name: string; x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer> }[] = []
  const rows: (string | number)[][] = []
  for (const [done, { name, scores }] of models.entries()) {
    const { fpr, tpr } = await learner.rocCurve(labels, scores)
    series.push({ name, x: Float32Array.from(fpr), y: Float32Array.from(tpr) })
    rows.push([
      name,
      (await learner.rocAuc(labels, scores)).toFixed(3),
      (await learner.averagePrecision(labels, scores)).toFixed(3),
      fpr.length,
    ])
    progress((done + 1) / models.length)
  }
  show({
    kind: 'line',
    id: 'roc',
    title: 'ROC curves of three models',
    xLabel: 'false positive rate',
    yLabel: 'true positive rate',
    series,
    note: 'The straight stretches of the saturated model are its ties: no threshold parts them.',
  })
  show({
    kind: 'table',
    id: 'areas',
    title: `${N} items, three in ten positive`,
    columns: ['model', 'AUC', 'average precision', 'points'],
    rows,
    note: 'Chance has an AUC near 0.5, and an average precision near the share of positives.',
  })
})
