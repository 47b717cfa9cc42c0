// What the tests compare with: the four steps in doubles, each open to being done wrong.

import type { DistributionOptions, Expect } from '@tensorkata/kit'

export interface Options {
  readonly temperature?: number
  readonly topK?: number
  readonly topP?: number
}

interface Slips {
  /** The probabilities of all tokens at a temperature. */
  readonly soften?: (logits: readonly number[], temperature: number) => number[]
  readonly rank?: (probabilities: readonly number[]) => number[]
  readonly cutTopK?: (ranked: readonly number[], k: number, probabilities: readonly number[]) => number[]
  /** How many of the ranked probabilities, which sum to 1, stay. */
  readonly nucleus?: (ranked: readonly number[], p: number) => number
  /** Where top-p takes its sums from. */
  readonly sumsFrom?: 'all' | 'temperature 1'
  readonly normalise?: boolean
}

const add = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function softmax(logits: readonly number[]): number[] {
  const top = greatest(logits)
  const weights = logits.map((logit) => Math.exp(logit - top))
  const total = add(weights)
  return weights.map((weight) => weight / total)
}

/** Without the limit that Math.max has on the number of its arguments. */
const greatest = (values: readonly number[]): number => values.reduce((top, value) => Math.max(top, value))

function soften(logits: readonly number[], temperature: number): number[] {
  if (temperature > 0) {
    const top = greatest(logits)
    return softmax(logits.map((logit) => (logit - top) / temperature))
  }
  const best = logits.indexOf(greatest(logits))
  return logits.map((_, token) => (token === best ? 1 : 0))
}

const rank = (probabilities: readonly number[]): number[] =>
  Array.from(probabilities.keys()).sort((a, b) => probabilities[b]! - probabilities[a]! || a - b)

/** The fewest that reach p together. */
function nucleus(ranked: readonly number[], p: number): number {
  let sum = 0
  for (const [i, probability] of ranked.entries()) {
    sum += probability
    // Sums of what should be whole fractions, such as two quarters, may be a rounding error away.
    if (sum >= p - 1e-9) return i + 1
  }
  return ranked.length
}

export function distributionOf(
  logits: ArrayLike<number>,
  { temperature = 1, topK = Infinity, topP = 1 }: Options,
  slips: Slips = {},
): number[] {
  const row = Array.from(logits)
  const probabilities = (slips.soften ?? soften)(row, temperature)
  // Two different logits may have equal probabilities, of 0 at the least: the logits say who is ahead.
  const ranked = slips.rank ? slips.rank(probabilities) : rank(row)
  const cut = slips.cutTopK ?? ((list: readonly number[], k: number) => list.slice(0, k))
  const kept = cut(ranked, topK, probabilities)
  const basis = slips.sumsFrom === 'temperature 1' ? softmax(row) : probabilities
  const shares = kept.map((token) => basis[token]!)
  const total = slips.sumsFrom === 'all' ? 1 : add(shares)
  const left = kept.slice(
    0,
    (slips.nucleus ?? nucleus)(
      shares.map((share) => share / total),
      topP,
    ),
  )
  const mass = slips.normalise === false ? 1 : add(left.map((token) => probabilities[token]!))
  const result = row.map(() => 0)
  for (const token of left) result[token] = probabilities[token]! / mass
  return result
}

/** A p for top-p that is as far from its sums as it can be while m tokens stay; fewer where the m-th hardly counts. */
export function topPFor(logits: ArrayLike<number>, options: Options, m: number): number {
  const ranked = distributionOf(logits, options).sort((a, b) => b - a)
  let count = Math.min(m, ranked.length)
  while (count > 1 && ranked[count - 1]! < 0.005) count--
  return add(ranked.slice(0, count - 1)) + ranked[count - 1]! / 2
}

// ---- mistakes ----

const keepTies = (ranked: readonly number[], k: number, probabilities: readonly number[]): number[] =>
  ranked.filter((token) => k >= ranked.length || probabilities[token]! >= probabilities[ranked[k - 1]!]!)

