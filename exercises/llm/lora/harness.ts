// Calls that have to happen where the tensors are: with a source of random numbers, with gradients, before and after training.

import * as tf from '@tensorflow/tfjs'

interface Adapter {
  a: tf.Tensor2D
  b: tf.Tensor2D
  alpha: number
}

type Now<T> = T | Promise<T>

/** Your module. */
export interface Candidate {
  initialise(
    inputs: number,
    outputs: number,
    options: { rank: number; alpha: number },
    normal: () => number,
  ): Now<Adapter>
  forward(x: tf.Tensor2D, base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D
  merge(base: tf.Tensor2D, adapters: readonly Adapter[]): Now<tf.Tensor2D>
}

export interface Size {
  inputs: number
  outputs: number
  rank: number
  alpha: number
}

export interface Initialised {
  adapter: Adapter
  /** How often `normal` was called. */
  calls: number
  /** Tensors that stay besides a and b. */
  leaked: number
}

async function made(
  { initialise }: Candidate,
  { inputs, outputs, rank, alpha }: Size,
  draws: ArrayLike<number>,
): Promise<Initialised> {
  let calls = 0
  const before = tf.memory().numTensors
  const normal = (): number => draws[calls++ % draws.length]!
  const adapter: Partial<Adapter> | null = await initialise(inputs, outputs, { rank, alpha }, normal)
  if (!(adapter?.a instanceof tf.Tensor) || !(adapter.b instanceof tf.Tensor))
    throw new Error('initialise must return { a, b, alpha }, with a and b tensors.')
  return { adapter: adapter as Adapter, calls, leaked: tf.memory().numTensors - before - 2 }
}

/** A new adapter from these numbers. */
export const initialised = (candidate: Candidate, size: Size, draws: Float64Array): Promise<Initialised> =>
  made(candidate, size, draws)

/** Two new adapters of one size, each from its own numbers: the second when the first has been trained and is gone. */
export async function second(
  candidate: Candidate,
  size: Size,
  draws: Float64Array,
  others: Float64Array,
): Promise<{ before: Adapter; adapter: Adapter }> {
  const first = await made(candidate, size, draws)
  const other = await made(candidate, size, others)
  const { a, b, alpha } = first.adapter
  if (a === other.adapter.a || b === other.adapter.b)
    throw new Error('Two adapters share a tensor: what one learns the other learns too.')
  const before = { a: a.clone(), b: b.clone(), alpha }
  tf.dispose([a, b])
  if (other.adapter.a.isDisposed || other.adapter.b.isDisposed)
    throw new Error('Two adapters share a tensor: disposing of one disposes of the other too.')
  return { before, adapter: other.adapter }
}

/** The output, and the gradients of `upstream · output` in x and in every a and b. */
export function gradients(
  { forward }: Candidate,
  x: tf.Tensor2D,
  base: tf.Tensor2D,
  adapters: Adapter[],
  upstream: tf.Tensor2D,
): { x: tf.Tensor; a: tf.Tensor[]; b: tf.Tensor[] } {
  const run = (...[rows, ...thin]: tf.Tensor[]): tf.Tensor => {
    const live = adapters.map(({ alpha }, l) => ({ a: thin[2 * l]!, b: thin[2 * l + 1]!, alpha }))
    const output: unknown = forward(rows as tf.Tensor2D, base, live as Adapter[])
    if (!(output instanceof tf.Tensor)) throw new Error('forward must return a tensor, not a promise of one.')
    return output
  }
  const [ofX, ...rest] = following(() =>
    tf.grads(run)([x, ...adapters.flatMap(({ a, b }) => [a, b])], upstream),
  )
  return { x: ofX!, a: rest.filter((_, i) => i % 2 === 0), b: rest.filter((_, i) => i % 2 === 1) }
}

/** What tf.grads gives, or in words why it does not. */
function following(grads: () => tf.Tensor[]): tf.Tensor[] {
  try {
    return grads()
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('Cannot compute gradient'))) throw error
    throw new Error(
      'Cannot compute gradient: no operation leads from x, or from the a or b of some adapter, to the output. Are numbers read out, or is an adapter left out? With an α of 0 its gradients are 0, not missing.',
    )
  }
}

/** Output and merged matrix with adapters listed in an order in which one may come again. */
export async function listed(
  { forward, merge }: Candidate,
  x: tf.Tensor2D,
  base: tf.Tensor2D,
  adapters: Adapter[],
  order: number[],
): Promise<{ output: tf.Tensor2D; merged: tf.Tensor2D }> {
  const list = order.map((which) => adapters[which]!)
  return { output: await forward(x, base, list), merged: await merge(base, list) }
}

