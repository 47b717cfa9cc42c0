// A plane cut into cells, a query that looks into more and more of them, and what recall costs.

import { demo } from '@tensorkata/show'
import { counted, world } from './harness'
import type * as Solution from './solution'

const [POINTS, PLANE_CELLS] = [600, 10]
const K = 10

/** Lets the page draw. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0))

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  await showPlane()
  await showRecall()

  async function showPlane(): Promise<void> {
    const clumps = Array.from({ length: 14 }, () => [random.uniform(-4, 4), random.uniform(-4, 4)])
    const vectors = Array.from({ length: POINTS }, (_, i) =>
      clumps[i % clumps.length]!.map((x) => x + random.normal(0, 0.9)),
    )
    const initial = vectors.slice(0, PLANE_CELLS)
    const { distance, calls } = counted('squared Euclidean', 2)
    const index = await learner.build(vectors, initial, 5, distance)
    // All that one probe finds for a vector is in one list: they share a cell if they find the same.
    const cells = new Map<string, number>()
    const labels = new Int32Array(POINTS)
    for (const [i, vector] of vectors.entries()) {
      const found = await learner.search(index, vector, POINTS, 1)
      const key = String(Math.min(POINTS, ...found.map((hit) => hit.vector)))
      if (!cells.has(key)) cells.set(key, cells.size)
      labels[i] = Math.min(cells.get(key)!, 11)
    }
    const query = [0.4, -0.3]
    const nearest = new Set((await learner.search(index, query, K, PLANE_CELLS)).map((hit) => hit.vector))
    for (const probes of [1, 2, 3, 5, PLANE_CELLS]) {
      const before = calls()
      const found = await learner.search(index, query, K, probes)
      const right = found.filter(({ vector }) => nearest.has(vector)).length
      show({
        kind: 'scatter',
        id: 'plane',
        title: 'The ten nearest, cell by cell',
        step: probes === 1 ? '1 probe' : `${probes} probes`,
        ...{ xLabel: 'x₁', yLabel: 'x₂' },
        groups: Array.from({ length: Math.min(12, Math.max(1, cells.size)) }, (_, cell) => `cell ${cell}`),
        points: {
          x: Float32Array.from(vectors, (vector) => vector[0]!),
          y: Float32Array.from(vectors, (vector) => vector[1]!),
          label: labels,
        },
        highlighted: found.map(({ vector }) => vector).slice(0, 100),
        query: { x: query[0]!, y: query[1]!, name: 'the query' },
        note: `${right} of the true ten, for ${calls() - before} distances; brute force computes ${POINTS}.`,
      })
      await breathe()
    }
    progress(0.3)
  }

  async function showRecall(): Promise<void> {
    const { collection, queries } = world()
    const { vectors, initial, metric } = collection
    const series = []
    const rows: (string | number)[][] = []
    for (const iterations of [0, 2]) {
      const { distance, calls } = counted(metric, vectors[0]!.length)
      const index = await learner.build(vectors, initial, iterations, distance)
      const answers = async (probes: number): Promise<number[][]> => {
        const found = []
        for (const query of queries)
          found.push((await learner.search(index, query, K, probes)).map(({ vector }) => vector))
        return found
      }
      const nearest = (await answers(initial.length)).map((found) => new Set(found))
      const [x, y] = [[] as number[], [] as number[]]
      for (const probes of [1, 2, 3, 4, 6, 8, 12, 16, 24, 36]) {
        const before = calls()
        const found = await answers(probes)
        const right = found.reduce(
          (sum, hits, i) => sum + hits.filter((vector) => nearest[i]!.has(vector)).length,
          0,
        )
        x.push((calls() - before) / queries.length)
        y.push(right / (K * queries.length))
        if (iterations > 0) rows.push([probes, x.at(-1)!.toFixed(0), y.at(-1)!.toFixed(3)])
      }
      series.push({ name: `${iterations} iterations`, x: Float32Array.from(x), y: Float32Array.from(y) })
      show({
        kind: 'line',
        id: 'recall',
        title: 'What recall costs',
        xLabel: 'distances computed for a search',
        yLabel: 'recall at 10',
        series,
        note: 'Brute force computes 1,200. Every point is another number of probes.',
      })
      progress(0.3 + 0.35 * series.length)
      await breathe()
    }
    show({
      kind: 'table',
      id: 'probes',
      title: 'Probes, cost and recall',
      columns: ['probes', 'distances', 'recall at 10'],
      rows,
    })
  }
})
