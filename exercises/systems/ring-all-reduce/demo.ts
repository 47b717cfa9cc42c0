// What goes over the links: how complete each message is, and what a worker sends as the ring grows.

import { demo } from '@tensorkata/show'
import { run } from './harness'
import type * as Solution from './solution'

const WORKERS = 6
const LENGTH = 840
const SIZES = [1, 2, 3, 4, 5, 6, 7, 8]

const ones = (workers: number, length: number): Float32Array[] =>
  Array.from({ length: workers }, () => new Float32Array(length).fill(1))

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  // With ones in all vectors, the numbers of a message say how many workers are in them.
  const steps = 2 * (WORKERS - 1)
  const contained = new Float32Array(WORKERS * steps)
  const seen: { worker: number; message: number; most: number }[] = []
  const outcome = await run(learner, [ones(WORKERS, 4 * WORKERS + 1)], (worker, message, numbers) => {
    seen.push({ worker, message, most: Math.max(0, ...numbers) })
  })
  const labels = Array.from({ length: WORKERS }, (_, rank) => `worker ${rank}`)
  const last = Math.max(0, ...seen.map(({ message }) => message))
  for (let step = 0; step <= Math.min(last, steps - 1); step++) {
    for (const { worker, message, most } of seen)
      if (message === step) contained[worker * steps + step] = most
    show({
      kind: 'heatmap',
      id: 'messages',
      title: 'How many workers are in each message',
      step: `message ${step + 1}`,
      ...{ rows: WORKERS, columns: steps, rowLabels: labels },
      columnLabels: Array.from({ length: steps }, (_, i) => String(i + 1)),
      ...{ xLabel: 'message', yLabel: 'sent by' },
      values: contained.slice(),
      note: `A ring adds up for ${WORKERS - 1} messages, and then passes complete sums round.`,
    })
  }
  show({
    kind: 'table',
    id: 'traffic',
    title: `${WORKERS} workers, ${4 * WORKERS + 1} numbers`,
    columns: ['sent by', 'messages', 'numbers', 'longest message'],
    rows: outcome.traffic.map(({ messages, numbers, longest }, rank) => [rank, messages, numbers, longest]),
  })

  const most: number[] = []
  for (const [done, size] of SIZES.entries()) {
    const { traffic } = await run(learner, [ones(size, LENGTH)])
    most.push(Math.max(...traffic.map(({ numbers }) => numbers)))
    progress((done + 1) / SIZES.length)
  }
  const curve = (numbers: (size: number) => number): Float32Array<ArrayBuffer> =>
    Float32Array.from(SIZES, numbers)
  show({
    kind: 'line',
    id: 'growth',
    title: `What one worker sends, of vectors of ${LENGTH} numbers`,
    xLabel: 'workers',
    yLabel: 'numbers sent',
    series: [
      { name: 'yours', x: Float32Array.from(SIZES), y: Float32Array.from(most) },
      { name: 'the bound', x: Float32Array.from(SIZES), y: curve((n) => (2 * LENGTH * (n - 1)) / n) },
      { name: 'whole vectors', x: Float32Array.from(SIZES), y: curve((n) => LENGTH * (n - 1)) },
    ],
    note: 'Below two vectors, however many workers there are.',
  })
})
