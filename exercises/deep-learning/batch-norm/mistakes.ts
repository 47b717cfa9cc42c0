// Wrong layers that people really write, each with the words that name it.

import { type Mistake, type NdArray } from '@tensorkata/kit'
import { type Layer, type Normalised, normalisedOf, type Options, type Slips } from './expected'

interface Slip {
  readonly says: string
  readonly slips: Slips
}

const AXES: readonly Slip[] = [
  {
    says: 'The statistics seem to be taken over the first axis alone, position by position. A channel has one mean and one variance.',
    slips: { sharedBy: (index) => index.slice(1).join() },
  },
  {
    says: 'Each example seems to have statistics of its own in each channel, as in instance normalisation. The batch shares them.',
    slips: { sharedBy: (index) => `${index[0]} ${index.at(-1)}` },
  },
  {
    says: 'The statistics seem to be taken over the channels, as in layer normalisation.',
    slips: { sharedBy: (index) => index.slice(0, -1).join() },
  },
  {
    says: 'Each example seems to be normalised as a whole, as in layer normalisation.',
    slips: { sharedBy: (index) => String(index[0]) },
  },
  {
    says: 'The channels seem to be looked for in axis 1. They come last here.',
    slips: { sharedBy: (index) => String(index[1]) },
  },
  {
    says: 'All channels seem to share one mean and one variance. Each has its own.',
    slips: { sharedBy: () => 'all' },
  },
]

const VALUES: readonly Slip[] = [
  {
    says: 'It seems to be normalised with the variance divided by N − 1. That one is for the running variance; here it is N.',
    slips: {
      value: ({ x, mu, sigma2, gamma, beta, epsilon, count }) =>
        (gamma * (x - mu)) / Math.sqrt((sigma2 * count) / (count - 1) + epsilon) + beta,
    },
  },
  {
    says: 'ε seems to be added to the deviation, outside of the root. It is added to the variance.',
    slips: {
      value: ({ x, mu, sigma2, gamma, beta, epsilon }) =>
        (gamma * (x - mu)) / (Math.sqrt(sigma2) + epsilon) + beta,
    },
  },
  {
    says: 'ε seems to be missing.',
    slips: { value: ({ x, mu, sigma2, gamma, beta }) => (gamma * (x - mu)) / Math.sqrt(sigma2) + beta },
  },
  {
    says: 'The variance seems to be kept above ε. It is added.',
    slips: {
      value: ({ x, mu, sigma2, gamma, beta, epsilon }) =>
        (gamma * (x - mu)) / Math.sqrt(Math.max(sigma2, epsilon)) + beta,
    },
  },
  {
    says: 'It seems to be divided by the variance: the root is missing.',
    slips: {
      value: ({ x, mu, sigma2, gamma, beta, epsilon }) => (gamma * (x - mu)) / (sigma2 + epsilon) + beta,
    },
  },
  {
    says: 'The mean seems not to be subtracted.',
    slips: {
      value: ({ x, sigma2, gamma, beta, epsilon }) => (gamma * x) / Math.sqrt(sigma2 + epsilon) + beta,
    },
  },
  {
    says: 'It seems to be normalised, but not scaled by γ and shifted by β.',
    slips: { value: ({ x, mu, sigma2, epsilon }) => (x - mu) / Math.sqrt(sigma2 + epsilon) },
  },
  {
    says: 'β seems to be scaled by γ too: scale first, then shift.',
    slips: {
      value: ({ x, mu, sigma2, gamma, beta, epsilon }) =>
        gamma * ((x - mu) / Math.sqrt(sigma2 + epsilon) + beta),
    },
  },
  {
    says: 'γ and β seem to be swapped.',
    slips: {
      value: ({ x, mu, sigma2, gamma, beta, epsilon }) =>
        (beta * (x - mu)) / Math.sqrt(sigma2 + epsilon) + gamma,
    },
  },
]

const SOURCES = {
  training: [
    {
      says: 'In training it seems to be normalised by the running statistics. They are for inference.',
      slips: { by: 'running' },
    },
    {
      says: 'In training it seems to be normalised by the running statistics, after they have moved. They are for inference.',
      slips: { by: 'moved' },
    },
  ],
  inference: [
    {
      says: 'At inference it seems to be normalised by the batch’s own statistics: the result depends on the other examples.',
      slips: { by: 'batch' },
    },
    {
      says: 'At inference the running statistics seem to move, and before they are used.',
      slips: { by: 'moved', moves: true },
    },
  ],
} satisfies Record<string, Slip[]>

