// What is to be judged, and what whoever watches hears meanwhile.

import type { SmallPicture } from '../core/own-picture'
import type { CompiledExercise } from '../core/pack/compiled'
import type { CaseInfo, CaseResult, BackendName } from '../core/verdict'
import type { JudgeJob } from '../protocol/grader'
import type { LogLine } from '../protocol/events'
import type { CompiledFile } from '../protocol/runner'
import type { View } from '../core/views'

export interface SubmissionRequest {
  readonly exercise: CompiledExercise
  /** tests.ts, unsealed. */
  readonly tests: string
  readonly file: CompiledFile
  readonly path: string
  readonly backend: BackendName
  readonly wasm?: ArrayBuffer
  readonly seed: number
  readonly only?: JudgeJob['only']
  readonly stopAtFirstFailure?: boolean
  /** Run demo.ts after the cases. */
  readonly demo?: boolean
  /** Of the learner's own, for the demo. */
  readonly picture?: SmallPicture
}

export type BackendWish = BackendName | 'auto'

/** What a learner asks of the lab, before it is compiled and a backend is chosen. */
export interface LabRequest extends Pick<
  SubmissionRequest,
  'exercise' | 'seed' | 'only' | 'demo' | 'picture'
> {
  readonly source: string
  readonly wish: BackendWish
}

export interface Watcher extends LearnerWatcher {
  onPlan?(cases: readonly CaseInfo[]): void
  onCaseStart?(index: number): void
  onCaseEnd?(index: number, result: CaseResult): void
}

/** What is heard of any code that runs, judged or not. */
export interface LearnerWatcher {
  onLogs?(lines: readonly LogLine[]): void
  onLogsCut?(kept: number): void
  onView?(view: View): void
  onProgress?(fraction: number): void
}
