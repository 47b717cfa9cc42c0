// The step in plain numbers, entry by entry, and what it comes to when one thing in it is done otherwise.

import { type Mistake, NdArray } from '@tensorkata/kit'

export interface State {
  readonly t: number
  readonly m: NdArray
  readonly v: NdArray
}

export interface Options {
  readonly learningRate?: number
  readonly beta1?: number
  readonly beta2?: number
  readonly epsilon?: number
  readonly weightDecay?: number
}

export interface Step {
  readonly param: NdArray
  readonly grad: NdArray
  readonly state: State
  readonly options: Options
}

export interface Stepped {
  readonly param: NdArray
  readonly state: State
}

type Hyper = Required<Options>

/** Of one entry, before the step. */
interface Entry {
  readonly hyper: Hyper
  readonly theta: number
  readonly g: number
  readonly m: number
  readonly v: number
}

/** Of one entry, with the new averages. */
interface Averaged extends Entry {
  readonly oldM: number
  readonly c1: number
  readonly c2: number
}

/** How a step is often taken otherwise. */
export interface Slips {
  readonly hyper?: Options
  /** The gradient that the averages see. */
  readonly sees?: (entry: Entry) => number
  readonly firstMoment?: (entry: Entry) => number
  /** `firstM` is the new first moment. */
  readonly secondMoment?: (entry: Entry & { firstM: number }) => number
  /** What the averages are divided by. */
  readonly correction?: (beta: number, t: number, name: 'beta1' | 'beta2') => number
  readonly storesCorrected?: boolean
  /** What is put for the corrected average over the root. */
  readonly ratio?: (entry: Averaged) => number
  readonly theta?: (entry: Averaged & { ratio: number }) => number
}

const DEFAULTS: Hyper = {
  ...{ learningRate: 0.001, beta1: 0.9, beta2: 0.999 },
  ...{ epsilon: 1e-8, weightDecay: 0.01 },
}

const listOf = (options: Options | readonly Options[], steps: number): readonly Options[] =>
  Array.isArray(options)
    ? (options as readonly Options[])
    : new Array<Options>(steps).fill(options as Options)
const list = ({ data }: NdArray): number[] => Array.from(data as Float32Array)
const like = ({ shape }: NdArray, values: readonly number[]): NdArray =>
  new NdArray(shape, 'float32', Float32Array.from(values))

export const zerosLike = (param: NdArray): NdArray => like(param, new Array<number>(param.size).fill(0))
export const initialOf = (param: NdArray): State => ({ t: 0, m: zerosLike(param), v: zerosLike(param) })

export function stepOf({ param, grad, state, options }: Step, slips: Slips = {}): Stepped {
  const hyper: Hyper = { ...DEFAULTS, ...options, ...slips.hyper }
  const { sees = ({ g }) => g, correction = (beta, power) => 1 - beta ** power } = slips
  const { firstMoment = (e) => e.hyper.beta1 * e.m + (1 - e.hyper.beta1) * e.g } = slips
  const { secondMoment = (e) => e.hyper.beta2 * e.v + (1 - e.hyper.beta2) * e.g ** 2 } = slips
  const { ratio = (e) => e.m / e.c1 / (Math.sqrt(e.v / e.c2) + e.hyper.epsilon) } = slips
  const { theta = (e) => e.theta - e.hyper.learningRate * (e.ratio + e.hyper.weightDecay * e.theta) } = slips
  const t = state.t + 1
  const [c1, c2] = [correction(hyper.beta1, t, 'beta1'), correction(hyper.beta2, t, 'beta2')]
  const [grads, ms, vs] = [list(grad), list(state.m), list(state.v)]
  const rows = list(param).map((before, i) => {
    const given: Entry = { hyper, theta: before, g: grads[i]!, m: ms[i]!, v: vs[i]! }
    const entry = { ...given, g: sees(given) }
    const m = firstMoment(entry)
    const v = secondMoment({ ...entry, firstM: m })
    const averaged: Averaged = { ...entry, oldM: entry.m, m, v, c1, c2 }
    const after = theta({ ...averaged, ratio: ratio(averaged) })
    return slips.storesCorrected ? { m: m / c1, v: v / c2, after } : { m, v, after }
  })
  return {
    param: like(
      param,
      rows.map((row) => row.after),
    ),
    state: {
      t,
      m: like(
        param,
        rows.map((row) => row.m),
      ),
      v: like(
        param,
        rows.map((row) => row.v),
      ),
    },
  }
}

/** Steps from the initial state on, with the same options in each, or those of a list. */
export function runOf(
  param: NdArray,
  grads: readonly NdArray[],
  options: Options | readonly Options[],
  slips: Slips = {},
): Stepped {
  const all = listOf(options, grads.length)
  const start: Stepped = { param, state: initialOf(param) }
  return grads.reduce((now, grad, i) => stepOf({ ...now, grad, options: all[i]! }, slips), start)
}

/** The run with products of the βs so far in the place of the powers: the same as long as no β changes. */
export function withProductsOf(
  param: NdArray,
  grads: readonly NdArray[],
  options: readonly Options[],
): Stepped {
  const products = { beta1: 1, beta2: 1 }
  return runOf(param, grads, options, {
    correction: (beta, _, name) => 1 - (products[name] *= beta),
  })
}

/** Steps in turn with averages that all share; `fresh` says whether the first step of each begins with zeros. */
export function sharedOf(
  parameters: readonly { readonly param: NdArray; readonly grads: readonly NdArray[] }[],
  options: Options,
  fresh: boolean,
): Stepped[] {
  let shared: State | undefined
  const now = parameters.map(({ param }): Stepped => ({ param, state: initialOf(param) }))
  for (let t = 0; t < parameters[0]!.grads.length; t++)
    for (const [i, { param, grads }] of parameters.entries()) {
      const state = (t > 0 || !fresh ? shared : undefined) ?? initialOf(param)
      now[i] = stepOf({ param: now[i]!.param, grad: grads[t]!, state: { ...state, t }, options })
      shared = now[i]!.state
    }
  return now
}

// ---- mistakes ----

export interface Slip {
  readonly says: string
  readonly slips: Slips
}

/** A whole wrong result. */
export interface Wrong {
  readonly says: string
  readonly gives: Stepped
}

/** Of one part of the results. What is alike is named together: after a first step, several slips leave the same m. */
export function mistakesOf(wrongs: readonly Wrong[], part: (stepped: Stepped) => NdArray): Mistake[] {
  const groups: { says: string; gives: NdArray }[] = []
  for (const { says, gives } of wrongs) {
    const group = groups.find((other) => areAlike(other.gives, part(gives)))
    if (group) group.says = `${group.says} Or: ${says}`
    else groups.push({ says, gives: part(gives) })
  }
  return groups
}

/** To 1 part in 10,000. */
export function areAlike(a: NdArray, b: NdArray): boolean {
  const others = list(b)
  return list(a).every((value, i) => {
    const other = others[i]!
    return Object.is(value, other) || Math.abs(value - other) <= 1e-4 * Math.abs(other)
  })
}
