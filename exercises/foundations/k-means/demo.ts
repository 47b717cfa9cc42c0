// Centroids on their way from a bad start, the inertia as it falls, and what k-means++ is worth beside a start by chance.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

/** Six heaps and one in their middle, which comes last. */
const CENTRES = [1, 2, 3, 4, 5, 6, 0].map((i) =>
  i === 0 ? [0, 0] : [5 * Math.cos((i * Math.PI) / 3), 5 * Math.sin((i * Math.PI) / 3)],
)
const EACH = 30
const MOST = 12
const STARTS = 20

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const k = CENTRES.length
  const rows = CENTRES.flatMap(([x = 0, y = 0]) =>
    Array.from({ length: EACH }, () => [x + 0.8 * random.normal(), y + 0.8 * random.normal()]),
  )
  const points = tf.tensor2d(rows)

  // The first points are all of one heap: as bad a start as there is.
  const bad = tf.tensor2d(rows.slice(0, k))
  const inertias: number[] = []
  for (let most = 0; most <= MOST; most++) {
    const { centroids, labels, inertia, iterations } = await learner.kMeans(points, bad, most)
    if (iterations < most) {
      tf.dispose([centroids, labels])
      break
    }
    const places = await centroids.array()
    inertias.push(inertia)
    show({
      kind: 'scatter',
      id: 'walk',
      title: 'Centroids on their way',
      step: `iteration ${iterations}`,
      ...{ xLabel: 'x₁', yLabel: 'x₂' },
      groups: [...places.map((_, j) => `cluster ${j}`), 'centroids'],
      points: {
        x: Float32Array.from([...rows, ...places], (row) => row[0]!),
        y: Float32Array.from([...rows, ...places], (row) => row[1]!),
        label: Int32Array.from([...(await labels.data()), ...places.map(() => k)]),
      },
      highlighted: places.map((_, j) => rows.length + j),
      names: [...rows.map((_, i) => `point ${i}`), ...places.map((_, j) => `centroid ${j}`)],
      note: `Inertia ${inertia.toFixed(1)} after ${iterations} iterations, all centroids from one heap.`,
    })
    show({
      kind: 'line',
      id: 'inertia',
      title: 'Inertia by iteration',
      step: `iteration ${iterations}`,
      ...{ xLabel: 'iteration', yLabel: 'inertia' },
      series: [
        {
          name: 'inertia',
          x: Float32Array.from(inertias, (_, i) => i),
          y: Float32Array.from(inertias),
        },
      ],
    })
    tf.dispose([centroids, labels])
    progress((most + 1) / (MOST + 1) / 2)
  }

  const ends: Record<'k-means++' | 'any points', number[]> = { 'k-means++': [], 'any points': [] }
  for (let start = 0; start < STARTS; start++) {
    const starts = {
      'k-means++': await learner.seedCentroids(points, k, random.next),
      'any points': tf.tensor2d(random.shuffled(rows).slice(0, k)),
    }
    for (const name of ['k-means++', 'any points'] as const) {
      const { centroids, labels, inertia } = await learner.kMeans(points, starts[name], 50)
      ends[name].push(inertia)
      tf.dispose([centroids, labels, starts[name]])
    }
    progress(0.5 + (start + 1) / STARTS / 2)
  }
  const best = Math.min(...Object.values(ends).flat())
  show({
    kind: 'table',
    id: 'starts',
    title: `The inertia at the end, of ${STARTS} starts`,
    columns: ['start', 'best', 'median', 'worst', 'starts that end at the best'],
    rows: Object.entries(ends).map(([name, values]) => {
      const sorted = values.sort((a, b) => a - b)
      const at = (share: number): string => sorted[Math.floor(share * (STARTS - 1))]!.toFixed(1)
      return [name, at(0), at(0.5), at(1), values.filter((value) => value < 1.01 * best).length]
    }),
    note: 'Lloyd’s algorithm finds the bottom of the valley it starts in. The start chooses the valley.',
  })
  tf.dispose([points, bad])
})
