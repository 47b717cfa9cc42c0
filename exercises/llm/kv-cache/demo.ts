// Two layers made by hand that find what came after a word the last time, and what a step costs with and without a cache.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import { workOf } from './harness'
import type * as Solution from './solution'

const WORDS = ['<start>', 'the', 'cat', 'sat', 'on', 'a', 'mat', 'and', 'purred']
const PROMPT = ['<start>', 'the', 'cat', 'sat', 'on', 'a', 'mat', 'and', 'the']
const STEPS = 16
const CONTEXT = PROMPT.length + STEPS

/**
 * A row of x has three parts: which word, which position, and the word before it. The first layer looks at the position
 * before, and copies its word into the third part. The second looks for places whose word before is the present word, and
 * adds the word that stands there.
 */
function copyingModel(): Solution.Params {
  const [v, p] = [WORDS.length, CONTEXT]
  const d = 2 * v + p
  const matrix = (columns: number, entries: (row: number, column: number) => number): tf.Tensor2D =>
    tf.tensor2d(
      Array.from({ length: d }, (_, row) => Array.from({ length: columns }, (__, c) => entries(row, c))),
    )
  const [word, position, before] = [0, v, v + p]
  const copies = (from: number, length: number, strength = 1, shift = 0): tf.Tensor2D =>
    matrix(p, (row, c) => (row === from + c + shift && c < length && row < from + length ? strength : 0))
  const puts = (to: number, strength: number): tf.Tensor2D =>
    tf.tidy(() => copies(to, v, strength).transpose() as tf.Tensor2D)
  return {
    heads: 1,
    embedding: tf.tensor2d(WORDS.map((_, i) => Array.from({ length: d }, (__, c) => Number(c === i)))),
    positions: tf.tensor2d(
      Array.from({ length: p }, (_, i) => Array.from({ length: d }, (__, c) => Number(c === v + i))),
    ),
    layers: [
      {
        // The query of position i + 1 fits the key of position i.
        ...{ wq: copies(position, p, 100, 1), wk: copies(position, p) },
        ...{ wv: copies(word, v), wo: puts(before, 1) },
      },
      {
        ...{ wq: copies(word, v, 100), wk: copies(before, v) },
        ...{ wv: copies(word, v), wo: puts(word, 4) },
      },
    ],
  }
}

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  const params = copyingModel()
  const text = PROMPT.map((word) => WORDS.indexOf(word))
  const first = learner.prefill(text, params)
  let { logits, cache }: { logits: tf.Tensor; cache: unknown } = await first
  const rows: Float32Array[] = []
  const cost = { at: [] as number[], step: [] as number[], all: [] as number[] }

  for (let i = 0; i < STEPS; i++) {
    const chances = tf.tidy(() =>
      logits
        .reshape([-1, WORDS.length])
        .slice([-1 + logits.size / WORDS.length])
        .softmax(),
    )
    rows.push(Float32Array.from(await chances.data()))
    const next = rows.at(-1)!.indexOf(Math.max(...rows.at(-1)!))
    tf.dispose([chances, logits])
    const all = await workOf(async () => {
      tf.dispose((await learner.prefill([...text, next], params)) as unknown as tf.TensorContainer)
    })
    const old = cache
    const step = await workOf(async () => {
      ;({ logits, cache } = await learner.decodeStep(next, old as Solution.Cache, params))
    })
    tf.dispose(old as tf.TensorContainer)
    text.push(next)
    cost.at.push(text.length)
    cost.step.push(step)
    cost.all.push(all)
    const name = `token ${text.length}`
    show({
      kind: 'heatmap',
      id: 'chances',
      title: 'What comes next',
      step: name,
      ...{ rows: rows.length, columns: WORDS.length, columnLabels: WORDS },
      rowLabels: text.slice(PROMPT.length - 1, -1).map((token) => `after ${WORDS[token]}`),
      ...{ xLabel: 'next word', yLabel: 'last word' },
      values: Float32Array.from(rows.flatMap((row) => [...row])),
      note: text.map((token) => WORDS[token]).join(' '),
    })
    show({
      kind: 'line',
      id: 'cost',
      title: 'The work of a token',
      step: name,
      ...{ xLabel: 'tokens so far', yLabel: 'multiplications and numbers' },
      series: [
        { name: 'a step with the cache', x: Float32Array.from(cost.at), y: Float32Array.from(cost.step) },
        { name: 'everything anew', x: Float32Array.from(cost.at), y: Float32Array.from(cost.all) },
      ],
    })
    progress((i + 1) / STEPS)
  }
  tf.dispose([logits, cache, params] as unknown as tf.TensorContainer)
})
