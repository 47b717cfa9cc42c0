// Who looks where: with the identity for values, the output is the weights. Two heads of queries share one head of keys.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

const WORDS = ['the', 'cat', 'that', 'chased', 'mice', 'was', 'tired']
const SIZE = WORDS.length
/** Where on a circle a word stands: similar words are near each other. */
const ANGLES = [0, 1, 0.3, 2, 1.2, 2.2, 3]

const onCircle = (strength: number, turn: number): number[][] =>
  ANGLES.map((angle) => [strength * Math.cos(angle + turn), strength * Math.sin(angle + turn)])

const NOTES = [
  'Looks for words like itself, gently.',
  'Shares head 0’s keys, and asks the same more sharply.',
  'Has other keys: looks for words unlike itself.',
  'Shares head 2’s keys, and asks the same more sharply.',
]

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  const q = tf.tensor3d([onCircle(2, 0), onCircle(6, 0), onCircle(2, 0), onCircle(6, 0)])
  const k = tf.tensor3d([onCircle(1, 0), onCircle(1, Math.PI)])
  const v = tf.tidy(() => tf.stack([tf.eye(SIZE), tf.eye(SIZE)]) as tf.Tensor3D)
  const runs = [
    { id: 'all', title: 'All before', options: {} },
    { id: 'window', title: 'A window of 3', options: { window: 3 } },
  ]
  for (const [done, { id, title, options }] of runs.entries()) {
    const weights = await learner.groupedAttention(q, k, v, options)
    const values = Float32Array.from(await weights.data())
    for (const [head, note] of NOTES.entries())
      show({
        kind: 'heatmap',
        id: `${id}-${head}`,
        title: `${title} · head ${head} of the queries, ${head < 2 ? 0 : 1} of the keys`,
        ...{ rows: SIZE, columns: SIZE, rowLabels: WORDS, columnLabels: WORDS },
        ...{ xLabel: 'looks at', yLabel: 'word' },
        values: values.slice(head * SIZE ** 2, (head + 1) * SIZE ** 2),
        note,
      })
    weights.dispose()
    progress((done + 1) / runs.length)
  }
  tf.dispose([q, k, v])
})
