// A morning's posts: which are copies, how near the estimates are to the truth, and how sharply bands and rows decide.

import { demo } from '@tensorkata/show'
import { hashFunctions } from './harness'
import type * as Solution from './solution'

const POSTS = [
  'Cheap watches!! Visit shiny-watches dot example today',
  'cheap  watches!! visit shiny-watches dot example TODAY',
  '🔥🔥 Cheap watches!! Visit shiny-watches dot example today 🔥🔥',
  'Cheap watchez!! Visit shiny-watchez dot example today',
  'Does anybody know a good repair shop for old watches?',
  'Lost: a grey cat, near the station. Please call if you see her.',
  'LOST, a grey cat near the station — please call if you see her',
  'Found: a grey cat near the bakery. Is she yours?',
  '',
  '  ',
]
const K = 4
const [BANDS, ROWS] = [12, 3]
const LENGTHS = [4, 8, 16, 32, 64, 128, 256]
const SHAPES = [
  [36, 1],
  [12, 3],
  [4, 9],
] as const
/** Pairs of sets for each similarity. */
const TRIES = 60

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const sets: string[][] = []
  for (const post of POSTS) sets.push(await learner.shingles(post, K))
  const share = (i: number, j: number): number => {
    const both = sets[i]!.filter((one) => sets[j]!.includes(one)).length
    return both === 0 ? 0 : both / new Set([...sets[i]!, ...sets[j]!]).size
  }
  const signatures: number[][] = []
  for (const set of sets) signatures.push(await learner.signature(set, hashFunctions(BANDS * ROWS)))
  const rows: (string | number)[][] = []
  for (const [i, j] of await learner.candidatePairs(signatures, BANDS, ROWS)) {
    const estimate = await learner.similarity(signatures[i]!, signatures[j]!)
    rows.push([estimate.toFixed(2), share(i, j).toFixed(2), POSTS[i]!, POSTS[j]!])
  }
  rows.sort((one, other) => Number(other[0]) - Number(one[0]))
  show({
    kind: 'table',
    id: 'candidates',
    title: 'Candidates among ten posts',
    columns: ['estimate', 'Jaccard', 'one', 'the other'],
    rows,
    note: `${BANDS} bands of ${ROWS} rows, shingles of ${K} characters. Two posts have no text, and should not be here.`,
  })
  progress(0.2)

  const estimates: number[] = []
  for (const length of LENGTHS) {
    const hashes = hashFunctions(length)
    const [one, other] = [
      await learner.signature(sets[0]!, hashes),
      await learner.signature(sets[3]!, hashes),
    ]
    estimates.push(await learner.similarity(one, other))
    const x = Float32Array.from(LENGTHS.slice(0, estimates.length), Math.log2)
    show({
      kind: 'line',
      id: 'lengths',
      title: 'An estimate settles as signatures grow',
      xLabel: 'log₂ of the length',
      yLabel: 'similarity',
      step: `${length} numbers`,
      series: [
        { name: 'estimate', x, y: Float32Array.from(estimates) },
        { name: 'Jaccard', x, y: x.map(() => share(0, 3)) },
      ],
    })
  }
  progress(0.4)

  // Signatures of two sets of similarity s agree at each place with probability s: drawn as such, they need no text.
  const number = (): number => random.int(0, 2 ** 31)
  const x = Float32Array.from({ length: 21 }, (_, i) => i / 20)
  const series = []
  for (const [bands, height] of SHAPES) {
    const y = new Float32Array(x.length)
    for (const [at, s] of x.entries()) {
      const drawn: number[][] = []
      for (let i = 0; i < TRIES; i++) {
        const one = Array.from({ length: bands * height }, number)
        drawn.push(
          one,
          one.map((value) => (random.next() < s ? value : number())),
        )
      }
      y[at] = (await learner.candidatePairs(drawn, bands, height)).length / TRIES
    }
    const name = `${bands} × ${height}`
    series.push(
      { name: `${name}, measured`, x, y },
      { name: `${name}, 1 − (1 − sʳ)ᵇ`, x, y: x.map((s) => 1 - (1 - s ** height) ** bands) },
    )
    progress(0.4 + 0.2 * (series.length / 2))
  }
  show({
    kind: 'line',
    id: 'steps',
    title: 'Who becomes a candidate, with 36 numbers cut in three ways',
    xLabel: 'similarity',
    yLabel: 'share of the pairs',
    series,
    note: 'Many bands miss nobody and let strangers in; many rows do the opposite.',
  })
})
