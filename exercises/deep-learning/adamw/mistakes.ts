// Wrong steps that people really take, each with the words that name it.

import type { Slip, Slips } from './expected'

/** θ without a decay of its own. */
const undecayed: Slips['theta'] = ({ theta, ratio, hyper }) => theta - hyper.learningRate * ratio

const COUPLED: Slip = {
  says: 'The weight decay seems to be added to the gradient, so that the averages see it: that is Adam with L2. AdamW’s decay is decoupled.',
  slips: { sees: ({ g, theta, hyper }) => g + hyper.weightDecay * theta, theta: undecayed },
}
const CORRECTED: Slip = {
  says: 'The state seems to keep the corrected average, which is then corrected once more at the next step. Keep it as it was before.',
  slips: { storesCorrected: true },
}

export const FIRST_MOMENT: readonly Slip[] = [
  COUPLED,
  {
    says: 'β₁ and 1 − β₁ seem to be swapped: the old average has the weight β₁.',
    slips: { firstMoment: ({ m, g, hyper: { beta1 } }) => (1 - beta1) * m + beta1 * g },
  },
  {
    says: 'The first average seems to use β₂.',
    slips: { firstMoment: ({ m, g, hyper: { beta2 } }) => beta2 * m + (1 - beta2) * g },
  },
  {
    says: 'The factor 1 − β₁ seems to be missing: this is a sum with momentum, not an average.',
    slips: { firstMoment: ({ m, g, hyper: { beta1 } }) => beta1 * m + g },
  },
  CORRECTED,
  {
    says: 'The new average seems to be the gradient alone: what of the average so far?',
    slips: { firstMoment: ({ g, hyper: { beta1 } }) => (1 - beta1) * g },
  },
]

export const SECOND_MOMENT: readonly Slip[] = [
  {
    says: 'β₂ and 1 − β₂ seem to be swapped: the old average has the weight β₂.',
    slips: { secondMoment: ({ v, g, hyper: { beta2 } }) => (1 - beta2) * v + beta2 * g ** 2 },
  },
  {
    says: 'The second average seems to use β₁.',
    slips: { secondMoment: ({ v, g, hyper: { beta1 } }) => beta1 * v + (1 - beta1) * g ** 2 },
  },
  {
    says: 'The factor 1 − β₂ seems to be missing: this is a sum, not an average.',
    slips: { secondMoment: ({ v, g, hyper: { beta2 } }) => beta2 * v + g ** 2 },
  },
  {
    says: 'The second average seems to be of |g|, not of its square.',
    slips: { secondMoment: ({ v, g, hyper: { beta2 } }) => beta2 * v + (1 - beta2) * Math.abs(g) },
  },
  {
    says: 'The second average seems to be of the gradient, not of its square.',
    slips: { secondMoment: ({ v, g, hyper: { beta2 } }) => beta2 * v + (1 - beta2) * g },
  },
  {
    says: 'The second average seems to take the square of m, not of the gradient.',
    slips: { secondMoment: ({ v, firstM, hyper: { beta2 } }) => beta2 * v + (1 - beta2) * firstM ** 2 },
  },
  {
    says: 'The second average seems never to fall, as in AMSGrad. Here it may.',
    slips: { secondMoment: ({ v, g, hyper: { beta2 } }) => Math.max(v, beta2 * v + (1 - beta2) * g ** 2) },
  },
  CORRECTED,
  COUPLED,
]

const OF_THE_CORRECTION: readonly Slip[] = [
  {
    says: 'There seems to be no bias correction: an average that starts at 0 is too small for a while.',
    slips: { correction: () => 1 },
  },
  {
    says: 'Only m seems to be corrected. v starts at 0 as well.',
    slips: { ratio: ({ m, v, c1, hyper }) => m / c1 / (Math.sqrt(v) + hyper.epsilon) },
  },
  {
    says: 'Only v seems to be corrected. m starts at 0 as well.',
    slips: { ratio: ({ m, v, c2, hyper }) => m / (Math.sqrt(v / c2) + hyper.epsilon) },
  },
  {
    says: 'The correction seems to use t before it is counted up. The first step of all has t = 1.',
    slips: { correction: (beta, t) => 1 - beta ** (t - 1) },
  },
  {
    says: 'The correction seems to use t + 1: this step is counted twice.',
    slips: { correction: (beta, t) => 1 - beta ** (t + 1) },
  },
  {
    says: 'The correction seems to be 1 − β at every step: the power t is missing.',
    slips: { correction: (beta) => 1 - beta },
  },
  {
    says: 'The correction seems to be 1 − β · t: it is a power, 1 − βᵗ.',
    slips: { correction: (beta, t) => 1 - beta * t },
  },
  {
    says: 'The averages seem to be multiplied by 1 − βᵗ. Divide: they are too small.',
    slips: { correction: (beta, t) => 1 / (1 - beta ** t) },
  },
]

