// The layer in plain numbers, channel by channel, and what it comes to when one thing in it is done otherwise.

import { NdArray } from '@tensorkata/kit'

export interface Layer {
  readonly gamma: NdArray
  readonly beta: NdArray
  readonly mean: NdArray
  readonly variance: NdArray
}

export interface Options {
  readonly training: boolean
  readonly momentum?: number
  readonly epsilon?: number
}

export interface Normalised {
  readonly y: NdArray
  readonly mean: NdArray
  readonly variance: NdArray
}

/** What is known of one value when it is normalised. */
interface Value {
  readonly x: number
  readonly mu: number
  readonly sigma2: number
  readonly gamma: number
  readonly beta: number
  readonly epsilon: number
  /** How many values its statistics are of. */
  readonly count: number
}

/** What is known of a channel when its running statistics move. */
interface Channel {
  /** Of the statistic that moves. */
  readonly old: number
  readonly mu: number
  readonly sigma2: number
  readonly momentum: number
  readonly epsilon: number
  readonly count: number
  /** The length of the first axis. */
  readonly n: number
}

export interface Slips {
  readonly options?: Partial<Options>
  /** Values of the same key share their statistics; `index` is where the value is in x. */
  readonly sharedBy?: (index: readonly number[]) => string
  /** Whose statistics normalise: the batch's, the running ones, or those after they have moved. */
  readonly by?: 'batch' | 'running' | 'moved'
  readonly value?: (value: Value) => number
  readonly mean?: (channel: Channel) => number
  readonly variance?: (channel: Channel) => number
  /** Whether the running statistics move. */
  readonly moves?: boolean
}

export const listOf = ({ data }: NdArray): number[] => Array.from(data as Float32Array)
const listed = (values: readonly number[]): NdArray =>
  new NdArray([values.length], 'float32', Float32Array.from(values))
const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

interface Statistics {
  readonly mu: number
  readonly sigma2: number
  readonly count: number
}

function statisticsOf(values: readonly number[]): Statistics {
  const mu = average(values)
  return { mu, sigma2: average(values.map((value) => (value - mu) ** 2)), count: values.length }
}

/** Where the number at a flat place is. */
function indexOf(place: number, shape: readonly number[]): number[] {
  const index: number[] = []
  for (let axis = shape.length - 1, rest = place; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!)
    rest = Math.floor(rest / shape[axis]!)
  }
  return index
}

const ofChannel = (index: readonly number[]): string => String(index.at(-1))

/** The statistics of each value, those that share a key together. */
function shared(x: NdArray, keyOf: (index: readonly number[]) => string): Statistics[] {
  const values = listOf(x)
  const keys = values.map((_, place) => keyOf(indexOf(place, x.shape)))
  const groups = new Map<string, number[]>()
  for (const [place, key] of keys.entries()) groups.set(key, [...(groups.get(key) ?? []), values[place]!])
  const statistics = new Map([...groups].map(([key, group]) => [key, statisticsOf(group)]))
  return keys.map((key) => statistics.get(key)!)
}

const movedTo = (now: (channel: Channel) => number) => (channel: Channel) =>
  (1 - channel.momentum) * channel.old + channel.momentum * now(channel)

export function normalisedOf(x: NdArray, layer: Layer, given: Options, slips: Slips = {}): Normalised {
  const { training, momentum = 0.1, epsilon = 1e-5 } = { ...given, ...slips.options }
  const { sharedBy = ofChannel, by = training ? 'batch' : 'running', moves = training } = slips
  const {
    value = (v) => (v.gamma * (v.x - v.mu)) / Math.sqrt(v.sigma2 + v.epsilon) + v.beta,
    mean = movedTo(({ mu }) => mu),
    variance = movedTo(({ sigma2, count }) => (sigma2 * count) / (count - 1)),
  } = slips
  const [gammas, betas, means, variances] = [layer.gamma, layer.beta, layer.mean, layer.variance].map(listOf)
  const channels = gammas!.length
  const ofBatch = shared(x, ofChannel)
  const channelOf = (i: number, old: number): Channel => ({
    ...{ old, momentum, epsilon, n: x.shape[0]! },
    ...ofBatch[i]!,
  })
  const newMeans = means!.map((old, i) => (moves ? mean(channelOf(i, old)) : old))
  const newVariances = variances!.map((old, i) => (moves ? variance(channelOf(i, old)) : old))
  const ofGroups = shared(x, sharedBy)
  const y = listOf(x).map((number, place) => {
    const i = place % channels
    const running = { running: [means!, variances!], moved: [newMeans, newVariances], batch: null }[by]
    const statistics = running
      ? { mu: running[0]![i]!, sigma2: running[1]![i]!, count: x.size / channels }
      : ofGroups[place]!
    return value({ x: number, gamma: gammas![i]!, beta: betas![i]!, epsilon, ...statistics })
  })
  return {
    y: new NdArray(x.shape, 'float32', Float32Array.from(y)),
    mean: listed(newMeans),
    variance: listed(newVariances),
  }
}

/** The gradients of `upstream · y` by the chain rule; `constant`: as if mean and variance were given numbers. */
export function gradientsOf(
  x: NdArray,
  layer: Layer,
  { training, epsilon = 1e-5 }: Options,
  upstream: NdArray,
  constant: 'neither' | 'mean' | 'variance' | 'both' = training ? 'neither' : 'both',
): { x: NdArray; gamma: NdArray; beta: NdArray } {
  const [values, arriving] = [listOf(x), listOf(upstream)]
  const [gammas, means, variances] = [layer.gamma, layer.mean, layer.variance].map(listOf)
  const channels = gammas!.length
  const gradient = new Float32Array(values.length)
  const [ofGamma, ofBeta] = [[] as number[], [] as number[]]
  for (let channel = 0; channel < channels; channel++) {
    const places = values.map((_, place) => place).filter((place) => place % channels === channel)
    const batch = statisticsOf(places.map((place) => values[place]!))
    const { mu, sigma2 } = training ? batch : { mu: means![channel]!, sigma2: variances![channel]! }
    const root = Math.sqrt(sigma2 + epsilon)
    const normalised = places.map((place) => (values[place]! - mu) / root)
    const g = places.map((place) => arriving[place]!)
    const throughMean = constant === 'neither' || constant === 'variance' ? average(g) : 0
    const throughVariance =
      constant === 'neither' || constant === 'mean' ? average(g.map((one, i) => one * normalised[i]!)) : 0
    places.forEach((place, i) => {
      gradient[place] = (gammas![channel]! / root) * (g[i]! - throughMean - normalised[i]! * throughVariance)
    })
    ofGamma.push(g.reduce((sum, one, i) => sum + one * normalised[i]!, 0))
    ofBeta.push(g.reduce((sum, one) => sum + one, 0))
  }
  return { x: new NdArray(x.shape, 'float32', gradient), gamma: listed(ofGamma), beta: listed(ofBeta) }
}

/** The layer as it is at first. */
export const created = (channels: number): Layer => {
  const filled = (value: number): NdArray => listed(new Array<number>(channels).fill(value))
  return { gamma: filled(1), beta: filled(0), mean: filled(0), variance: filled(1) }
}
