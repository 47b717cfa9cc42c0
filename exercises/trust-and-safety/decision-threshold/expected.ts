// Thresholds counted one by one, and what people choose when one step of it is taken otherwise.

export interface Sample {
  readonly labels: Int32Array
  readonly scores: Float32Array
}

export interface Conditions {
  readonly baseRate: number
  readonly falsePositive: number
  readonly falseNegative: number
  readonly capacity?: number
}

export interface Outcome {
  readonly cost: number
  readonly flagged: number
}

export interface Choice extends Outcome {
  readonly threshold: number
}

export interface Slips {
  /** The base rate that is used, where the sample's own share of harmful posts is `share`. */
  readonly rate?: (baseRate: number, share: number) => number
  /** The two costs take each other's place. */
  readonly exchanged?: boolean
  /** A post at the threshold is not flagged. */
  readonly strict?: boolean
  /** What is caught is paid for, in the place of what is missed. */
  readonly paysForCaught?: boolean
  /** The cost of the whole sample, in the place of a post's. */
  readonly total?: boolean
}

const shareOf = (flags: readonly boolean[]): number => flags.filter(Boolean).length / flags.length

export function outcomeAt(
  { labels, scores }: Sample,
  threshold: number,
  conditions: Conditions,
  slips: Slips = {},
): Outcome {
  const flags = Array.from(scores, (score) => (slips.strict ? score > threshold : score >= threshold))
  const [caught, wrong] = [1, 0].map((kind) => shareOf(flags.filter((_, i) => labels[i] === kind))) as [
    number,
    number,
  ]
  const { rate = (baseRate: number) => baseRate } = slips
  const pi = rate(conditions.baseRate, labels.reduce((sum, label) => sum + label, 0) / labels.length)
  const [forWrong, forMissed] = slips.exchanged
    ? [conditions.falseNegative, conditions.falsePositive]
    : [conditions.falsePositive, conditions.falseNegative]
  const cost = pi * (slips.paysForCaught ? caught : 1 - caught) * forMissed + (1 - pi) * wrong * forWrong
  return { cost: slips.total ? cost * labels.length : cost, flagged: pi * caught + (1 - pi) * wrong }
}

/** Infinity and the distinct scores, from the highest down. */
export const thresholdsOf = ({ scores }: Sample): number[] => [
  Infinity,
  ...[...new Set(scores)].sort((a, b) => b - a),
]

export const choicesOf = (sample: Sample, conditions: Conditions, slips: Slips = {}): Choice[] =>
  thresholdsOf(sample).map((threshold) => ({
    threshold,
    ...outcomeAt(sample, threshold, conditions, slips),
  }))

/** The first of the least. */
export const cheapest = (choices: readonly Choice[]): Choice | undefined =>
  choices.reduce<Choice | undefined>(
    (best, one) => (best === undefined || one.cost < best.cost ? one : best),
    undefined,
  )

export function bestOf(sample: Sample, conditions: Conditions, slips: Slips = {}): Choice {
  const { capacity = 1 } = conditions
  return cheapest(choicesOf(sample, conditions, slips).filter(({ flagged }) => flagged <= capacity))!
}

type Rule = (sample: Sample, conditions: Conditions) => number | undefined

/** The first for which `measure` is greatest. */
const greatest = (sample: Sample, measure: (threshold: number) => number): number =>
  thresholdsOf(sample).reduce((best, one) => (measure(one) > measure(best) ? one : best))

/** As if a threshold could come after each post, whatever the next one scores; `isFirst`: of its score. Infinity is before all. */
function postByPost({ labels, scores }: Sample, conditions: Conditions): (Choice & { isFirst: boolean })[] {
  const ranking = [...scores.keys()].sort((i, j) => scores[j]! - scores[i]!)
  const before = {
    threshold: Infinity,
    ...outcomeAt({ labels, scores }, Infinity, conditions),
    isFirst: true,
  }
  const after = ranking.map((item, rank) => {
    const places = new Float32Array(scores.length)
    ranking.forEach((other, place) => (places[other] = -place))
    const outcome = outcomeAt({ labels, scores: places }, -rank, conditions)
    return { threshold: scores[item]!, ...outcome, isFirst: scores[ranking[rank - 1]!] !== scores[item] }
  })
  return [before, ...after]
}

const costs = { falsePositive: 1, falseNegative: 1 }

