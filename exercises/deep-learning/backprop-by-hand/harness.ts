// Runs beside your code: one pass forward and back, the numerical gradient, and plain gradient descent.

import * as tf from '@tensorflow/tfjs'

export interface Params {
  w1: tf.Tensor2D
  b1: tf.Tensor1D
  w2: tf.Tensor2D
  b2: tf.Tensor1D
}
type Name = keyof Params
const NAMES: readonly Name[] = ['w1', 'b1', 'w2', 'b2']

/** Your module. What a cache is, the harness never asks. */
export interface Candidate {
  forward(x: tf.Tensor2D, labels: tf.Tensor1D, params: Params): unknown
  backward(cache: unknown): unknown
}

export interface Pass {
  loss: tf.Tensor
  gradients: Params
}

/** Forward and back, once. */
export async function pass(
  candidate: Candidate,
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  params: Params,
): Promise<Pass> {
  return withoutAutodiff(async () => {
    const { loss, cache } = await forward(candidate, x, labels, params)
    return { loss, gradients: await backward(candidate, cache) }
  })
}

/** Two passes forward, then the way back of the first, and that once more when its gradients are gone. */
export async function interleave(
  candidate: Candidate,
  first: { x: tf.Tensor2D; labels: tf.Tensor1D; params: Params },
  second: { x: tf.Tensor2D; labels: tf.Tensor1D; params: Params },
): Promise<{ gradients: Params; again: Params }> {
  return withoutAutodiff(async () => {
    const { cache } = await forward(candidate, first.x, first.labels, first.params)
    await forward(candidate, second.x, second.labels, second.params)
    const returned = await backward(candidate, cache)
    if (tensorsIn(cache).some((tensor) => tensor.isDisposed))
      throw new Error('backward disposes of what is in the cache. The cache is the caller’s.')
    const gradients = { ...returned }
    for (const name of NAMES) Object.assign(gradients, { [name]: returned[name].clone() })
    tf.dispose(returned as unknown as tf.TensorContainer)
    const again = await backward(candidate, cache)
    if (tensorsIn(again).some((tensor) => tensor.isDisposed))
      throw new Error(
        'backward returns the same tensors again, which the caller has disposed of: make new ones.',
      )
    return { gradients, again }
  })
}

/** What a pass leaves behind once its results are disposed of, and which parameters it changed. */
export async function account(
  candidate: Candidate,
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  params: Params,
): Promise<{ left: number; changed: string[]; disposed: string[] }> {
  const variables = Object.fromEntries(
    NAMES.map((name) => [name, tf.variable(params[name])]),
  ) as unknown as Params
  const inputs: Record<string, tf.Tensor> = { x, labels, ...variables }
  const before = new Map<string, Float32Array | Int32Array | Uint8Array>()
  // A copy: what is read from the cpu backend is the tensor's own memory.
  for (const [name, tensor] of Object.entries(inputs)) before.set(name, (await tensor.data()).slice())
  const count = tf.memory().numTensors

  const { loss, cache } = await forward(candidate, x, labels, variables)
  const gradients = await backward(candidate, cache)
  const theirs = new Set(Object.values(inputs))
  for (const tensor of new Set(tensorsIn([loss, cache, gradients])))
    if (!theirs.has(tensor) && !tensor.isDisposed) tensor.dispose()

  const left = tf.memory().numTensors - count
  const disposed = Object.keys(inputs).filter((name) => inputs[name]!.isDisposed)
  const changed: string[] = []
  for (const [name, tensor] of Object.entries(inputs)) {
    if (tensor.isDisposed) continue
    const now = await tensor.data()
    if (before.get(name)!.some((value, i) => value !== now[i])) changed.push(name)
  }
  return { left, changed, disposed }
}

/**
 * The gradient by central differences of your own `forward`: (L(w + s) − L(w − s)) / 2s, one parameter after another.
 */
