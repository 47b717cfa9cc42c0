// One collection, four engines: what each measure thinks of them, and how NDCG changes with k.

import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

const DOCUMENTS = 30
const KS = Array.from({ length: 15 }, (_, i) => i + 1)

export default demo<typeof Solution>(async ({ learner, show, random, progress }) => {
  const grades = Int32Array.from({ length: DOCUMENTS }, () => Math.max(0, random.int(-6, 5)))
  /** The collection, ranked by grade plus noise. */
  const engine = (noise: number): number[] =>
    Array.from(grades, (grade, document) => ({ document, score: grade + noise * random.normal() }))
      .sort((a, b) => b.score - a.score)
      .map(({ document }) => document)
  const engines = [
    { name: 'perfect', retrieved: engine(0) },
    { name: 'good', retrieved: engine(1.5) },
    { name: 'good, ten results', retrieved: engine(1.5).slice(0, 10) },
    { name: 'by chance', retrieved: engine(100) },
  ]
  const series: { name: string; x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer> }[] = []
  const rows: (string | number)[][] = []
  for (const [done, { name, retrieved }] of engines.entries()) {
    const list = Int32Array.from(retrieved)
    const y: number[] = []
    for (const k of KS) y.push(await learner.ndcg(list, grades, k))
    series.push({ name, x: Float32Array.from(KS), y: Float32Array.from(y) })
    const { ndcg, map, mrr } = await learner.evaluate([{ retrieved: list, grades }], 10)
    rows.push([name, ...[ndcg, map, mrr].map((value) => value.toFixed(3))])
    progress((done + 1) / engines.length)
  }
  show({
    kind: 'line',
    id: 'ndcg',
    title: 'NDCG by how far down one looks',
    xLabel: 'k',
    yLabel: 'NDCG at k',
    series,
  })
  show({
    kind: 'table',
    id: 'measures',
    title: `${DOCUMENTS} documents, ${grades.filter((grade) => grade > 0).length} of them relevant`,
    columns: ['engine', 'NDCG at 10', 'MAP', 'MRR'],
    rows,
    note: 'Cutting the list at ten costs average precision what it no longer finds.',
  })
})
