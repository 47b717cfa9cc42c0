// Grades one file against one exercise, with the realms of a backend: what the page would say.

import { compile } from '../../workers/compiler/compile'
import type { CompiledExercise } from '../core/pack/compiled'
import type { BackendName, Verdict } from '../core/verdict'
import { judgeSubmission } from '../judging/judge-submission'
import type { OpenPair } from '../judging/realm-pair'
import { systemClock } from '../judging/stopwatch'
import type { SubmissionRequest } from '../judging/submission'
import { readWasm } from './realms/build-realms'

export interface GradeJob {
  readonly exercise: CompiledExercise
  readonly tests: string
  readonly source: string
  readonly backend: BackendName
  readonly seed: number
  /** Judge only the cases of these titles. */
  readonly titles?: readonly string[]
}

/** What is to be judged, or the verdict that it does not compile. */
export function compileSource({
  exercise,
  tests,
  source,
  backend,
  seed,
  titles,
}: GradeJob): SubmissionRequest | Verdict {
  const { files, forbidden } = exercise.page
  const path = 'solution.ts'
  const compiled = compile({ path, source, imports: ['@tensorflow/tfjs', ...Object.keys(files)], forbidden })
  const only = titles ? { only: { titles } } : {}
  if (compiled.ok) return { exercise, tests, file: compiled.file, path, backend, seed, ...only }
  return { outcome: 'invalid', cases: [], problems: compiled.problems, backend, seed, milliseconds: 0 }
}

export async function grade(job: GradeJob, openPair: OpenPair): Promise<Verdict> {
  const compiled = compileSource(job)
  if ('outcome' in compiled) return compiled
  const wasm = job.backend === 'wasm' ? { wasm: new Uint8Array(await readWasm()).buffer } : {}
  return judgeSubmission(await openPair(), { ...compiled, ...wasm }, {}, systemClock)
}
