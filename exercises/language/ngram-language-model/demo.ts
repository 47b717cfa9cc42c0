// A page of Moby-Dick, read letter by letter and word by word: how surprised the model is by it and by what comes after, what it
// expects, and what it writes.

import { demo } from '@tensorkata/show'
import { sentences, wordsOf } from './harness'
import type * as Solution from './solution'

const ORDERS = [1, 2, 3, 4, 5, 6]
const STRENGTHS = [0.01, 0.1, 0.3, 1, 3, 10, 30, 100]
/** The sentences after these are kept from the model, for it to be surprised by. */
const READ = 34

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const letters = sentences.map((sentence) => [...sentence])
  const [read, kept] = [letters.slice(0, READ), letters.slice(READ)]
  const uniform = (): number => random.next()

  const [ofRead, ofKept]: [number[], number[]] = [[], []]
  for (const order of ORDERS) {
    const model = await learner.train(read, order, 3)
    ofRead.push(await learner.perplexity(model, read))
    ofKept.push(await learner.perplexity(model, kept))
    const x = Float32Array.from(ORDERS.slice(0, ofRead.length))
    show({
      kind: 'line',
      id: 'orders',
      title: 'Among how many letters the model hesitates',
      xLabel: 'n',
      yLabel: 'perplexity',
      step: `n = ${order}`,
      series: [
        { name: 'the text that it has read', x, y: Float32Array.from(ofRead) },
        { name: 'what comes after', x, y: Float32Array.from(ofKept) },
      ],
      note: 'α is 3. Longer contexts recite better; whether they predict better is for new text to say.',
    })
    progress((0.3 * order) / ORDERS.length)
  }

  const series = []
  for (const order of [2, 3, 5]) {
    const y: number[] = []
    for (const strength of STRENGTHS)
      y.push(await learner.perplexity(await learner.train(read, order, strength), kept))
    const x = Float32Array.from(STRENGTHS, Math.log10)
    series.push({ name: `n = ${order}`, x, y: Float32Array.from(y) })
    progress(0.3 + 0.12 * series.length)
  }
  show({
    kind: 'line',
    id: 'strengths',
    title: 'Perplexity of new text by the strength of the prior',
    xLabel: 'log₁₀ α',
    yLabel: 'perplexity',
    series,
    note: 'Too little smoothing believes every accident, too much forgets what was read.',
  })

  const words = sentences.map(wordsOf)
  const vocabulary = [...new Set(words.flat())]
  const model = await learner.train(words, 3, 1)
  const rows: (string | number)[][] = []
  for (const text of ['', 'the', 'of the', 'it is', 'in the kraken']) {
    const history = wordsOf(text)
    const expected: { word: string; p: number }[] = []
    for (const word of [...vocabulary, '</s>'])
      expected.push({ word, p: await learner.probability(model, history, word) })
    expected.sort((one, other) => other.p - one.p)
    const best = expected.slice(0, 5).map(({ word, p }) => `${word} ${(100 * p).toFixed(1)} %`)
    rows.push([text || '(the beginning)', best.join(' · ')])
  }
  show({
    kind: 'table',
    id: 'expected',
    title: 'What the model of three words expects',
    columns: ['after', 'the most probable'],
    rows,
  })
  progress(0.8)

  const written: (string | number)[][] = []
  for (const order of ORDERS) {
    const byLetters = await learner.train(letters, order, 0.3)
    written.push([order, 'letters', (await learner.generate(byLetters, uniform, 90)).join('')])
  }
  for (const order of ORDERS.slice(0, 4)) {
    const byWords = await learner.train(words, order, 0.3)
    written.push([order, 'words', (await learner.generate(byWords, uniform, 18)).join(' ')])
  }
  show({
    kind: 'table',
    id: 'written',
    title: 'What it writes',
    columns: ['n', 'of', 'a sentence'],
    rows: written,
    note: 'α is 0.3. From some n on it is no longer writing, but reciting.',
  })
})
