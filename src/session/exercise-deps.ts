// What an open exercise needs of the world.

import type { ExercisePage } from '../core/pack/compiled'
import type { Store } from '../storage/store'
import type { Catalogue, LabDoor } from './doors'
import type { Manner } from './manner'
import type { Settings } from './settings.svelte'
import type { Visibility } from './time-in-view'

export interface ExerciseDeps {
  readonly page: ExercisePage
  readonly catalogue: Catalogue
  readonly lab: Pick<LabDoor, 'warm' | 'judge'>
  readonly store: Store
  readonly settings: Settings
  readonly visibility: Visibility
  readonly now: () => number
  readonly newSeed: () => number
  /** In a rehearsal. */
  readonly manner?: Manner | undefined
}
