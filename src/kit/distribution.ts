// Judges draws by their frequencies. A sampler may use its random numbers in any way; only how often what comes up counts.

import { capitalised } from '../core/capitalised'
import { brief } from '../core/diagnose'
import { NdArray } from '../core/nd-array'
import { CheckFailure } from './failures'

export interface DistributionOptions {
  /** How likely a right sampler is refused, at most. Defaults to 1e-6. */
  readonly alpha?: number
  /** What is drawn, for the message, e.g. "token". */
  readonly name?: string
  /** Wrong distributions that people really draw from, each with the words that name the bug. Tried in order. */
  readonly mistakes?: readonly { readonly says: string; readonly gives: Probabilities }[]
}

export interface Distribution {
  /** Throws a CheckFailure unless the draws could well have come from `probabilities`, one for each outcome 0, 1, 2, … */
  matches(probabilities: Probabilities, options?: DistributionOptions): void
}

type Probabilities = NdArray | ArrayLike<number>

/** `draws` are indices of outcomes. `distribution(tokens).matches([0.5, 0.3, 0.2])` */
export function distribution(draws: Probabilities): Distribution {
  const drawn = listOf(draws)
  return {
    matches(probabilities, { alpha = 1e-6, name = 'outcome', mistakes = [] } = {}) {
      const wanted = checked(listOf(probabilities))
      const counts = countsOf(drawn, wanted.length)
      const odd = oddestOutcome(counts, wanted, alpha)
      if (!odd) return
      const known = mistakes.find(({ gives }) => !oddestOutcome(counts, checked(listOf(gives)), alpha))
      throw new CheckFailure({
        message: `${capitalised(name)} ${odd.outcome} ${odd.how}.`,
        ...(known ? { diagnosis: known.says } : {}),
        detail: `${odd.count} of ${drawn.length} draws; ${brief(odd.probability * drawn.length)} are expected`,
      })
    },
  }
}

interface Odd {
  readonly outcome: number
  readonly count: number
  readonly probability: number
  readonly how: string
}

/** The outcome whose count is least likely, if one is too unlikely to be chance. */
function oddestOutcome(counts: readonly number[], wanted: readonly number[], alpha: number): Odd | null {
  const draws = counts.reduce((sum, count) => sum + count, 0)
  let oddest: Odd | null = null
  // The bound holds for each outcome alone; shared out among all of them it holds for all at once (Bonferroni).
  let least = alpha / wanted.length
  for (const [outcome, probability] of wanted.entries()) {
    const count = counts[outcome] ?? 0
    const chance = tailBound(count, draws, probability)
    if (chance >= least) continue
    least = chance
    oddest = { outcome, count, probability, how: howDrawn(count, draws, probability) }
  }
  return oddest
}

/**
 * An upper bound on the chance of a count at least this far from draws · probability, on either side: Chernoff's for the
 * binomial, 2 · exp(−n · KL(q ‖ p)) with q the observed share. It holds for any n and p, where the chi-square test's
 * approximation fails for outcomes that are hardly ever drawn. (Chernoff 1952; Hoeffding 1963, theorem 1.)
 */
function tailBound(count: number, draws: number, probability: number): number {
  const share = count / draws
  const part = (q: number, p: number): number => (q === 0 ? 0 : q * Math.log(q / p))
  return 2 * Math.exp(-draws * (part(share, probability) + part(1 - share, 1 - probability)))
}

function howDrawn(count: number, draws: number, probability: number): string {
  if (probability === 0) return 'is drawn, though it is impossible'
  if (count === 0) return 'is never drawn'
  return count > draws * probability ? 'is drawn too often' : 'is drawn too seldom'
}

function countsOf(drawn: readonly number[], outcomes: number): number[] {
  const counts = Array.from({ length: outcomes }, () => 0)
  for (const [i, outcome] of drawn.entries()) {
    if (Number.isInteger(outcome) && outcome >= 0 && outcome < outcomes) {
      counts[outcome]!++
      continue
    }
    throw new CheckFailure({
      message: `Draw ${i} is ${outcome}; whole numbers from 0 to ${outcomes - 1} are wanted.`,
      diagnosis: 'Not an outcome.',
    })
  }
  return counts
}

/** The author's probabilities, once they are some. */
function checked(probabilities: number[]): number[] {
  const sum = probabilities.reduce((total, probability) => total + probability, 0)
  if (probabilities.every((probability) => probability >= 0) && Math.abs(sum - 1) < 1e-3)
    return probabilities.map((probability) => probability / sum)
  throw new RangeError(`distribution().matches() wants probabilities, but these sum to ${sum}.`)
}

const listOf = (values: Probabilities): number[] =>
  Array.from(values instanceof NdArray ? (values.data as ArrayLike<number>) : values)
