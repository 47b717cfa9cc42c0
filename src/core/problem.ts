// What can go wrong with a submission, as data: the word for it, the sentence, and the line of the learner's own file.

import * as v from 'valibot'

export const ProblemKind = v.picklist([
  'syntax', // the code does not parse
  'import', // it imports what is not there
  'forbidden', // it calls what the exercise asks to build by hand
  'no-export', // a function that the exercise asks for is missing
  'threw', // the learner's code threw
  'unsupported-value', // it returned something that cannot be judged
  'disposed', // it returned a disposed tensor
  'timeout', // it used up its time
  'too-much-output', // logs or messages beyond the cap
  'crashed', // its realm died
  'stopped', // the learner pressed Stop
])
export type ProblemKind = v.InferOutput<typeof ProblemKind>

export const Problem = v.object({
  kind: ProblemKind,
  message: v.pipe(v.string(), v.maxLength(20_000)),
  /** What to do about it, in a sentence. */
  remedy: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
  /** 1-based, in the learner's file. */
  line: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  column: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  endColumn: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
})
export type Problem = v.InferOutput<typeof Problem>
