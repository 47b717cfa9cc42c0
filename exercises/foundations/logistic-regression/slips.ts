// The words for what is often done otherwise.

import { costOf, deviationOf, type PredictionSlips, sigmoid, type Slips, squares, total } from './expected'

type Cost = (z: number, label: number) => number

/** The probability of the label is kept away from 0, in one of the ways in which that is done in float32. */
const capped = (epsilon: number): Cost[] => {
  const f = Math.fround
  const ofLabel = (p: number, label: number): number => (label === 1 ? p : f(1 - p))
  const clipped: Cost = (z, label) =>
    -Math.log(ofLabel(Math.min(Math.max(f(sigmoid(z)), f(epsilon)), f(1 - epsilon)), label))
  const added: Cost = (z, label) => -Math.log(f(ofLabel(f(sigmoid(z)), label) + epsilon))
  return [clipped, added]
}
/** z itself is kept within bounds. */
const bounded =
  (bound: number): Cost =>
  (z, label) =>
    costOf(Math.min(Math.max(z, -bound), bound), label)

export const TRAIN_SLIPS: readonly { readonly says: string; readonly slips: Slips }[] = [
  // ---- the features ----
  {
    says: 'The features do not seem to be standardised.',
    slips: { centre: () => 0, spread: () => 1 },
  },
  {
    says: 'The deviation seems to be divided by n − 1. Here it is n.',
    slips: { spread: (values) => deviationOf(values, 1) },
  },
  {
    says: 'The deviation seems to be the variance: its root is missing.',
    slips: { spread: (values) => deviationOf(values) ** 2 },
  },
  {
    says: 'The features seem to be divided by their deviation without the mean taken away first.',
    slips: { centre: () => 0 },
  },
  {
    says: 'The features seem to be scaled from their least to their greatest value. Take mean and deviation.',
    slips: { centre: (v) => Math.min(...v), spread: (v) => Math.max(...v) - Math.min(...v) },
  },
  {
    says: 'The deviation of a constant feature seems to be 0, and 0/0 is NaN. It is taken as 1.',
    slips: { ofConstant: 0 },
  },
  {
    says: 'There seems to be one mean and one deviation for all features. Each has its own.',
    slips: { pooled: true },
  },
  // ---- the slopes ----
  {
    says: 'The slopes seem to be sums over the rows. The loss is a mean, so 1/n belongs in them.',
    slips: { factor: (n) => n },
  },
  {
    says: 'The slope in the bias seems to be a sum over the rows: 1/n belongs in it as well.',
    slips: { biasFactor: (n) => n },
  },
  {
    says: 'The slopes have a 2, as if of a square. The slope of the cross-entropy in z is p − y.',
    slips: { factor: () => 2 },
  },
  {
    says: 'The slope of the cross-entropy in z is p − y. Yours seems to have the slope of the logistic function in it: that is a squared error.',
    slips: { error: (z, label) => (sigmoid(z) - label) * sigmoid(z) * (1 - sigmoid(z)) },
  },
  {
    says: 'The slope of the cross-entropy in z is p − y. Yours seems to be that of a squared error.',
    slips: { error: (z, label) => 2 * (sigmoid(z) - label) * sigmoid(z) * (1 - sigmoid(z)) },
  },
  {
    says: 'The errors seem to be of decisions, 0 or 1. The slope is made of probabilities.',
    slips: { error: (z, label) => (z > 0 ? 1 : 0) - label },
  },
  {
    says: 'The errors seem to be of decisions, 0 or 1. The slope is made of probabilities.',
    slips: { error: (z, label) => (z >= 0 ? 1 : 0) - label },
  },
  ...[1.5, 1, 0, -0.5].map((slope) => ({
    says: 'Where z is exactly 0 the slope is ½ − y. Yours is another, as if the loss had a kink there. At the start all z are 0.',
    slips: { error: (z: number, label: number) => (z === 0 ? slope : sigmoid(z)) - label },
  })),
  {
    says: 'The errors seem to be z − y, as in linear regression. What is compared with y is a probability.',
    slips: { error: (z, label) => z - label },
  },
  {
    says: 'Only the rows of class 1 seem to count. A row of class 0 has a slope too.',
    slips: { error: (z, label) => (label === 1 ? sigmoid(z) - 1 : 0) },
  },
  {
    says: 'The labels seem to be taken for −1 and 1.',
    slips: { error: (z, label) => sigmoid(z) - (2 * label - 1) },
  },
  {
    says: 'It learns the other class: p is the probability of class 1.',
    slips: { error: (z, label) => sigmoid(z) - (1 - label) },
  },
  {
    says: 'It goes uphill: the slopes are subtracted, not added.',
    slips: { factor: () => -1, decay: (weight, l2) => -2 * l2 * weight },
  },
  {
    says: 'It looks as if every probability met every label: [n, 1] less [n] is [n, n].',
    slips: { allPairs: true },
  },
  // ---- the penalty ----
  { says: 'The penalty seems to have no part in the slope of the weights.', slips: { decay: () => 0 } },
  {
    says: 'The slope of the penalty lacks a 2: the derivative of λw² is 2λw.',
    slips: { decay: (weight, l2) => l2 * weight },
  },
  {
    says: 'The penalty seems to be divided by n: only the cross-entropy is a mean.',
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
  // ---- the steps ----
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
    says: 'It seems to take a step for each row. One step for each epoch is wanted, over all rows.',
    slips: { rowByRow: true },
  },
  { says: 'It seems to start with ones; zeros are wanted.', slips: { start: 1 } },
  { says: 'It seems to take a step too many.', slips: { extraEpochs: 1 } },
  { says: 'It seems to take a step too few.', slips: { extraEpochs: -1 } },
  {
    says: 'The rate seems to sink from epoch to epoch; it is the same in all.',
    slips: { rate: (rate, epoch) => rate / (1 + epoch) },
  },
]

