// What an open exercise needs of the world.

import type { ExercisePage } from '../core/pack/compiled'
import type { Store } from '../storage/store'
import type { Catalogue, LabDoor } from './doors'
import type { Manner } from './manner'
import type { OwnPicture } from './own-picture.svelte'
import type { Settings } from './settings.svelte'
import type { Visibility } from './time-in-view'

export interface ExerciseDeps {
  readonly page: ExercisePage
  readonly catalogue: Catalogue
  readonly lab: Pick<LabDoor, 'warm' | 'judge'>
  readonly store: Store
  readonly settings: Settings
  /** Of all exercises that take one. */
  readonly ownPicture: OwnPicture
  readonly visibility: Visibility
  readonly now: () => number
  readonly newSeed: () => number
  /** The id of a rehearsal that runs and has this exercise in it, for who opens it in practice meanwhile. */
  readonly rehearsing?: ((exercise: string) => Promise<string | null>) | undefined
  /** In a rehearsal. */
  readonly manner?: Manner | undefined
}