const OF_THE_DENOMINATOR: readonly Slip[] = [
  {
    says: 'ε seems to be inside the root. There it is as large as its own root, 1e-4 for 1e-8.',
    slips: { ratio: ({ m, v, c1, c2, hyper }) => m / c1 / Math.sqrt(v / c2 + hyper.epsilon) },
  },
  {
    says: 'ε seems to be added before v is corrected, which makes it grow with the correction: thirtyfold at the first step.',
    slips: {
      ratio: ({ m, v, c1, c2, hyper }) => ((m / c1) * Math.sqrt(c2)) / (Math.sqrt(v) + hyper.epsilon),
    },
  },
  {
    says: 'ε seems to be missing.',
    slips: { ratio: ({ m, v, c1, c2 }) => m / c1 / Math.sqrt(v / c2) },
  },
  {
    says: 'The root seems to be missing: the step is divided by v̂ itself.',
    slips: { ratio: ({ m, v, c1, c2, hyper }) => m / c1 / (v / c2 + hyper.epsilon) },
  },
  {
    says: 'The denominator seems to be the greater of √v̂ and ε. It is their sum.',
    slips: { ratio: ({ m, v, c1, c2, hyper }) => m / c1 / Math.max(Math.sqrt(v / c2), hyper.epsilon) },
  },
]

const OF_THE_NUMERATOR: readonly Slip[] = [
  {
    says: 'The step seems to take the gradient itself, not its average.',
    slips: { ratio: ({ g, v, c2, hyper }) => g / (Math.sqrt(v / c2) + hyper.epsilon) },
  },
  {
    says: 'The step seems to use m as it was before this gradient.',
    slips: { ratio: ({ oldM, v, c1, c2, hyper }) => oldM / c1 / (Math.sqrt(v / c2) + hyper.epsilon) },
  },
  {
    says: 'The step seems to look ahead, as in NAdam. Here it takes m̂ alone.',
    slips: {
      ratio: ({ m, g, v, c1, c2, hyper: { beta1, epsilon } }) =>
        (beta1 * m + (1 - beta1) * g) / c1 / (Math.sqrt(v / c2) + epsilon),
    },
  },
]

const OF_THE_PARAMETER: readonly Slip[] = [
  { says: 'There seems to be no weight decay.', slips: { theta: undecayed } },
  {
    says: 'The weight decay seems to have the wrong sign: it shrinks the parameter.',
    slips: {
      theta: ({ theta, ratio, hyper: { learningRate, weightDecay } }) =>
        theta - learningRate * (ratio - weightDecay * theta),
    },
  },
  {
    says: 'The weight decay seems not to be multiplied by the learning rate.',
    slips: {
      theta: ({ theta, ratio, hyper: { learningRate, weightDecay } }) =>
        theta - learningRate * ratio - weightDecay * theta,
    },
  },
  {
    says: 'The weight decay seems to be divided by the root of v̂ too: add it after the division.',
    slips: {
      theta: undecayed,
      ratio: ({ m, v, c1, c2, theta, hyper: { epsilon, weightDecay } }) =>
        (m / c1 + weightDecay * theta) / (Math.sqrt(v / c2) + epsilon),
    },
  },
  {
    says: 'The weight decay seems to take the parameter after the step. It takes the one before.',
    slips: {
      theta: ({ theta, ratio, hyper: { learningRate, weightDecay } }) =>
        (theta - learningRate * ratio) * (1 - learningRate * weightDecay),
    },
  },
  {
    says: 'The weight decay seems to be the same for every size, as from an L1 penalty. It is proportional to the parameter.',
    slips: {
      theta: ({ theta, ratio, hyper: { learningRate, weightDecay } }) =>
        theta - learningRate * (ratio + weightDecay * Math.sign(theta)),
    },
  },
  {
    says: 'The step seems to go up the gradient. Subtract it.',
    slips: {
      theta: ({ theta, ratio, hyper: { learningRate, weightDecay } }) =>
        theta - learningRate * (-ratio + weightDecay * theta),
    },
  },
  {
    says: 'The learning rate seems to be missing from the step.',
    slips: {
      theta: ({ theta, ratio, hyper: { learningRate, weightDecay } }) =>
        theta - ratio - learningRate * weightDecay * theta,
    },
  },
]

export const PARAMETER: readonly Slip[] = [
  ...OF_THE_CORRECTION,
  ...OF_THE_DENOMINATOR,
  ...OF_THE_NUMERATOR,
  ...OF_THE_PARAMETER,
]

/** Options that are taken for absent because they are 0, or that have the defaults of other libraries. */
export const OF_THE_OPTIONS: readonly Slip[] = [
  {
    says: 'The default of ε seems to be 1e-7, as in Keras. Here it is 1e-8.',
    slips: { hyper: { epsilon: 1e-7 } },
  },
  {
    says: 'The default of the weight decay seems to be 0, as in Adam. Here it is 0.01.',
    slips: { hyper: { weightDecay: 0 } },
  },
]
export const ZEROS: readonly Slip[] = [
  {
    says: 'A weight decay of 0 seems to be taken for none given: || puts the default there, ?? does not.',
    slips: { hyper: { weightDecay: 0.01 } },
  },
  {
    says: 'A β₁ of 0 seems to be taken for none given: || puts the default there, ?? does not.',
    slips: { hyper: { beta1: 0.9 } },
  },
  {
    says: 'A β₂ of 0 seems to be taken for none given: || puts the default there, ?? does not.',
    slips: { hyper: { beta2: 0.999 } },
  },
  {
    says: 'A learning rate of 0 seems to be taken for none given: || puts the default there, ?? does not.',
    slips: { hyper: { learningRate: 0.001 } },
  },
]
