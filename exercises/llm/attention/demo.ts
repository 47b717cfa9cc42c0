// Where each word looks: a sentence whose queries and keys are made by hand, then the same under a causal mask, and heads.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

const WORDS = ['the', 'cat', 'that', 'chased', 'mice', 'was', 'tired']
/** What a word asks for and what it is: noun, verb, adjective, glue. Head 0 links verbs to nouns, head 1 words to themselves. */
const KINDS = ['glue', 'noun', 'glue', 'verb', 'noun', 'verb', 'adjective'] as const
const ASKS: Record<(typeof KINDS)[number], readonly number[]> = {
  glue: [0, 0, 0, 1],
  noun: [0, 1, 0, 0],
  verb: [3, 0, 0, 0],
  adjective: [3, 1, 0, 0],
}
const IS: Record<(typeof KINDS)[number], readonly number[]> = {
  glue: [0, 0, 0, 1],
  noun: [2, 0, 0, 0],
  verb: [0, 2, 0, 0],
  adjective: [0, 0, 2, 0],
}

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  const identity = WORDS.map((_, i) => [
    3 * Math.cos(i),
    3 * Math.sin(i),
    3 * Math.cos(2 * i),
    3 * Math.sin(2 * i),
  ])
  const q = tf.tensor2d(KINDS.map((kind, i) => [...ASKS[kind], ...identity[i]!]))
  const k = tf.tensor2d(KINDS.map((kind, i) => [...IS[kind], ...identity[i]!]))
  const pictures = [
    { id: 'all', title: 'Everything may be seen', options: { heads: 2 } },
    { id: 'causal', title: 'Causal: nothing looks ahead', options: { heads: 2, causal: true } },
  ]
  for (const [done, { id, title, options }] of pictures.entries()) {
    const weights = await learner.attentionWeights(q, k, options)
    const values = Float32Array.from(await weights.data())
    const size = WORDS.length ** 2
    for (let head = 0; head < 2; head++)
      show({
        kind: 'heatmap',
        id: `${id}-${head}`,
        title: `${title} · head ${head}`,
        ...{ rows: WORDS.length, columns: WORDS.length, rowLabels: WORDS, columnLabels: WORDS },
        ...{ xLabel: 'looks at', yLabel: 'word' },
        values: values.slice(head * size, (head + 1) * size),
        note:
          head === 0
            ? 'Verbs and adjectives ask for nouns. Each row sums to 1.'
            : 'Each word looks at itself most, and at others by how near they are.',
      })
    weights.dispose()
    progress((done + 1) / pictures.length)
  }
  tf.dispose([q, k])
})
