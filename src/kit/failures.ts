// The two ways a case ends early that are the learner's to mend. Anything else that is thrown is the pack's fault.

import type { Problem } from '../core/problem'
import type { Failure } from '../core/verdict'

/** The answer is wrong. Thrown by `expect` and its like. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure'
  constructor(readonly failure: Failure) {
    super(failure.diagnosis ? `${failure.message} ${failure.diagnosis}` : failure.message)
  }
}

/** There is no answer: the learner's code threw, or returned what cannot be judged. Thrown by `learner.fn()`. */
export class LearnerProblem extends Error {
  override readonly name = 'LearnerProblem'
  constructor(readonly problem: Problem) {
    super(problem.message)
  }
}
