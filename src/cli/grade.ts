// Grades one file against one exercise, with the realms of a backend: what the page would say.

import { compile } from '../../workers/compiler/compile'
import type { CompiledExercise } from '../core/pack/compiled'
import type { BackendName, Verdict } from '../core/verdict'
import { judgeSubmission } from '../judging/judge-submission'
import type { OpenPair } from '../judging/realm-pair'
import { systemClock } from '../judging/stopwatch'
import { readWasm } from './realms/build-realms'

export interface GradeJob {
  readonly exercise: CompiledExercise
  readonly tests: string
  readonly source: string
  readonly backend: BackendName
  readonly seed: number
}

export async function grade({ exercise, tests, source, backend, seed }: GradeJob, openPair: OpenPair): Promise<Verdict> {
  const imports = ['@tensorflow/tfjs', ...Object.keys(exercise.page.files)]
  const compiled = compile({ path: 'solution.ts', source, imports, forbidden: exercise.page.forbidden })
  if (!compiled.ok)
    return { outcome: 'invalid', cases: [], problems: compiled.problems, backend, seed, milliseconds: 0 }
  const wasm = backend === 'wasm' ? await readWasm() : undefined
  const request = {
    ...{ exercise, tests, file: compiled.file, path: 'solution.ts', backend, seed },
    ...(wasm ? { wasm: new Uint8Array(wasm).buffer } : {}),
  }
  return judgeSubmission(await openPair(), request, {}, systemClock)
}