const SLIPS: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'Top-p drops the token that crosses p: it belongs to the shortest beginning that reaches p.',
    slips: { nucleus: (ranked, p) => Math.max(nucleus(ranked, p) - 1, 1) },
  },
  {
    says: 'Top-p keeps one token too many: the one that reaches p is the last.',
    slips: { nucleus: (ranked, p) => Math.min(nucleus(ranked, p) + 1, ranked.length) },
  },
  {
    says: 'The temperature comes after softmax: the logits are divided by it, before.',
    slips: { soften: (logits, temperature) => softmax(softmax(logits).map((p) => p / temperature)) },
  },
  {
    says: 'The temperature makes no difference: the logits are divided by it, before softmax.',
    slips: { soften: (logits) => softmax(logits) },
  },
  {
    says: 'The logits are multiplied by the temperature: they are to be divided.',
    slips: { soften: (logits, temperature) => softmax(logits.map((logit) => logit * temperature)) },
  },
  {
    says: 'Top-p comes before the temperature: its sums are of the probabilities at that temperature.',
    slips: { sumsFrom: 'temperature 1' },
  },
  {
    says: 'Top-p adds up the probabilities of before top-k: divide those that are left by their sum first.',
    slips: { sumsFrom: 'all' },
  },
  {
    says: 'What is left is not divided by its sum: the probabilities no longer add up to 1.',
    slips: { normalise: false },
  },
  {
    says: 'Top-k keeps everything that ties with the k-th: exactly k stay, lower indices first.',
    slips: { cutTopK: keepTies },
  },
  {
    says: 'Among equal logits the higher index is kept: the lower one ranks first.',
    slips: {
      rank: (probabilities) =>
        Array.from(probabilities.keys()).sort((a, b) => probabilities[b]! - probabilities[a]! || b - a),
    },
  },
  { says: 'Top-k does nothing.', slips: { cutTopK: (ranked) => [...ranked] } },
  { says: 'Top-p does nothing.', slips: { nucleus: (ranked) => ranked.length } },
  {
    says: 'Top-k keeps one token too many.',
    slips: { cutTopK: (ranked, k) => ranked.slice(0, k + 1) },
  },
  {
    says: 'Top-k keeps one token too few.',
    slips: { cutTopK: (ranked, k) => ranked.slice(0, Math.max(Math.min(k, ranked.length) - 1, 1)) },
  },
  {
    says: 'The least probable tokens are kept, not the most probable ones.',
    slips: { rank: (probabilities) => rank(probabilities.map((p) => -p)) },
  },
  {
    says: 'Each probability by itself is compared with p: it is their sum, from the greatest down, that must reach p.',
    slips: { nucleus: (ranked, p) => Math.max(ranked.filter((share) => share >= p).length, 1) },
  },
  {
    says: 'Each probability by itself is compared with 1 − p: it is their sum, from the greatest down, that must reach p.',
    slips: { nucleus: (ranked, p) => Math.max(ranked.filter((share) => share >= 1 - p).length, 1) },
  },
  {
    says: 'Tokens are ranked by rounded probabilities, which make equals of different logits: rank them by their logits.',
    slips: { rank: (probabilities) => rank(probabilities.map(Math.fround)) },
  },
]

/** Masked tokens that keep the logit 0 in the place of −∞. */
function maskedWithZero(logits: ArrayLike<number>, options: Options): number[] {
  const right = distributionOf(logits, options)
  const { temperature = 1 } = options
  return softmax(Array.from(logits, (logit, token) => (right[token] === 0 ? 0 : logit / (temperature || 1))))
}

interface Wrong {
  readonly says: string
  readonly gives: number[]
}

/** What people come to when one thing goes wrong, most telling first. Where two come to the same, both are named. */
function wrongOnes(logits: ArrayLike<number>, options: Options): Wrong[] {
  const all: Wrong[] = [
    ...SLIPS.map(({ says, slips }) => ({ says, gives: distributionOf(logits, options, slips) })),
    {
      says: 'Tokens that were cut get the logit 0, which is a good one: −∞ makes them impossible.',
      gives: maskedWithZero(logits, options),
    },
    { says: 'Nothing is left: at least one token always stays.', gives: Array.from(logits, () => 0) },
  ]
  if (options.temperature === 0)
    all.push({
      says: 'Two greatest logits share: at temperature 0 the lowest index gets it all.',
      gives: distributionOf(logits, { ...options, temperature: 1e-30 }),
    })
  return told(all, distributionOf(logits, options))
}

/** Without those that are right after all, and with one entry for those that are alike. */
function told(all: readonly Wrong[], right: readonly number[]): Wrong[] {
  const groups: Wrong[] = []
  for (const { says, gives } of all) {
    if (isAlike(gives, right)) continue
    const place = groups.findIndex((group) => isAlike(group.gives, gives))
    if (place < 0) groups.push({ says, gives })
    else groups[place] = { says: `${groups[place]!.says} Or: ${says}`, gives }
  }
  return groups
}

const isAlike = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, i) => Object.is(value, b[i]) || Math.abs(value - b[i]!) < 1e-4)

// ---- judging ----

const countPossible = (probabilities: readonly number[]): number =>
  probabilities.filter((probability) => probability > 0).length

export async function judgeDistribution(
  expect: Expect,
  got: unknown,
  logits: ArrayLike<number>,
  options: Options,
  name = 'the distribution',
): Promise<void> {
  const isTyped = ArrayBuffer.isView(got) && !(got instanceof DataView)
  expect.that(
    isTyped || Array.isArray(got),
    'nextTokenDistribution must return a list of numbers, plain or typed.',
    {
      diagnosis: 'Wrong type.',
    },
  )
  const list = Array.from(got as ArrayLike<number>)
  const wanted = distributionOf(logits, options)
  // Where thousands stay, rounding may decide over a few.
  expect.that(countPossible(list) > countPossible(wanted) - 50, 'Too many tokens have probability 0.', {
    diagnosis: 'The ranking is cut short: only top-k and top-p say where it ends, and no number of your own.',
  })
  const mistakes = wanted.length > 100 ? [] : wrongOnes(logits, options)
  await expect(list, name).toBeCloseTo(wanted, { mistakes })
}

/** For `distribution(draws).matches(distributionOf(logits, options), drawsFrom(logits, options))`. */
export function drawsFrom(logits: ArrayLike<number>, options: Options): DistributionOptions {
  const greedy = {
    says: 'Always the most probable token: that is temperature 0, not a draw.',
    gives: distributionOf(logits, { temperature: 0 }),
  }
  const right = distributionOf(logits, options)
  const possible = countPossible(right)
  const alike = right.map((probability) => (probability > 0 ? 1 / possible : 0))
  const uniform = { says: 'Every token that stays is drawn alike, whatever its probability.', gives: alike }
  const mistakes = [greedy, uniform, ...wrongOnes(logits, options)]
  return { name: 'token', mistakes: mistakes.filter(({ gives }) => Math.abs(add(gives) - 1) < 1e-6) }
}