/** How people choose otherwise, each with the words that name it. Tried in this order. */
export const WRONG_CHOICES: readonly { readonly says: string; readonly rule: Rule }[] = [
  { says: 'This is 0.5. What do scores, costs and the base rate say?', rule: () => 0.5 },
  {
    says: 'This flags more than the capacity: it seems to be ignored.',
    rule: (sample, conditions) => bestOf(sample, { ...conditions, capacity: 1 }).threshold,
  },
  {
    says: 'The base rate seems to be the sample’s own. In production harm is another share of all posts.',
    rule: (sample, conditions) => bestOf(sample, conditions, { rate: (_, share) => share }).threshold,
  },
  {
    says: 'The base rate seems to be left out: both rates count alike.',
    rule: (sample, conditions) => bestOf(sample, conditions, { rate: () => 0.5 }).threshold,
  },
  {
    says: 'The two costs seem to be exchanged: a false positive is a harmless post that was flagged.',
    rule: (sample, conditions) => bestOf(sample, conditions, { exchanged: true }).threshold,
  },
  {
    says: 'The capacity seems to be a share of the sample. How much would be flagged in production?',
    rule: (sample, { capacity = 1, ...conditions }) =>
      cheapest(
        choicesOf(sample, conditions).filter(
          ({ threshold }) => shareOf(Array.from(sample.scores, (score) => score >= threshold)) <= capacity,
        ),
      )?.threshold,
  },
  {
    says: 'A flagged share that equals the capacity seems to be refused. "At most" allows it.',
    rule: (sample, { capacity = 1, ...conditions }) =>
      cheapest(choicesOf(sample, conditions).filter(({ flagged }) => flagged < capacity))?.threshold,
  },
  {
    says: 'Infinity seems not to be tried: to flag nothing is a choice too.',
    rule: (sample, { capacity = 1, ...conditions }) =>
      cheapest(
        choicesOf(sample, conditions).filter((one) => one.threshold < Infinity && one.flagged <= capacity),
      )?.threshold,
  },
  {
    says: 'The lowest score seems not to be tried: to flag everything is a choice too.',
    rule: (sample, { capacity = 1, ...conditions }) =>
      cheapest(
        choicesOf(sample, conditions)
          .slice(0, -1)
          .filter(({ flagged }) => flagged <= capacity),
      )?.threshold,
  },
  {
    says: 'This is the lowest threshold that fits the capacity. Flagging less may cost less.',
    rule: (sample, { capacity = 1, ...conditions }) =>
      capacity < 1
        ? choicesOf(sample, conditions)
            .reverse()
            .find(({ flagged }) => flagged <= capacity)?.threshold
        : bestOf(sample, conditions).threshold,
  },
  {
    says: 'It looks as if the search stops where the cost first rises. Further down it may fall again.',
    rule: (sample, conditions) => {
      const choices = choicesOf(sample, conditions)
      return choices.find((one, i) => i + 1 === choices.length || choices[i + 1]!.cost > one.cost)?.threshold
    },
  },
  {
    says: 'It looks as if posts of equal score were taken one by one. None of them can be flagged without the others.',
    rule: (sample, { capacity = 1, ...conditions }) =>
      cheapest(postByPost(sample, conditions).filter(({ flagged }) => flagged <= capacity))?.threshold,
  },
  {
    says: 'It looks as if posts of equal score were taken one by one. None of them can be flagged without the others.',
    rule: (sample, { capacity = 1, ...conditions }) =>
      cheapest(postByPost(sample, conditions).filter((one) => one.isFirst && one.flagged <= capacity))
        ?.threshold,
  },
  {
    says: 'It looks as if all errors cost the same.',
    rule: (sample, conditions) => bestOf(sample, { ...conditions, ...costs }).threshold,
  },
  {
    says: 'This is where TPR − FPR is greatest (Youden’s J). It knows neither costs nor base rate.',
    rule: (sample) => {
      const free = { baseRate: 0.5, ...costs }
      return greatest(sample, (threshold) => -outcomeAt(sample, threshold, free).cost)
    },
  },
  {
    says: 'This is false positive over the sum of the costs: right for calibrated probabilities, and scores are none.',
    rule: (_, { falsePositive, falseNegative }) => falsePositive / (falsePositive + falseNegative),
  },
]

/** What becomes of the outcome itself when it is computed otherwise. */
export const WRONG_OUTCOMES: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'The base rate seems to be the sample’s own. In production harm is another share of all posts.',
    slips: { rate: (_, share) => share },
  },
  { says: 'The base rate seems to be left out: both rates count alike.', slips: { rate: () => 0.5 } },
  {
    says: 'The base rate seems to be that of the harmless posts.',
    slips: { rate: (baseRate) => 1 - baseRate },
  },
  {
    says: 'The two costs seem to be exchanged: a false positive is a harmless post that was flagged.',
    slips: { exchanged: true },
  },
  {
    says: 'A post whose score equals the threshold seems not to be flagged. "At least" includes it.',
    slips: { strict: true },
  },
  {
    says: 'It looks as if the harmful posts that are caught were paid for. Those that are missed cost.',
    slips: { paysForCaught: true },
  },
  {
    says: 'This seems to be the cost of the whole sample. That of a post is wanted.',
    slips: { total: true },
  },
]
