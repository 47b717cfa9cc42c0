// The learner's file: what the compiler is asked about it, and the verdict on what does not compile.

import type { ExercisePage } from '../core/pack/compiled'
import type { Problem } from '../core/problem'
import type { BackendName, Verdict } from '../core/verdict'

/** As errors name them. */
export const SOLUTION = 'solution.ts'
export const SCRATCH = 'scratch.ts'

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

/** A program that nobody judges may draw pictures by itself, and call what it likes. */
export const programRequest = (source: string): Source => ({
  ...{ path: SCRATCH, source, forbidden: [] },
  imports: ['@tensorflow/tfjs', '@tensorkata/show'],
})

export const doesNotCompile = (
  problems: readonly Problem[],
  backend: BackendName,
  seed: number,
): Verdict => ({
  ...{ outcome: 'invalid', problems, cases: [], backend, seed, milliseconds: 0 },
})
