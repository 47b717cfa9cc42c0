// How many mutants the tests tell from the reference, and whether that is enough.

import { formatProblem } from '../pack/problems'
import { killedProblem } from './equivalents'
import type { Mutant } from './mutant'
import type { MutationRun } from './run-mutants'

/** The least share that must be killed: of one exercise, and of all that are checked together. */
export const BARS = { exercise: 0.9, together: 0.95 } as const

export interface MutationScore {
  readonly total: number
  readonly killed: number
  /** Listed in equivalent.yaml, and alive as they should be. */
  readonly equivalent: number
  /** Alive without a reason. */
  readonly survived: readonly Mutant[]
  /** Why the exercise fails, besides its survivors being too many. */
  readonly faults: readonly string[]
}

export function scoreOf({ tried, equivalents, faults }: MutationRun): MutationScore {
  const alive = tried.filter(({ fate }) => fate === 'survived').map(({ mutant }) => mutant)
  const killed = tried.filter(({ fate }) => fate === 'killed').map(({ mutant }) => mutant)
  const stale = killed.flatMap((mutant) => equivalents.get(mutant) ?? [])
  const undecided = tried.flatMap(({ mutant, fate, reason }) =>
    fate === 'undecided' ? [`${mutant.id} cannot be judged: ${reason}\n${mutant.description}`] : [],
  )
  return {
    total: tried.length,
    killed: killed.length,
    equivalent: alive.filter((mutant) => equivalents.has(mutant)).length,
    survived: alive.filter((mutant) => !equivalents.has(mutant)),
    faults: [...faults, ...stale.map((entry) => formatProblem(killedProblem(entry))), ...undecided],
  }
}

type Counts = Pick<MutationScore, 'total' | 'killed' | 'equivalent'>

/** From 0 to 1. With nothing to kill, nothing is missed. */
export function shareKilled({ total, killed, equivalent }: Counts): number {
  const toKill = total - equivalent
  return toKill === 0 ? 1 : killed / toKill
}

export const together = (scores: readonly Counts[]): Counts => ({
  total: sum(scores, ({ total }) => total),
  killed: sum(scores, ({ killed }) => killed),
  equivalent: sum(scores, ({ equivalent }) => equivalent),
})

export const isHighEnough = (counts: Counts, bar: keyof typeof BARS): boolean =>
  shareKilled(counts) >= BARS[bar]

/** Rounded down, so that what fails never reads as the bar. */
export const percent = (counts: Counts): string => `${Math.floor(1000 * shareKilled(counts)) / 10}%`

const sum = (scores: readonly Counts[], pick: (score: Counts) => number): number =>
  scores.reduce((total, score) => total + pick(score), 0)
