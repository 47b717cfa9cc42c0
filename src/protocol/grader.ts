// The door of the grader's realm, for the app alone.

import * as v from 'valibot'

export interface JudgeJob {
  /** tests.ts bundled with the reference, as the body of a function of (require, exports, module). */
  readonly tests: string
  readonly seed: number
  /** Judge only these: the examples, the cases of these titles, or what takes little time. */
  readonly only?:
    | { readonly examples: true }
    | { readonly titles: readonly string[] }
    /** No properties, whose many shapes each compile shaders on webgl, and nothing that trains. */
    | { readonly brief: true }
  /** Leave out what comes after the first case that fails: whoever only asks whether all pass need not wait. */
  readonly stopAtFirstFailure?: boolean
  readonly limits: { readonly tensorsLeaked?: number }
  /** TF.js calls whose kernels the learner's code may not run, e.g. "tf.conv2d". */
  readonly forbidden: readonly string[]
}

export interface GraderDoor {
  /** Boots TF.js on cpu, which judges the same everywhere. */
  prepare(): Promise<unknown>
  /** Judges the learner behind the port given at boot, and streams the results as events. */
  judge(job: JudgeJob): Promise<unknown>
}

export const JudgeReport = v.variant('ok', [
  v.object({ ok: v.literal(true) }),
  v.object({ ok: v.literal(false), reason: v.pipe(v.string(), v.maxLength(4_000)) }),
])
export type JudgeReport = v.InferOutput<typeof JudgeReport>
