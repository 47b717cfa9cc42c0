// One sample, several productions: where the cost is least as harm becomes rarer, and what a capacity costs.

import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

const COSTS = { falsePositive: 1, falseNegative: 20 }
const RATES = [0.5, 0.1, 0.02]
const GRID = Array.from({ length: 61 }, (_, i) => -3 + i / 10)
const CAPACITIES = Array.from({ length: 26 }, (_, i) => i / 50)

export default demo<typeof Solution>(async ({ learner, show, random, progress }) => {
  const labels = Int32Array.from({ length: 600 }, (_, i) => i % 2)
  const scores = Float32Array.from(labels, (label) => random.normal(label === 1 ? 1 : -1, 1))

  const curves = []
  const rows: (string | number)[][] = []
  for (const [done, baseRate] of RATES.entries()) {
    const conditions = { baseRate, ...COSTS }
    const y: number[] = []
    for (const threshold of GRID)
      y.push((await learner.evaluateThreshold(labels, scores, threshold, conditions)).cost)
    curves.push({
      name: `1 in ${1 / baseRate} is harmful`,
      x: Float32Array.from(GRID),
      y: Float32Array.from(y),
    })
    for (const capacity of [1, 0.05]) {
      const { threshold, cost, flagged } = await learner.chooseThreshold(labels, scores, {
        ...conditions,
        capacity,
      })
      rows.push([
        `1 in ${1 / baseRate}`,
        capacity,
        ...[threshold, cost, flagged].map((value) => value.toFixed(3)),
      ])
    }
    progress((0.5 * (done + 1)) / RATES.length)
  }
  show({
    kind: 'line',
    id: 'cost',
    title: 'What a threshold costs, as harm becomes rarer',
    xLabel: 'threshold',
    yLabel: 'expected cost of a post',
    series: curves,
    note: 'The model and the sample are the same in all three. Half of the sample is harmful.',
  })
  show({
    kind: 'table',
    id: 'choices',
    title: 'The threshold of least cost',
    columns: ['harmful', 'capacity', 'threshold', 'cost', 'flagged'],
    rows,
  })

  const y: number[] = []
  for (const [done, capacity] of CAPACITIES.entries()) {
    y.push((await learner.chooseThreshold(labels, scores, { baseRate: 0.1, ...COSTS, capacity })).cost)
    progress(0.5 + (0.5 * (done + 1)) / CAPACITIES.length)
  }
  show({
    kind: 'line',
    id: 'capacity',
    title: 'What a larger capacity is worth',
    xLabel: 'share of posts that can be reviewed',
    yLabel: 'least expected cost of a post',
    series: [{ name: '1 in 10 is harmful', x: Float32Array.from(CAPACITIES), y: Float32Array.from(y) }],
    note: 'Where the curve is flat, more reviewers would find too little to be worth their errors.',
  })
})