const REVERSED =
  'The momentum seems to be the weight of the old value, as in Keras. Here it is that of the new batch.'
const STAY = 'The running statistics seem to stay where they are in training.'
const MOVE = 'The running statistics seem to move at inference. They only move in training.'
const ADDED = 'The batch’s statistic seems to be added: the old one keeps the weight 1 − momentum, not 1.'
const REPLACED = 'The batch’s statistic seems to take the place of the running one, whatever the momentum.'

const MEAN: readonly Slip[] = [
  { says: REVERSED, slips: { mean: ({ old, mu, momentum }) => momentum * old + (1 - momentum) * mu } },
  { says: STAY, slips: { mean: ({ old }) => old } },
  { says: REPLACED, slips: { mean: ({ mu }) => mu } },
  { says: ADDED, slips: { mean: ({ old, mu, momentum }) => old + momentum * mu } },
]

/** The variance moves toward what `now` makes of the batch’s. */
const toward = (
  now: (channel: { sigma2: number; count: number; n: number; epsilon: number }) => number,
): Slips => ({
  variance: (channel) => (1 - channel.momentum) * channel.old + channel.momentum * now(channel),
})
const unbiased = ({ sigma2, count }: { sigma2: number; count: number }): number =>
  (sigma2 * count) / (count - 1)

const VARIANCE: readonly Slip[] = [
  {
    says: 'The running variance seems to take the variance divided by N. It estimates that of all data: divide by N − 1.',
    slips: toward(({ sigma2 }) => sigma2),
  },
  {
    says: REVERSED,
    slips: {
      variance: (channel) => channel.momentum * channel.old + (1 - channel.momentum) * unbiased(channel),
    },
  },
  {
    says: 'N seems to be the number of examples. It is how many numbers a channel has, positions included.',
    slips: toward(({ sigma2, n }) => (sigma2 * n) / (n - 1)),
  },
  {
    says: 'The running variance seems to take in ε as well. ε is only added under the root.',
    slips: toward((channel) => unbiased(channel) + channel.epsilon),
  },
  {
    says: 'The running variance seems to take the batch’s deviation: the root comes later.',
    slips: toward((channel) => Math.sqrt(unbiased(channel))),
  },
  {
    says: 'The variance seems to be multiplied by (N − 1)/N. It is N/(N − 1): by N − 1 for N, the variance grows.',
    slips: toward(({ sigma2, count }) => (sigma2 * (count - 1)) / count),
  },
  { says: STAY, slips: { variance: ({ old }) => old } },
  { says: REPLACED, slips: { variance: unbiased } },
  { says: ADDED, slips: { variance: (channel) => channel.old + channel.momentum * unbiased(channel) } },
]

export const ZEROS: readonly Slip[] = [
  {
    says: 'A momentum of 0 seems to be taken for none given: || puts the default there, ?? does not.',
    slips: { options: { momentum: 0.1 } },
  },
]
export const DEFAULTS: readonly Slip[] = [
  {
    says: 'The default of ε seems to be 1e-3, as in Keras. Here it is 1e-5.',
    slips: { options: { epsilon: 1e-3 } },
  },
  {
    says: 'The default of the momentum seems to be 0.99. Here it is 0.1, the weight of the new batch.',
    slips: { options: { momentum: 0.99 } },
  },
  {
    says: 'The default of the momentum seems to be 0.01. Here it is 0.1.',
    slips: { options: { momentum: 0.01 } },
  },
]

/** What is wrong with one part of the result, by what it would be if that were wrong. */
export function mistakesOf(
  x: NdArray,
  layer: Layer,
  options: Options,
  part: keyof Normalised,
  more: readonly Slip[] = [],
): Mistake[] {
  const atInference: readonly Slip[] = [{ says: MOVE, slips: { moves: true } }]
  const slips = {
    y: options.training ? [...SOURCES.training, ...AXES, ...VALUES] : [...SOURCES.inference, ...VALUES],
    mean: options.training ? MEAN : atInference,
    variance: options.training ? VARIANCE : atInference,
  }[part]
  return [...more, ...slips].map(({ says, slips: one }) => ({
    says,
    gives: () => normalisedOf(x, layer, options, one)[part],
  }))
}
