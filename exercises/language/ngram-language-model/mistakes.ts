// What people make of it, each with the words that name it. Tried in this order.

import {
  type Counts,
  END,
  predicted,
  type Slips,
  START,
  surprise,
  type Text,
  type Training,
  UNKNOWN,
  modelOf,
} from './expected'

const interpolated = ({ together, context, prior, strength }: Counts): number =>
  (together + strength * prior) / (context + strength)

export const MISTAKES: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'The beginning of a sentence seems to have no start marks: the first words are predicted as if anything could stand before them.',
    slips: { marks: () => 0 },
  },
  {
    says: 'There seems to be one start mark where n − 1 are wanted.',
    slips: { marks: (order) => Math.min(1, order - 1) },
  },
  {
    says: 'There seem to be n start marks, and contexts of n words. An n-gram has n words with the one that is predicted.',
    slips: { marks: (order) => order, longest: (order) => order + 1 },
  },
  {
    says: 'Contexts seem to have n words. An n-gram has n words with the one that is predicted: n − 1 are before it.',
    slips: { longest: (order) => order + 1 },
  },
  {
    says: 'The longest context seems to be left out: the last n − 1 words count.',
    slips: { longest: (order) => Math.max(1, order - 1) },
  },
  {
    says: 'The first n − 1 words of each sentence seem not to be counted. Start marks let them be.',
    slips: { skipsFirst: true },
  },
  {
    says: 'Start marks seem to be counted as if they were predicted.',
    slips: { countsMarks: true, smoothed: interpolated },
  },
  {
    says: 'Start marks seem to be counted as if they were predicted, and to be words of the vocabulary.',
    slips: { countsMarks: true, extra: [START, END, UNKNOWN] },
  },
  {
    says: 'Contexts seem to reach into the sentence before. Each sentence begins anew.',
    slips: { runsOn: true },
  },
  { says: 'The ends of sentences seem not to be counted.', slips: { noEnds: true } },
  {
    says: '|V| seems to be short of one: both </s> and <unk> are in it.',
    slips: { extra: [END] },
  },
  {
    says: 'The end seems to be taken for an unknown word: </s> is in the vocabulary.',
    slips: { extra: [UNKNOWN], smoothed: interpolated },
  },
  {
    says: 'The vocabulary seems to hold <s>, which is never predicted.',
    slips: { extra: [START, END, UNKNOWN] },
  },
  {
    says: 'A context seems to be shortened by its newest word. The oldest goes.',
    slips: { dropsNewest: true },
  },
  {
    says: 'Each context seems to be smoothed with 1 / |V|. Its prior is what the shorter context expects.',
    slips: { flatPrior: true },
  },
  {
    says: 'A context that was never read seems to give 1 / |V|. It leaves everything to the shorter one.',
    slips: { unseenIsUniform: true },
  },
  {
    says: 'A word that was never read seems to be impossible. It counts as <unk>, which has a little.',
    slips: { unknownIsImpossible: true },
  },
  {
    says: 'The counts seem not to be smoothed at all.',
    slips: { smoothed: ({ together, context }) => (context === 0 ? 0 : together / context) },
  },
  {
    says: 'The counts seem not to be smoothed at all.',
    slips: { smoothed: ({ together, context }) => together / context },
  },
  {
    says: 'The counts of the longest context that was read seem to be taken as they are. All contexts are mixed.',
    slips: { smoothed: ({ together, context, prior }) => (context === 0 ? prior : together / context) },
  },
  {
    says: 'The strength seems to be ignored: this is what 1 would give.',
    slips: { smoothed: (counts) => interpolated({ ...counts, strength: 1 }) },
  },
  {
    says: 'α seems to be added for every word of the vocabulary. α · P is added to each, so α to all.',
    slips: {
      smoothed: ({ together, context, prior, strength, size }) =>
        (together + strength * prior) / (context + strength * size),
    },
  },
  {
    says: 'This seems to be add-α smoothing: a word gets α times what the shorter context expects, not α.',
    slips: {
      smoothed: ({ together, context, strength, size }) =>
        (together + strength) / (context + strength * size),
    },
  },
  {
    says: 'α seems to be added above the line, and not below it.',
    slips: {
      smoothed: ({ together, context, prior, strength }) =>
        context === 0 ? prior : (together + strength * prior) / context,
    },
  },
  {
    says: 'α seems to be added below the line, and not above it.',
    slips: { smoothed: ({ together, context, strength }) => together / (context + strength) },
  },
  {
    says: 'Two priors seem to be mixed half and half, whatever the counts.',
    slips: {
      smoothed: ({ together, context, prior }) => (context === 0 ? prior : (together / context + prior) / 2),
    },
  },
]

/** The perplexities that come of a step taken otherwise. */
export function wrongPerplexities(training: Training, text: Text): { says: string; gives: number }[] {
  const sentences = predicted(modelOf(training), text)
  const all = sentences.flat()
  const nats = surprise(all) / all.length
  const words = sentences.map((ps) => ps.slice(0, -1)).flat()
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, one) => sum + one, 0) / values.length
  const underflows = Math.exp(-nats * all.length) === 0
  return [
    ...(underflows
      ? [{ says: 'The product of the probabilities has become 0. Add up logarithms.', gives: Infinity }]
      : []),
    { says: 'The logarithm is of base 2, and the power of base e.', gives: Math.exp(nats / Math.LN2) },
    { says: 'The logarithm is of base e, and the power of base 2.', gives: 2 ** nats },
    { says: 'The logarithm is of base 10, and the power of base e.', gives: Math.exp(nats / Math.LN10) },
    { says: 'This is the mean of −ln P. Its exponential is wanted.', gives: nats },
    { says: 'This is the mean of −log₂ P. The perplexity is wanted.', gives: nats / Math.LN2 },
    { says: 'The sign is missing: this is 1 over the perplexity.', gives: Math.exp(-nats) },
    { says: 'The sum is not divided by the number of predictions.', gives: Math.exp(nats * all.length) },
    {
      says: 'The ends count as predictions too: they are not among those that the sum is divided by.',
      gives: Math.exp((nats * all.length) / words.length),
    },
    {
      says: 'The ends are left out. They are predicted like words.',
      gives: Math.exp(surprise(words) / words.length),
    },
    {
      says: 'This is the mean of the sentences’ perplexities. Every word counts the same, whatever its sentence.',
      gives: mean(sentences.map((ps) => Math.exp(surprise(ps) / ps.length))),
    },
    {
      says: 'Sentences seem to count the same, whatever their length. Every word does.',
      gives: Math.exp(mean(sentences.map((ps) => surprise(ps) / ps.length))),
    },
    {
      says: 'The sum seems to be divided by the number of sentences.',
      gives: Math.exp(mean(sentences.map(surprise))),
    },
    {
      says: 'This is 1 over the mean probability. The mean of the logarithms is wanted.',
      gives: 1 / mean(all),
    },
  ]
}