/** Output and merged matrix of three adapters: the second has the a of the first, the third has its b. */
export async function sharing(
  { forward, merge }: Candidate,
  x: tf.Tensor2D,
  base: tf.Tensor2D,
  [first, second, third]: [Adapter, Adapter, Adapter],
): Promise<{ output: tf.Tensor2D; merged: tf.Tensor2D }> {
  const list = [first, { ...second, a: first.a }, { ...third, b: first.b }]
  return { output: await forward(x, base, list), merged: await merge(base, list) }
}

/**
 * Outputs and merged matrices of an adapter of variables that has been called before: when its b has changed since, when its a has
 * changed too, and when alpha has.
 */
export async function afterTraining(
  { forward, merge }: Candidate,
  x: tf.Tensor2D,
  base: tf.Tensor2D,
  [before, after]: [Adapter, Adapter],
): Promise<{ output: tf.Tensor2D[]; merged: tf.Tensor2D[] }> {
  const [a, b] = [tf.variable(before.a), tf.variable(before.b)]
  const adapters = [{ a: a as tf.Tensor2D, b: b as tf.Tensor2D, alpha: before.alpha }]
  tf.dispose([forward(x, base, adapters), await merge(base, adapters)])
  const results = { output: [] as tf.Tensor2D[], merged: [] as tf.Tensor2D[] }
  for (const change of [
    () => b.assign(after.b),
    () => a.assign(after.a),
    () => (adapters[0]!.alpha = after.alpha),
  ]) {
    change()
    results.output.push(forward(x, base, adapters))
    results.merged.push(await merge(base, adapters))
  }
  tf.dispose([a, b])
  return results
}

/** A merged matrix whose base, a variable, is gone; and the base as it was before that. */
export async function merged(
  { merge }: Candidate,
  base: tf.Tensor2D,
  adapters: Adapter[],
): Promise<{ merged: tf.Tensor2D; base: tf.Tensor }> {
  const own = tf.variable(base)
  const first = await merge(own as tf.Tensor2D, adapters)
  if ((first as tf.Tensor) === own) throw new Error('merge returns the base itself. It must be a new tensor.')
  first.dispose()
  if (own.isDisposed) throw new Error('merge disposes of the base.')
  const again = await merge(own as tf.Tensor2D, adapters)
  const left = own.clone()
  own.dispose()
  return { merged: again, base: left }
}

export interface Afterwards {
  output: tf.Tensor2D
  merged: tf.Tensor2D
  given: { x: tf.Tensor2D; base: tf.Tensor2D; adapters: Adapter[] }
}

/** Both calls twice, the first results gone before the second: the second ones, and what was given as it is afterwards. */
export async function twice(
  { forward, merge }: Candidate,
  x: tf.Tensor2D,
  base: tf.Tensor2D,
  adapters: Adapter[],
): Promise<Afterwards> {
  const given = [x, base, ...adapters.flatMap(({ a, b }) => [a, b])]
  const list = [...adapters]
  const check = (name: string): void => {
    if (adapters.length !== list.length || adapters.some((adapter, l) => adapter !== list[l]))
      throw new Error(`${name} changes the list of adapters that it was given. That is the caller’s.`)
    if (given.some((tensor) => tensor.isDisposed))
      throw new Error(`${name} disposes of a tensor that it was given. That is the caller’s.`)
  }
  const both = async () => {
    const output = await forward(x, base, adapters)
    check('forward')
    const merged = await merge(base, adapters)
    check('merge')
    return { output, merged }
  }
  const first = await both()
  tf.dispose([first.output, first.merged])
  check('forward or merge, which returns what it was given,')
  return { ...(await both()), given: { x, base, adapters } }
}

/** Operations that give another name to what is there. */
const VIEWS = ['Identity', 'Reshape', 'Cast']

/** How many of forward's operations make a tensor of as many numbers as the base has. */
export async function ofBaseSize(
  { forward }: Candidate,
  x: tf.Tensor2D,
  base: tf.Tensor2D,
  adapters: Adapter[],
): Promise<number> {
  const engine = tf.engine()
  const { runKernel } = engine
  let count = 0
  engine.runKernel = (name, inputs, attributes) => {
    const made = runKernel.call(engine, name, inputs, attributes)
    if (!VIEWS.includes(name)) count += [made].flat().filter(({ size }) => size === base.size).length
    return made as never
  }
  try {
    tf.dispose(await forward(x, base, adapters))
  } finally {
    engine.runKernel = runKernel
  }
  return count
}
