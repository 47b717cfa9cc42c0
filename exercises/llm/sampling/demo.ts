// One context, one row of logits: what each option makes of it, what is drawn, and text of a small model.

import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

type Options = Solution.SamplingOptions

/** A made-up model's logits after "The cat sat on the". */
const CONTEXT = 'The cat sat on the …'
const NEXT: readonly (readonly [string, number])[] = [
  ['mat', 4.1],
  ['sofa', 3.2],
  ['floor', 3],
  ['bed', 2.6],
  ['table', 2.3],
  ['roof', 1.9],
  ['fence', 1.4],
  ['piano', 0.8],
  ['keyboard', 0.6],
  ['moon', -0.4],
  ['senate', -1.3],
  ['theorem', -2.2],
]
const TOKENS = NEXT.map(([token]) => token)
const LOGITS = Float32Array.from(NEXT, ([, logit]) => logit)

const SETTINGS: readonly { readonly name: string; readonly options: Options }[] = [
  { name: 'as it is', options: {} },
  { name: 'temperature 0.5', options: { temperature: 0.5 } },
  { name: 'temperature 1.5', options: { temperature: 1.5 } },
  { name: 'top-k 4', options: { topK: 4 } },
  { name: 'top-p 0.6', options: { topP: 0.6 } },
  { name: 'all three', options: { temperature: 1.5, topK: 6, topP: 0.8 } },
]

const TEMPERATURES = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5]
const DRAWS = 2_000

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const distribution = async (logits: Float32Array, options: Options): Promise<Float32Array<ArrayBuffer>> =>
    Float32Array.from(await learner.nextTokenDistribution(logits, options))
  const uniform = (): number => random.next()

  // ---- before and after ----
  const ranks = Float32Array.from(TOKENS, (_, i) => i + 1)
  const series = []
  for (const { name, options } of SETTINGS)
    series.push({ name, x: ranks, y: await distribution(LOGITS, options) })
  show({
    kind: 'line',
    id: 'options',
    title: `${CONTEXT} What each option does to the next token`,
    xLabel: 'token, the most probable first',
    yLabel: 'probability',
    series,
    note: 'A low temperature makes the slope steeper, top-k and top-p cut it off; what is left is lifted to sum to 1.',
  })
  progress(0.15)

  // ---- temperature ----
  const rows: Float32Array[] = []
  for (const temperature of TEMPERATURES) rows.push(await distribution(LOGITS, { temperature }))
  show({
    kind: 'heatmap',
    id: 'temperature',
    title: 'Temperature, from frozen to boiling',
    yLabel: 'temperature',
    rows: TEMPERATURES.length,
    columns: TOKENS.length,
    values: Float32Array.from(rows.flatMap((row) => Array.from(row))),
    rowLabels: TEMPERATURES.map(String),
    columnLabels: TOKENS,
    note: 'Each row sums to 1. At 0 one token has it all; the hotter, the more alike.',
  })
  progress(0.3)

  // ---- draws ----
  const all = SETTINGS.at(-1)!.options
  const wanted = await distribution(LOGITS, all)
  const counts = TOKENS.map(() => 0)
  for (let i = 0; i < DRAWS; i++) {
    const token = await learner.sample(LOGITS, all, uniform)
    if (token in counts) counts[token]!++
    if (i % 200 === 199) {
      progress(0.3 + (0.4 * i) / DRAWS)
      await breathe()
    }
  }
  show({
    kind: 'table',
    id: 'draws',
    title: `${DRAWS} draws with temperature 1.5, top-k 6 and top-p 0.8`,
    columns: ['token', 'logit', 'probability', 'expected', 'drawn'],
    rows: TOKENS.map((token, i) => [
      token,
      NEXT[i]![1],
      Number((wanted[i] ?? 0).toFixed(4)),
      Math.round((wanted[i] ?? 0) * DRAWS),
      counts[i]!,
    ]),
    note: 'Counts stray from what is expected by about its square root.',
  })

  // ---- text ----
  const texts: (string | number)[][] = []
  for (const { name, options } of [
    { name: 'temperature 0', options: { temperature: 0 } },
    { name: 'temperature 0.5', options: { temperature: 0.5 } },
    { name: 'temperature 1', options: {} },
    { name: 'temperature 3', options: { temperature: 3 } },
    { name: 'temperature 3, top-k 2', options: { temperature: 3, topK: 2 } },
    { name: 'temperature 1.5, top-p 0.7', options: { temperature: 1.5, topP: 0.7 } },
  ])
    texts.push([name, await write((logits) => learner.sample(logits, options, uniform))])
  show({
    kind: 'table',
    id: 'text',
    title: 'A model of pairs of letters writes',
    columns: ['options', 'text'],
    rows: texts,
    note: 'Cold it runs in circles, hot it babbles. Cutting the tail lets it be hot without babbling.',
  })
  progress(1)
})

/** Lets pictures out and Stop in. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** Something to count pairs of letters in. */
const RHYME =
  'a row of numbers waits in line, the first is yours, the last is mine; we scale them down, we cut the rest, ' +
  'and now and then we take the best. but best alone is dull and plain, it says the same and says it again; ' +
  'so let a little chance come in, not all of it, or words wear thin.'

/** Letters by their pairs: the logits are logarithms of counts, and −∞ where a pair never occurs. */
async function write(draw: (logits: Float32Array) => number | Promise<number>): Promise<string> {
  const letters = [...new Set(RHYME)].sort()
  let text = 'a'
  while (text.length < 90) {
    const last = text.at(-1)!
    const logits = Float32Array.from(letters, (letter) => Math.log(RHYME.split(last + letter).length - 1))
    const letter = letters[await draw(logits)]
    if (letter === undefined) break
    text += letter
  }
  return text
}
