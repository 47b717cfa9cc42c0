// Calls that have to happen where the tensors are: gradients, several batches, a refusal, the same call twice.

import * as tf from '@tensorflow/tfjs'

export interface Layer {
  gamma: tf.Tensor1D
  beta: tf.Tensor1D
  mean: tf.Tensor1D
  variance: tf.Tensor1D
}

export interface Options {
  training: boolean
  momentum?: number
  epsilon?: number
}

export interface Normalised {
  y: tf.Tensor
  mean: tf.Tensor1D
  variance: tf.Tensor1D
}

/** Your module. */
export interface Candidate {
  createBatchNorm(channels: number): Layer | Promise<Layer>
  batchNorm(x: tf.Tensor, layer: Layer, options: Options): Normalised
}

const NAMES = ['gamma', 'beta', 'mean', 'variance'] as const

/** The gradients of `upstream · y`. */
export function gradients(
  candidate: Candidate,
  x: tf.Tensor,
  layer: Layer,
  options: Options,
  upstream: tf.Tensor,
): { x: tf.Tensor; gamma: tf.Tensor; beta: tf.Tensor } {
  const run = (input: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor): tf.Tensor =>
    checked(
      candidate.batchNorm(
        input,
        { ...layer, gamma: gamma as tf.Tensor1D, beta: beta as tf.Tensor1D },
        options,
      ),
    ).y
  const [ofX, ofGamma, ofBeta] = tf.grads(run)([x, layer.gamma, layer.beta], upstream)
  return { x: ofX!, gamma: ofGamma!, beta: ofBeta! }
}

/** A new layer through several batches in training; then one at inference. */
export async function trainThenUse(
  candidate: Candidate,
  batches: tf.Tensor[],
  x: tf.Tensor,
  momentum: number,
): Promise<Normalised> {
  const layer = { ...(await candidate.createBatchNorm(x.shape.at(-1)!)) }
  for (const batch of batches) {
    const { y, mean, variance } = checked(candidate.batchNorm(batch, layer, { training: true, momentum }))
    tf.dispose([y, layer.mean, layer.variance])
    Object.assign(layer, { mean, variance })
  }
  return checked(candidate.batchNorm(x, layer, { training: false, momentum }))
}

/** How many tensors are left by a call that is refused. */
export function leftByRefusal(candidate: Candidate, x: tf.Tensor, layer: Layer, options: Options): number {
  const before = tf.memory().numTensors
  try {
    candidate.batchNorm(x, layer, options)
  } catch {
    return tf.memory().numTensors - before
  }
  throw new Error('batchNorm did not throw.')
}

/** The same call twice, the first result gone before the second; and what was given, as it is afterwards. */
export function twice(
  candidate: Candidate,
  x: tf.Tensor,
  layer: Layer,
  options: Options,
): { second: Normalised; given: Layer & { x: tf.Tensor } } {
  const before = { ...layer }
  const given = new Set<tf.Tensor>([x, ...Object.values(before)])
  const check = (): void => {
    if (NAMES.some((name) => layer[name] !== before[name]))
      throw new Error('batchNorm changes the layer that it was given. The new statistics are returned.')
    if ([...given].some((tensor) => tensor.isDisposed))
      throw new Error('batchNorm disposes of a tensor that it was given. That is the caller’s.')
  }
  const first = checked(candidate.batchNorm(x, layer, options))
  check()
  for (const tensor of [first.y, first.mean, first.variance]) if (!given.has(tensor)) tensor.dispose()
  const second = checked(candidate.batchNorm(x, layer, options))
  check()
  if ([second.y, second.mean, second.variance].some((tensor) => tensor.isDisposed))
    throw new Error('batchNorm returns a tensor again that the caller has disposed of: make new ones.')
  return { second, given: { x, ...layer } }
}

function checked(result: unknown): Normalised {
  const { y, mean, variance } = (result ?? {}) as Partial<Normalised>
  if (![y, mean, variance].every((tensor) => tensor instanceof tf.Tensor))
    throw new Error('batchNorm must return { y, mean, variance }, all tensors, and no promise.')
  return { y: y!, mean: mean!, variance: variance! }
}
