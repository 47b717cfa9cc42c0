// What a session needs of the world, as interfaces: the lab, and where exercises come from.

import type { CompiledExercise, ExerciseCard, ExercisePage, ExerciseProgram } from '../core/pack/compiled'
import type { Verdict } from '../core/verdict'
import type { JudgeJob } from '../protocol/grader'
import type { Watcher } from '../judging/submission'
import type { BackendWish } from './settings.svelte'

export interface LabDoor {
  warm(): void
  judge(
    request: {
      readonly exercise: CompiledExercise
      readonly source: string
      readonly wish: BackendWish
      readonly seed: number
      readonly only?: JudgeJob['only']
      readonly demo?: boolean
    },
    watcher: Watcher,
    signal: AbortSignal,
  ): Promise<Verdict>
}

export interface Catalogue {
  readonly cards: readonly ExerciseCard[]
  /** Rejects with words for the learner when it cannot be loaded. */
  page(id: string): Promise<ExercisePage>
  program(id: string): Promise<ExerciseProgram>
}
