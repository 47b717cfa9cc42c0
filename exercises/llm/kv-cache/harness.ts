// Calls that have to happen where the caches are, and what they cost there.

import * as tf from '@tensorflow/tfjs'

interface Params {
  heads: number
  embedding: tf.Tensor2D
  positions: tf.Tensor2D
  layers: { wq: tf.Tensor2D; wk: tf.Tensor2D; wv: tf.Tensor2D; wo: tf.Tensor2D }[]
}
type Cache = tf.TensorContainer
type Answer = { logits: tf.Tensor; cache: Cache }

/** Your module. */
export interface Candidate {
  prefill(tokens: number[], params: Params): Answer | Promise<Answer>
  decodeStep(token: number, cache: never, params: Params): Answer | Promise<Answer>
}

const step = async (
  { decodeStep }: Candidate,
  token: number,
  cache: Cache,
  params: Params,
): Promise<Answer> => {
  if (holdsDisposed(cache))
    throw new Error(
      'A tensor of a cache was disposed of with another cache, or by a step. Each cache has tensors of its own, and its caller frees them.',
    )
  return decodeStep(token, cache as never, params)
}

const holdsDisposed = (value: unknown): boolean =>
  value instanceof tf.Tensor
    ? value.isDisposed
    : typeof value === 'object' && value !== null && Object.values(value).some(holdsDisposed)

/** Steps from a cache that stays the caller's. The caches on the way are disposed of as soon as the next is there. */
async function follow(
  candidate: Candidate,
  cache: Cache,
  tokens: number[],
  params: Params,
): Promise<{ rows: tf.Tensor[]; cache: Cache }> {
  const rows: tf.Tensor[] = []
  let [last, mine] = [cache, false]
  for (const token of tokens) {
    const next = await step(candidate, token, last, params)
    if (mine) tf.dispose(last)
    rows.push(next.logits)
    last = next.cache
    mine = true
  }
  return { rows, cache: last }
}

/** [steps, V] */
function stacked(rows: tf.Tensor[]): tf.Tensor {
  const all = tf.stack(rows)
  tf.dispose(rows)
  return all
}

/** A prompt, then token by token: the logits of both. The caller disposes of each cache behind it. */
export async function decode(
  candidate: Candidate,
  prompt: number[],
  tokens: number[],
  params: Params,
): Promise<{ prompt: tf.Tensor; steps: tf.Tensor }> {
  const first = await candidate.prefill(prompt, params)
  const { rows, cache } = await follow(candidate, first.cache, tokens, params)
  const steps = stacked(rows)
  tf.dispose([first.cache, cache])
  return { prompt: first.logits, steps }
}

/** Continuations of one prompt, each from the same cache, one after the other. */
export async function branches(
  candidate: Candidate,
  prompt: number[],
  continuations: number[][],
  params: Params,
): Promise<tf.Tensor[]> {
  const first = await candidate.prefill(prompt, params)
  const [found, caches]: [tf.Tensor[], Cache[]] = [[], []]
  for (const tokens of continuations) {
    const { rows, cache } = await follow(candidate, first.cache, tokens, params)
    caches.push(cache)
    found.push(stacked(rows))
  }
  tf.dispose([first, caches])
  return found
}

/** Two sequences of different models at the same time, a step of the one, then a step of the other. */
export async function inTurn(
  candidate: Candidate,
  [one, other]: [number[], number[]],
  [params, otherParams]: [Params, Params],
): Promise<[tf.Tensor, tf.Tensor]> {
  const sequences = [
    { tokens: one, params, rows: [] as tf.Tensor[], cache: undefined as Cache },
    { tokens: other, params: otherParams, rows: [] as tf.Tensor[], cache: undefined as Cache },
  ]
  for (const sequence of sequences)
    sequence.cache = (await candidate.prefill(sequence.tokens.slice(0, 1), sequence.params)).cache
  for (let i = 1; i < Math.max(one.length, other.length); i++)
    for (const sequence of sequences) {
      const token = sequence.tokens[i]
      if (token === undefined) continue
      const { logits, cache } = await step(candidate, token, sequence.cache, sequence.params)
      sequence.rows.push(logits)
      sequence.cache = cache
    }
  return sequences.map(({ rows }) => stacked(rows)) as [tf.Tensor, tf.Tensor]
}

/** The numbers in a cache, before a step and after it. */
export async function cacheAround(
  candidate: Candidate,
  prompt: number[],
  token: number,
  params: Params,
): Promise<{ before: string; after: string }> {
  const { cache } = await candidate.prefill(prompt, params)
  const before = await written(cache)
  await step(candidate, token, cache, params)
  return { before, after: await written(cache) }
}

/** Everything in it as text. */
async function written(value: unknown): Promise<string> {
  if (value instanceof tf.Tensor)
    return value.isDisposed ? 'disposed' : `${value.shape.join('×')}:${(await value.data()).join()}`
  if (typeof value !== 'object' || value === null) return String(value)
  const parts: string[] = []
  for (const [key, entry] of Object.entries(value)) parts.push(`${key}=${await written(entry)}`)
  return parts.join(';')
}

