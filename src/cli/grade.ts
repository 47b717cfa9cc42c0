// One file against one exercise: what is to be judged, and its judging in the realms of a backend, as on the page.

import { compile } from '../../workers/compiler/compile'
import type { CompiledExercise } from '../core/pack/compiled'
import type { BackendName, Verdict } from '../core/verdict'
import { judgeSubmission, type JudgedVerdict } from '../judging/judge-submission'
import { compileRequest, doesNotCompile, SOLUTION } from '../judging/learner-source'
import type { OpenPair } from '../judging/realm-pair'
import { systemClock } from '../judging/stopwatch'
import type { SubmissionRequest, Watcher } from '../judging/submission'
import { readWasm } from './realms/build-realms'

export interface GradeJob {
  readonly exercise: CompiledExercise
  readonly tests: string
  readonly source: string
  readonly backend: BackendName
  readonly seed: number
  readonly only?: SubmissionRequest['only']
}

/** What is to be judged, or the verdict that it does not compile. */
export function compileSource({
  exercise,
  tests,
  source,
  backend,
  seed,
  only,
}: GradeJob): SubmissionRequest | Verdict {
  const compiled = compile(compileRequest(exercise.page, source))
  if (!compiled.ok) return doesNotCompile(compiled.problems, backend, seed)
  return { exercise, tests, file: compiled.file, path: SOLUTION, backend, seed, ...(only ? { only } : {}) }
}

/** What the learner's own code took is known of what did not run in a browser. */
export type Graded = Verdict & Partial<Pick<JudgedVerdict, 'learnerMilliseconds'>>

export async function judgeRequest(
  request: SubmissionRequest,
  openPair: OpenPair,
  watcher: Watcher,
): Promise<JudgedVerdict> {
  const wasm = request.backend === 'wasm' ? { wasm: new Uint8Array(await readWasm()).buffer } : {}
  return judgeSubmission(await openPair(), { ...request, ...wasm }, watcher, systemClock)
}
