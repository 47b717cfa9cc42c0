// What a session needs of the world, as interfaces: the lab, where exercises come from, and who reads packs.

import type { Answers } from '../core/pack/answers'
import type { PackContent, PackedPage } from '../core/pack/archive'
import type { ExerciseCard, ExercisePage, ExerciseProgram } from '../core/pack/compiled'
import type { Result } from '../core/result'
import type { Verdict } from '../core/verdict'
import type { OpenTraining } from '../judging/live-training'
import type { ProgramEnd, ProgramWish } from '../judging/run-program'
import type { LabRequest, LearnerWatcher, Watcher } from '../judging/submission'

export interface LabDoor {
  warm(): void
  judge(request: LabRequest, watcher: Watcher, signal: AbortSignal): Promise<Verdict>
  /** Runs a program that nobody judges. */
  run(request: ProgramWish, watcher: LearnerWatcher, signal: AbortSignal): Promise<ProgramEnd>
}

/** What the home page's example needs. */
export interface ExampleDoor {
  readonly open: OpenTraining
  /** Resolves when nothing else is waited for: whether some megabytes may be loaded that nobody asked for. */
  readonly mayPlay: () => Promise<boolean>
}

export interface Catalogue {
  readonly cards: readonly ExerciseCard[]
  /** Rejects with words for the learner when it cannot be loaded. */
  page(id: string): Promise<ExercisePage>
  program(id: string): Promise<ExerciseProgram>
  /** With the debrief as HTML; null when the exercise brings none along. */
  answers(id: string): Promise<Answers | null>
}

/** Reads packs from elsewhere. Errors are words for the learner. */
export interface PackDoor {
  readPackFile(file: Blob): Promise<Result<Uint8Array, string>>
  fetchPack(address: string): Promise<Result<Uint8Array, string>>
  /** `taken` are the ids of the packs that the app brings along. */
  openPack(bytes: Uint8Array, taken: readonly string[]): Promise<Result<PackContent, string>>
  /** With its texts as HTML of our own making. `slugs` are the exercises of its pack. */
  renderPage(page: PackedPage, slugs: readonly string[]): Promise<ExercisePage>
  renderAnswers(page: PackedPage, program: ExerciseProgram, slugs: readonly string[]): Promise<Answers | null>
}
