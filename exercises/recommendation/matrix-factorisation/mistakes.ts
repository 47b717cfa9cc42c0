// What people make of it otherwise, each with the words that name it.

import { meanOf, type Slips } from './expected'
import type { Rating } from './harness'

const perPair = (ratings: readonly Rating[], pick: 'first' | 'last'): Rating[] => {
  const kept = new Map<string, Rating>()
  for (const rating of ratings) {
    const key = `${rating.user},${rating.item}`
    if (pick === 'last' || !kept.has(key)) kept.set(key, rating)
  }
  return [...kept.values()]
}

const meanOfMeans = (ratings: readonly Rating[], side: 'user' | 'item'): number =>
  meanOf(
    [...new Set(ratings.map((rating) => rating[side]))].map((id) =>
      meanOf(ratings.filter((rating) => rating[side] === id).map(({ value }) => value)),
    ),
  )

/** Tried in this order. */
export const MISTAKES: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'The item’s step seems to see the user’s new factors. Both see those from before the rating.',
    slips: { sees: 'new user' },
  },
  {
    says: 'The user’s step seems to see the item’s new factors. Both see those from before the rating.',
    slips: { sees: 'new item' },
  },
  {
    says: 'The error seems to be computed anew after the biases have moved. All steps of a rating share one error.',
    slips: { errorAgain: true },
  },
  {
    says: 'Nothing seems to be regularised.',
    slips: { weights: { biasDecay: 0, factorDecay: 0 } },
  },
  { says: 'The biases seem not to be regularised.', slips: { weights: { biasDecay: 0 } } },
  { says: 'The factors seem not to be regularised.', slips: { weights: { factorDecay: 0 } } },
  {
    says: 'The regularisation seems to have the wrong sign: values grow instead of shrinking.',
    slips: { weights: { biasDecay: -1, factorDecay: -1 } },
  },
  {
    says: 'The steps seem to be twice as long: there is no factor of 2 in them.',
    slips: { weights: { error: 2, biasDecay: 2, factorDecay: 2 } },
  },
  {
    says: 'The error seems to be doubled: there is no factor of 2 in the steps.',
    slips: { weights: { error: 2 } },
  },
  {
    says: 'The steps seem to go uphill: what is the error, the rating minus the prediction or the other way round?',
    slips: { weights: { error: -1 } },
  },
  { says: 'The mean seems not to be taken away: it is 0 here.', slips: { meanOf: () => 0 } },
  {
    says: 'The mean seems to be one of the users’ means. It is that of all ratings.',
    slips: { meanOf: (ratings) => meanOfMeans(ratings, 'user') },
  },
  {
    says: 'The mean seems to be one of the items’ means. It is that of all ratings.',
    slips: { meanOf: (ratings) => meanOfMeans(ratings, 'item') },
  },
  { says: 'The mean seems to be learned as well. It stays what it is.', slips: { learnsMean: true } },
  { says: 'There seem to be no biases.', slips: { noBiases: true } },
  {
    says: 'All errors of an epoch seem to be computed at its beginning. Each rating sees what those before it have changed.',
    slips: { isBatch: true },
  },
  {
    says: 'The regularisation seems to act once in an epoch. It belongs to the step of each rating.',
    slips: { decays: 'once an epoch' },
  },
  {
    says: 'Each rating seems to shrink everybody’s values. Only its own user and item move.',
    slips: { decays: 'everybody' },
  },
  {
    says: 'The ratings seem to be visited backwards.',
    slips: { visits: (ratings) => [...ratings].reverse() },
  },
  {
    says: 'The ratings seem to be visited user by user. They come in the order given.',
    slips: { visits: (ratings) => [...ratings].sort((one, other) => one.user - other.user) },
  },
  {
    says: 'Of ratings of the same pair only the last seems to count. Each is a step.',
    slips: { visits: (ratings) => perPair(ratings, 'last') },
  },
  {
    says: 'Of ratings of the same pair only the first seems to count. Each is a step.',
    slips: { visits: (ratings) => perPair(ratings, 'first') },
  },
  {
    says: 'A rating of 0 seems to be taken for none.',
    slips: { visits: (ratings) => ratings.filter(({ value }) => value !== 0) },
  },
  {
    says: 'A rating of 0 seems to be taken for none.',
    slips: {
      meanOf: (ratings) => meanOf(ratings.flatMap(({ value }) => (value === 0 ? [] : [value]))),
      visits: (ratings) => ratings.filter(({ value }) => value !== 0),
    },
  },
  {
    says: 'A match with one who is new seems to be added: their factors have never been trained.',
    slips: { unknown: 'initial factors' },
  },
  {
    says: 'Where one is new, only the mean seems to be predicted. The bias of the other is known.',
    slips: { unknown: 'mean' },
  },
  { says: 'Where one is new, 0 seems to be predicted.', slips: { unknown: 'zero' } },
  { says: 'Number 0 seems to be taken for somebody new.', slips: { unknown: 'never rated row 0' } },
  {
    says: 'An item seems to count as known because a user of the same number is, or the other way round.',
    slips: { sharesIds: true },
  },
  { says: 'Predictions seem to be clipped to the range of the ratings.', slips: { isClipped: true } },
  {
    says: 'An epoch too many seems to be made.',
    slips: { optionsOf: ({ epochs }) => ({ epochs: epochs + 1 }) },
  },
  {
    says: 'An epoch too few seems to be made.',
    slips: { optionsOf: ({ epochs }) => ({ epochs: epochs - 1 }) },
  },
  {
    says: 'An option of 0 seems to be taken for an option that is absent.',
    slips: {
      optionsOf: ({ epochs, learningRate, regularisation }) => ({
        epochs: epochs || 20,
        learningRate: learningRate || 0.01,
        regularisation: regularisation || 0.02,
      }),
    },
  },
  {
    says: 'The options seem to be ignored: this comes of the default ones.',
    slips: { optionsOf: () => ({ epochs: 20, learningRate: 0.01, regularisation: 0.02 }) },
  },
]