export const LOSS_SLIPS: typeof TRAIN_SLIPS = [
  { says: 'The losses lack the penalty.', slips: { penalty: () => 0 } },
  { says: 'These are the losses after each step; those before it are wanted.', slips: { lossAfter: true } },
  {
    says: 'The penalty in the losses counts the bias as well.',
    slips: { penalty: (weights, bias, l2) => l2 * (squares(weights) + bias ** 2) },
  },
  {
    says: 'The penalty in the losses is half of what it should be: there is no ½ in front of it.',
    slips: { penalty: (weights, _, l2) => (l2 / 2) * squares(weights) },
  },
  {
    says: 'The penalty in the losses seems to be divided by n: only the cross-entropy is a mean.',
    slips: { penalty: (weights, _, l2, n) => (l2 / n) * squares(weights) },
  },
  {
    says: 'The penalty in the losses is that of absolute values; squares are wanted.',
    slips: { penalty: (weights, _, l2) => l2 * total(weights.map(Math.abs)) },
  },
  { says: 'The losses are sums over the rows; means are wanted.', slips: { lossFactor: (n) => n } },
  {
    says: 'The logarithm in the losses seems to be that of base 2. Take the natural one.',
    slips: { cost: (z, label) => costOf(z, label) / Math.LN2 },
  },
  { says: 'The losses have the wrong sign.', slips: { lossFactor: () => -1 } },
  {
    says: 'Only the rows of class 1 seem to count in the losses. A row of class 0 costs −ln(1 − p).',
    slips: { cost: (z, label) => (label === 1 ? costOf(z, 1) : 0) },
  },
  {
    says: 'The losses are squared errors; the cross-entropy is wanted.',
    slips: { cost: (z, label) => (sigmoid(z) - label) ** 2 },
  },
  ...[
    ...[1e-5, 1e-6, 1e-7, 1e-8, 1e-10, 1e-12].flatMap(capped),
    ...[10, 15, 20, 30, 50, 80, 88, 100].map(bounded),
  ].map((cost) => ({
    says: 'The loss is capped: a probability is kept away from 0, or z within bounds. A row with the label 1 and z = −500 costs 500.',
    slips: { cost },
  })),
]

export const PREDICTION_SLIPS: readonly { readonly says: string; readonly slips: PredictionSlips }[] = [
  {
    says: 'These are decisions, 0 or 1. Probabilities are wanted.',
    slips: { link: (z) => (z >= 0 ? 1 : 0) },
  },
  { says: 'These are decisions, 0 or 1. Probabilities are wanted.', slips: { link: (z) => (z > 0 ? 1 : 0) } },
  { says: 'These are the z; their logistic function is wanted.', slips: { link: (z) => z } },
  {
    says: 'These are probabilities of class 0; those of class 1 are wanted.',
    slips: { link: (z) => sigmoid(-z) },
  },
  { says: 'These are hyperbolic tangents. A probability is σ(z).', slips: { link: Math.tanh } },
  { says: 'The logistic function seems to be applied twice.', slips: { link: (z) => sigmoid(sigmoid(z)) } },
  {
    says: 'The rows do not seem to be standardised: the weights are those of standardised features.',
    slips: { notStandardised: true },
  },
  {
    says: 'The rows seem to be divided by the deviation without the mean taken away first.',
    slips: { notCentred: true },
  },
  { says: 'The rows do not seem to be divided by the deviation.', slips: { notScaled: true } },
  {
    says: 'The rows seem to be standardised by themselves. The model has a mean and a deviation for that.',
    slips: { byQueries: true },
  },
  { says: 'There seems to be no bias in it.', slips: { noBias: true } },
]
