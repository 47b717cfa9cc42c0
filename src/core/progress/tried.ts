// What progress is derived from: what the log says of one submit, and of one exercise.

/** An attempt, without its code. */
export interface Tried {
  readonly exercise: string
  readonly at: number
  readonly outcome: 'passed' | 'failed' | 'invalid' | 'infra' | 'stopped'
  /** The share of the tests that passed, from 0 to 1. */
  readonly score: number
  /** How many hints had been opened when it was submitted. */
  readonly hints: number
  /** Whether the solution had been shown. */
  readonly sawSolution: boolean
  /** With the exercise in view, since it was opened or since the attempt before. */
  readonly secondsOpen: number
}

/** Something else that happened with an exercise. */
export interface Happened {
  readonly exercise: string
  readonly at: number
  readonly kind: string
}

/** What is known of an exercise beforehand. */
export interface Course {
  readonly id: string
  readonly topics: readonly string[]
  /** From 1 to 5. */
  readonly difficulty: number
  /** What somebody who knows the topic needs. */
  readonly minutes: number
  /** The exercise that it varies: it has no reviews of its own, it is one. */
  readonly variationOf?: string | undefined
}

/** Only a submit that was judged says something of its author: a typo, a stop or a fault of the lab does not. */
export const isJudged = ({ outcome }: Tried): boolean => outcome === 'passed' || outcome === 'failed'
