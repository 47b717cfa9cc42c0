// The words for what is often done otherwise.

import type { DescentSlips, LossSlips, NormalSlips } from './expected'

const half = (weight: number, l2: number): number => l2 * weight

export const DESCENT_SLIPS: readonly { readonly says: string; readonly slips: DescentSlips }[] = [
  {
    says: 'The slopes seem to be sums over the rows. The loss is a mean, so 1/n belongs in them.',
    slips: { factor: (n) => 2 * n },
  },
  { says: 'The slopes seem to be sums over the rows, and to lack the 2.', slips: { factor: (n) => n } },
  {
    says: 'The slope in the bias seems to be a sum over the rows: 1/n belongs in it as well.',
    slips: { biasFactor: (n) => 2 * n },
  },
  {
    says: 'The steps seem to be half as long as they should be: the derivative of a square has a 2.',
    slips: { factor: () => 1, decay: half },
  },
  { says: 'The slope of the errors lacks the 2 that a square’s derivative has.', slips: { factor: () => 1 } },
  {
    says: 'The slope of the penalty lacks a 2: the derivative of λw² is 2λw.',
    slips: { decay: half },
  },
  {
    says: 'The mean seems to go over the features as well: it is over the rows alone.',
    slips: { factor: (_, d) => 2 / d, biasFactor: () => 2 },
  },
  {
    says: 'It goes uphill: the slopes are subtracted, not added.',
    slips: { factor: () => -2, decay: (weight, l2) => -2 * l2 * weight },
  },
  { says: 'The penalty seems to have no part in the slope of the weights.', slips: { decay: () => 0 } },
  {
    says: 'The penalty seems to be divided by n: only the errors have a mean.',
    slips: { decay: (weight, l2, n) => (2 * l2 * weight) / n },
  },
  {
    says: 'The penalty seems to be divided by n, and to lack its 2.',
    slips: { decay: (weight, l2, n) => (l2 * weight) / n },
  },
  {
    says: 'The penalty seems to be that of absolute values; the squares of the weights are penalised.',
    slips: { decay: (weight, l2) => l2 * Math.sign(weight) },
  },
  {
    says: 'The bias seems to be penalised as well: it is pulled towards 0. Only the weights are.',
    slips: { biasDecays: true },
  },
  { says: 'There seems to be no bias: it stays at 0.', slips: { noBias: true } },
  {
    says: 'The bias seems to move by errors that the new weights make. Both slopes belong to the old point.',
    slips: { biasAfterWeights: true },
  },
  {
    says: 'The weights seem to move by errors that the new bias makes. Both slopes belong to the old point.',
    slips: { weightsAfterBias: true },
  },
  {
    says: 'It looks as if every prediction met every label: [n, 1] less [n] is [n, n].',
    slips: { allPairs: true },
  },
  {
    says: 'It seems to take a step for each row. One step for each epoch is wanted, over all rows.',
    slips: { rowByRow: true },
  },
  { says: 'It seems to start with ones; zeros are wanted.', slips: { start: 1 } },
  { says: 'It seems to take a step too many.', slips: { extraEpochs: 1 } },
  { says: 'It seems to take a step too few.', slips: { extraEpochs: -1 } },
  {
    says: 'The features seem to be standardised on the way: these weights belong to other features.',
    slips: { standardised: true },
  },
  {
    says: 'The rate seems to sink from epoch to epoch; it is the same in all.',
    slips: { rateOf: (rate, epoch) => rate / (1 + epoch) },
  },
]

export const LOSS_SLIPS: readonly { readonly says: string; readonly slips: LossSlips }[] = [
  { says: 'The losses lack the penalty.', slips: { penalty: () => 0 } },
  {
    says: 'These are the losses after each step; those before it are wanted.',
    slips: { after: true },
  },
  {
    says: 'The penalty in the losses counts the bias as well.',
    slips: { penalty: (weights, bias, l2) => l2 * (bias ** 2 + total(weights.map((w) => w * w))) },
  },
  {
    says: 'The penalty in the losses is half of what it should be: there is no ½ in front of it.',
    slips: { penalty: (weights, _, l2) => (l2 / 2) * total(weights.map((w) => w * w)) },
  },
  {
    says: 'The penalty in the losses seems to be divided by n: only the errors have a mean.',
    slips: { penalty: (weights, _, l2, n) => (l2 / n) * total(weights.map((w) => w * w)) },
  },
  {
    says: 'The penalty in the losses is that of absolute values; squares are wanted.',
    slips: { penalty: (weights, _, l2) => l2 * total(weights.map(Math.abs)) },
  },
  { says: 'The losses are sums over the rows; means are wanted.', slips: { of: (e) => squared(e) } },
  {
    says: 'The squared errors count half in the losses: there is no ½ in front of them.',
    slips: { of: (e) => squared(e) / e.length / 2 },
  },
  {
    says: 'The losses seem to be roots of mean squares. The mean itself is wanted.',
    slips: { of: (e) => Math.sqrt(squared(e) / e.length), penalty: () => 0 },
  },
  {
    says: 'The losses are means of absolute errors; squares are wanted.',
    slips: { of: (e) => total(e.map(Math.abs)) / e.length },
  },
]

const RIDGE =
  'A small number seems to be added to the diagonal though nobody asked for it: it shrinks weights.'

export const NORMAL_SLIPS: readonly { readonly says: string; readonly slips: NormalSlips }[] = [
  { says: 'l2 seems to have no effect.', slips: { ridge: () => 0 } },
  {
    says: 'λ seems to be added to XᵀX as it is. The loss is a mean: beside a sum over n rows it counts n λ.',
    slips: { ridge: (l2, n) => l2 / n },
  },
  {
    says: 'λ counts n times too much: is something divided by n already?',
    slips: { ridge: (l2, n) => l2 * n },
  },
  { says: 'λ counts half of what it should.', slips: { ridge: (l2) => l2 / 2 } },
  { says: 'λ counts twice what it should.', slips: { ridge: (l2) => 2 * l2 } },
  {
    says: 'The bias seems to be penalised as well: the diagonal has a λ for its column of ones too.',
    slips: { biasPenalised: true },
  },
  {
    says: 'λ seems to be added to XᵀX as it is, and for the column of ones as well. It counts n λ, and not for the bias.',
    slips: { biasPenalised: true, ridge: (l2, n) => l2 / n },
  },
  { says: 'There seems to be no bias: the line goes through the origin.', slips: { noBias: true } },
  {
    says: 'The bias seems to be the mean of y. That is right only where the mean of x is 0.',
    slips: { biasIsMean: true },
  },
  { says: 'The weights are those of centred rows; the bias is missing.', slips: { biasAtOrigin: true } },
  ...[1e-2, 1e-3, 1e-4, 1e-5, 1e-6].flatMap((little) => [
    { says: RIDGE, slips: { ridge: (l2: number) => l2 + little } },
    { says: RIDGE, slips: { ridge: (l2: number, n: number) => l2 + little / n } },
  ]),
]

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
const squared = (values: readonly number[]): number => total(values.map((value) => value * value))
