// What a session needs of the world, as interfaces: the lab, and where exercises come from.

import type { ExerciseCard, ExercisePage, ExerciseProgram } from '../core/pack/compiled'
import type { Verdict } from '../core/verdict'
import type { LabRequest, Watcher } from '../judging/submission'

export interface LabDoor {
  warm(): void
  judge(request: LabRequest, watcher: Watcher, signal: AbortSignal): Promise<Verdict>
}

export interface Catalogue {
  readonly cards: readonly ExerciseCard[]
  /** Rejects with words for the learner when it cannot be loaded. */
  page(id: string): Promise<ExercisePage>
  program(id: string): Promise<ExerciseProgram>
}