export async function differences(
  candidate: Candidate,
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  params: Params,
  step: number,
): Promise<Params> {
  const lossAt = async (name: Name, data: Float32Array): Promise<number> => {
    const moved = tf.tensor(data, params[name].shape)
    const { loss, cache } = await forward(candidate, x, labels, { ...params, [name]: moved })
    const value = (await loss.data())[0]!
    const theirs = new Set<tf.Tensor>([x, labels, ...Object.values(params)])
    for (const tensor of new Set([moved, ...tensorsIn([loss, cache])]))
      if (!theirs.has(tensor) && !tensor.isDisposed) tensor.dispose()
    return value
  }
  const slopes: [Name, tf.Tensor][] = []
  for (const name of NAMES) {
    const data = Float32Array.from(await params[name].data())
    const slope = new Float32Array(data.length)
    for (let i = 0; i < data.length; i++) {
      const [up, down] = [Float32Array.from(data), Float32Array.from(data)]
      up[i]! += step
      down[i]! -= step
      // The distance that float32 really put between the two.
      slope[i] = ((await lossAt(name, up)) - (await lossAt(name, down))) / (up[i]! - down[i]!)
    }
    slopes.push([name, tf.tensor(slope, params[name].shape)])
  }
  return Object.fromEntries(slopes) as unknown as Params
}

/** Gradient descent on the whole batch. Returns the loss before each step, and the parameters after the last. */
export async function descend(
  candidate: Candidate,
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  start: Params,
  { steps, learningRate }: { steps: number; learningRate: number },
  onStep?: (step: number, loss: number) => unknown,
): Promise<{ losses: number[]; params: Params }> {
  const given = Object.values(start)
  const params: Params = { ...start }
  const losses: number[] = []
  for (let step = 0; step < steps; step++) {
    const { loss, cache } = await forward(candidate, x, labels, params)
    const gradients = await backward(candidate, cache)
    losses.push((await loss.data())[0]!)
    const used = new Set(tensorsIn([loss, cache, gradients, params]))
    for (const name of NAMES)
      Object.assign(params, {
        [name]: tf.tidy(() => tf.sub(params[name], tf.mul(gradients[name], learningRate))),
      })
    for (const tensor of used)
      if (![x, labels, ...given].includes(tensor as tf.Tensor1D) && !tensor.isDisposed) tensor.dispose()
    await onStep?.(step, losses[step]!)
  }
  return { losses, params }
}

async function forward(
  candidate: Candidate,
  x: tf.Tensor2D,
  labels: tf.Tensor1D,
  params: Params,
): Promise<{ loss: tf.Tensor; cache: unknown }> {
  const returned = (await candidate.forward(x, labels, params)) as {
    loss?: unknown
    cache?: unknown
  } | null
  if (!(returned?.loss instanceof tf.Tensor))
    throw new Error('forward must return { loss, cache }, with the loss as a scalar tensor.')
  return { loss: returned.loss, cache: returned.cache }
}

async function backward(candidate: Candidate, cache: unknown): Promise<Params> {
  const returned = (await candidate.backward(cache)) as Record<string, unknown> | null
  const missing = NAMES.find((name) => !(returned?.[name] instanceof tf.Tensor))
  if (missing) throw new Error(`backward must return { w1, b1, w2, b2 }, all tensors; ${missing} is not.`)
  const { w1, b1, w2, b2 } = returned as unknown as Params
  return { w1, b1, w2, b2 }
}

/**
 * TF.js finds derivatives in one place, whoever asks: tf.grad and its relatives, optimisers, model.fit. There it first
 * starts a tape on the engine, and so does a method of the engine that was taken aside before.
 */
async function withoutAutodiff<T>(work: () => Promise<T>): Promise<T> {
  const engine = tf.engine() as unknown as { startTape?: () => void }
  const own = Object.getOwnPropertyDescriptor(engine, 'startTape')
  engine.startTape = () => {
    throw new Error('This differentiates automatically: here the chain rule is yours to write.')
  }
  try {
    return await work()
  } finally {
    if (own) Object.defineProperty(engine, 'startTape', own)
    else delete engine.startTape
  }
}

/** All tensors in lists and objects, however deep. */
function tensorsIn(value: unknown, seen = new Set<unknown>()): tf.Tensor[] {
  if (value instanceof tf.Tensor) return [value]
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  const entries = value instanceof Map || value instanceof Set ? [...value.values()] : Object.values(value)
  return entries.flatMap((entry) => tensorsIn(entry, seen))
}
