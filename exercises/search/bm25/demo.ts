// What a repeated word is worth, what length costs, and a small collection searched three ways.

import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

const RECIPES = [
  'rice with lemon and butter',
  'lemon cake with butter and sugar and eggs and flour',
  'rice pudding with milk and sugar',
  'soup of lemon and rice and chicken and dill',
  'lemon lemon lemon sorbet with sugar',
  'bread with butter',
  'fried rice with eggs and peas and ginger and garlic and spring onions and a little lemon at the end',
  'pancakes with milk and eggs and flour',
  'chicken with garlic and butter',
  'dill and butter on new potatoes',
]
const QUERIES = ['lemon', 'rice with lemon', 'butter and dill']
const TIMES = Array.from({ length: 12 }, (_, i) => i + 1)

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  /** The scores of documents for a word, in a collection where each has a twin of the same length without that word. */
  const scoresOf = async (documents: string[][], word: string, options: { k1?: number; b?: number }) => {
    const twins = documents.map((words) => words.map(() => 'pepper'))
    const index = await learner.buildIndex([...documents, ...twins], options)
    const scores = new Float32Array(documents.length)
    for (const { document, score } of await learner.search(index, [word], documents.length))
      scores[document] = score
    return scores
  }
  const x = Float32Array.from(TIMES)

  const repeats = TIMES.map((times) => new Array<string>(times).fill('salt'))
  const saturation = []
  for (const k1 of [0, 0.5, 1.2, 3])
    saturation.push({ name: `k₁ = ${k1}`, x, y: await scoresOf(repeats, 'salt', { k1, b: 0 }) })
  show({
    kind: 'line',
    id: 'saturation',
    title: 'What a repeated word is worth',
    xLabel: 'times that a document says it',
    yLabel: 'score',
    series: saturation,
    note: 'b = 0, so that length is of no account.',
  })
  progress(0.3)

  const padded = TIMES.map((times) => ['salt', ...new Array<string>(times * 4 - 1).fill('water')])
  const normalising = []
  for (const b of [0, 0.5, 0.75, 1])
    normalising.push({
      name: `b = ${b}`,
      x: x.map((times) => times * 4),
      y: await scoresOf(padded, 'salt', { b }),
    })
  show({
    kind: 'line',
    id: 'length',
    title: 'What length costs a document that says a word once',
    xLabel: 'words in the document',
    yLabel: 'score',
    series: normalising,
    note: 'All curves meet at the average length.',
  })
  progress(0.6)

  const index = await learner.buildIndex(RECIPES.map((recipe) => recipe.split(' ')))
  for (const [i, query] of QUERIES.entries()) {
    const hits = await learner.search(index, query.split(' '), 4)
    show({
      kind: 'table',
      id: `search ${i}`,
      title: `Ten recipes, searched for "${query}"`,
      columns: ['score', 'recipe'],
      rows: hits.map(({ document, score }) => [score.toFixed(3), RECIPES[document]!]),
    })
    progress(0.6 + (0.4 * (i + 1)) / QUERIES.length)
  }
})
