// What an open exercise needs of the world.

import type { ExercisePage } from '../core/pack/compiled'
import type { Store } from '../storage/store'
import type { Catalogue, LabDoor } from './doors'
import type { Manner } from './manner'
import type { Settings } from './settings.svelte'

export interface ExerciseDeps {
  readonly page: ExercisePage
  readonly catalogue: Catalogue
  readonly lab: LabDoor
  readonly store: Store
  readonly settings: Settings
  readonly now: () => number
  readonly newSeed: () => number
  /** In a rehearsal. */
  readonly manner?: Manner | undefined
}
