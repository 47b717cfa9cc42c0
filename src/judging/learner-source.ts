// The learner's one file: what the compiler is asked about it, and the verdict on what does not compile.

import type { ExercisePage } from '../core/pack/compiled'
import type { Problem } from '../core/problem'
import type { BackendName, Verdict } from '../core/verdict'

/** As errors name it. */
export const SOLUTION = 'solution.ts'

interface Source {
  readonly path: string
  readonly source: string
  readonly imports: readonly string[]
  readonly forbidden: readonly string[]
}

export const compileRequest = ({ files, forbidden }: ExercisePage, source: string): Source => ({
  ...{ path: SOLUTION, source, forbidden },
  imports: ['@tensorflow/tfjs', ...Object.keys(files)],
})

export const doesNotCompile = (
  problems: readonly Problem[],
  backend: BackendName,
  seed: number,
): Verdict => ({
  ...{ outcome: 'invalid', problems, cases: [], backend, seed, milliseconds: 0 },
})
