// Runs beside your code: a loop of steps, several parameters in turn, the same step twice.

import * as tf from '@tensorflow/tfjs'

export interface State {
  t: number
  m: tf.Tensor
  v: tf.Tensor
}

export interface Options {
  learningRate?: number
  beta1?: number
  beta2?: number
  epsilon?: number
  weightDecay?: number
}

export interface Stepped {
  param: tf.Tensor
  state: State
}

type Now<T> = T | Promise<T>

/** Your module. */
export interface Candidate {
  initialState(param: tf.Tensor): Now<State>
  adamWStep(param: tf.Tensor, grad: tf.Tensor, state: State, options?: Options): Now<Stepped>
}

/**
 * Steps from the initial state on, one for each gradient. The old parameter and state go after each, as in training. The
 * options are those of all steps, or a list with those of each.
 */
export async function run(
  candidate: Candidate,
  param: tf.Tensor,
  grads: tf.Tensor[],
  options: Options | Options[],
): Promise<Stepped> {
  const [result] = await inTurn(candidate, [{ param, grads }], options)
  return result!
}

/** Several parameters, each with a state of its own: the first step of all, then the second step of all, and so on. */
export async function inTurn(
  candidate: Candidate,
  parameters: { param: tf.Tensor; grads: tf.Tensor[] }[],
  options: Options | Options[],
): Promise<Stepped[]> {
  const given = new Set(parameters.flatMap(({ param, grads }) => [param, ...grads]))
  const now: Stepped[] = []
  for (const { param } of parameters) now.push({ param, state: await initial(candidate, param) })
  for (let step = 0; step < parameters[0]!.grads.length; step++) {
    const these = Array.isArray(options) ? options[step]! : options
    for (const [i, { grads }] of parameters.entries()) {
      const before = now[i]!
      now[i] = await stepped(candidate, before.param, grads[step]!, before.state, these)
      const kept = new Set([...given, ...now.flatMap(tensorsOf)])
      for (const tensor of tensorsOf(before)) if (!kept.has(tensor)) tensor.dispose()
    }
  }
  return now.map(({ param, state: { t, m, v } }) => ({ param, state: { t, m, v } }))
}

/** The same step twice, the results of the first gone before the second; and what was given, as it is afterwards. */
export async function twice(
  candidate: Candidate,
  param: tf.Tensor,
  grad: tf.Tensor,
  state: State,
  options: Options,
): Promise<{ second: Stepped; given: { param: tf.Tensor; grad: tf.Tensor; state: State } }> {
  const { t, m, v } = state
  const given = new Set([param, grad, m, v])
  const check = (): void => {
    if (state.t !== t || state.m !== m || state.v !== v)
      throw new Error('adamWStep changes the state that it was given. Return a new one.')
    if ([...given].some((tensor) => tensor.isDisposed))
      throw new Error('adamWStep disposes of a tensor that it was given. That is the caller’s.')
  }
  const first = await stepped(candidate, param, grad, state, options)
  check()
  for (const tensor of tensorsOf(first)) if (!given.has(tensor)) tensor.dispose()
  const second = await stepped(candidate, param, grad, state, options)
  check()
  if (tensorsOf(second).some((tensor) => tensor.isDisposed))
    throw new Error('adamWStep returns a tensor again that the caller has disposed of: make new ones.')
  return { second, given: { param, grad, state } }
}

/** As it was returned, whatever else is in it: so it comes back to you at the next step. */
async function initial(candidate: Candidate, param: tf.Tensor): Promise<State> {
  return checkedState(await candidate.initialState(param), 'initialState must return { t, m, v }')
}

async function stepped(
  candidate: Candidate,
  param: tf.Tensor,
  grad: tf.Tensor,
  state: State,
  options: Options,
): Promise<Stepped> {
  const result = (await candidate.adamWStep(param, grad, state, options)) as Partial<Stepped> | null
  const words = 'adamWStep must return { param, state: { t, m, v } }'
  if (!(result?.param instanceof tf.Tensor)) throw new Error(`${words}; param is no tensor.`)
  return { param: result.param, state: checkedState(result.state, words) }
}

function checkedState(state: Partial<State> | null | undefined, words: string): State {
  const { t, m, v } = state ?? {}
  if (typeof t !== 'number' || !(m instanceof tf.Tensor) || !(v instanceof tf.Tensor))
    throw new Error(`${words}, with t a number, m and v tensors.`)
  return state as State
}

const tensorsOf = ({ param, state }: Stepped): tf.Tensor[] => [param, state.m, state.v]
