// What is to be judged, and what whoever watches hears meanwhile.

import type { CaseInfo, CaseResult, BackendName } from '../core/verdict'
import type { JudgeJob } from '../protocol/grader'
import type { LogLine } from '../protocol/events'
import type { CompiledFile } from '../protocol/runner'
import type { View } from '../protocol/views'

/** The parts of an exercise that judging needs. */
export interface JudgedExercise {
  readonly id: string
  readonly exports: readonly { readonly name: string }[]
  readonly limits: { readonly seconds: number; readonly tensorsLeaked?: number }
  readonly forbidden: readonly string[]
  readonly modules: Readonly<Record<string, string>>
  readonly demo: string | null
}

export interface SubmissionRequest {
  readonly exercise: JudgedExercise
  /** tests.ts, unsealed. */
  readonly tests: string
  readonly file: CompiledFile
  readonly path: string
  readonly backend: BackendName
  readonly wasm?: ArrayBuffer
  readonly seed: number
  readonly only?: JudgeJob['only']
  /** Run demo.ts after the cases. */
  readonly demo?: boolean
}

export interface Watcher {
  onPlan?(cases: readonly CaseInfo[]): void
  onCaseStart?(index: number): void
  onCaseEnd?(index: number, result: CaseResult): void
  onLogs?(lines: readonly LogLine[]): void
  onLogsCut?(kept: number): void
  onView?(view: View): void
  onProgress?(fraction: number): void
}