/** What a step's logits are when the cache before it is gone already, and when the one after it is. */
export async function ownership(
  candidate: Candidate,
  prompt: number[],
  [token, next]: [number, number],
  params: Params,
): Promise<{ oldGone: tf.Tensor; newGone: tf.Tensor; left: number }> {
  const before = tf.memory().numTensors
  const old = await candidate.prefill(prompt, params)
  const longer = await step(candidate, token, old.cache, params)
  const other = await step(candidate, token, old.cache, params)
  tf.dispose(other)
  const { logits: newGone, cache } = await step(candidate, token, old.cache, params)
  tf.dispose(old)
  const last = await step(candidate, next, longer.cache, params)
  tf.dispose([longer, cache, last.cache])
  return { oldGone: last.logits, newGone, left: tf.memory().numTensors - before - 2 }
}

/** What is thrown at the end of the context, how many tensors that leaves, and whether it changes the cache. */
export async function beyond(
  candidate: Candidate,
  prompt: number[],
  params: Params,
): Promise<{ words: (string | null)[]; left: number; changed: boolean }> {
  const { cache } = await candidate.prefill(prompt, params)
  const [before, contents] = [tf.memory().numTensors, await written(cache)]
  const words = [
    await refusal(() => step(candidate, 0, cache, params)),
    await refusal(async () => candidate.prefill([...prompt, 0], params)),
  ]
  const left = tf.memory().numTensors - before
  return { words, left, changed: (await written(cache)) !== contents }
}

const refusal = (run: () => Promise<unknown>): Promise<string | null> =>
  run().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : 'something that is no Error'),
  )

/** The arguments as they are after a prompt and a step, whose logits and caches are disposed of. */
export async function argumentsAfter(
  candidate: Candidate,
  tokens: number[],
  params: Params,
): Promise<{ tokens: number[]; params: Params }> {
  const first = await candidate.prefill(tokens, params)
  tf.dispose([first, await step(candidate, tokens[0]!, first.cache, params)])
  return { tokens, params }
}

/** For `keep`: a model that stays here. */
export const model = (_: Candidate, params: Params): Params => params

/** For `keep`: a cache that stays here. */
export async function cacheOf(candidate: Candidate, tokens: number[], params: Params): Promise<Cache> {
  const { logits, cache } = await candidate.prefill(tokens, params)
  logits.dispose()
  return cache
}

/** One step, whose logits and cache are thrown away. */
export async function stepFrom(
  candidate: Candidate,
  token: number,
  cache: Cache,
  params: Params,
): Promise<void> {
  tf.dispose(await step(candidate, token, cache, params))
}

/** The bytes of the caches of a prompt and of the step behind it, and the work of that step. */
export async function costs(
  candidate: Candidate,
  prompt: number[],
  params: Params,
): Promise<{ promptBytes: number; stepBytes: number; work: number }> {
  const first = await candidate.prefill(prompt, params)
  let next: Answer | undefined
  const work = await workOf(async () => {
    next = await step(candidate, 0, first.cache, params)
  })
  // The new one first: what it shares with the old one counts for the old one.
  const stepBytes = freed(next!.cache)
  const promptBytes = freed(first.cache)
  tf.dispose([next!.logits, first.logits])
  return { promptBytes, stepBytes, work }
}

function freed(cache: Cache): number {
  const before = tf.memory().numBytes
  tf.dispose(cache)
  return before - tf.memory().numBytes
}

/** The multiplications of matrix products, and one for each number that any other operation returns. */
export async function workOf(run: () => Promise<unknown>): Promise<number> {
  const engine = tf.engine()
  const runKernel = engine.runKernel
  let work = 0
  engine.runKernel = ((name, inputs, attributes) => {
    const result = runKernel.call(engine, name, inputs, attributes) as tf.TensorInfo | tf.TensorInfo[]
    const numbers = [result].flat().reduce((sum, { shape }) => sum + tf.util.sizeFromShape(shape), 0)
    work += numbers * multiplied(name, inputs as Record<string, tf.TensorInfo>, attributes ?? {})
    return result
  }) as typeof runKernel
  try {
    await run()
  } finally {
    engine.runKernel = runKernel
  }
  return work
}

/** How many products make one number of the result. */
function multiplied(kernel: string, inputs: Record<string, tf.TensorInfo>, attributes: object): number {
  if (kernel === 'BatchMatMul' || kernel === '_FusedMatMul') {
    const { transposeA } = attributes as { transposeA?: boolean }
    return inputs['a']!.shape.at(transposeA ? -2 : -1)!
  }
  if (kernel !== 'Einsum') return 1
  const [given, wanted] = (attributes as { equation: string }).equation.split('->') as [string, string]
  const lengths = new Map<string, number>()
  for (const [i, letters] of given.split(',').entries())
    for (const [axis, letter] of [...letters.trim()].entries())
      if (!wanted.includes(letter)) lengths.set(letter, Object.values(inputs)[i]!.shape[axis]!)
  return [...lengths.values()].reduce((product, length) => product * length, 1)
}
