// What every case of a submission is judged with.

import type { Keeping } from './keeping'
import type { Learner } from './learner'

export interface Bench {
  readonly learner: Learner
  readonly keeping: Keeping
  readonly reference: never
  readonly referenceModule: Readonly<Record<string, unknown>>
  readonly seed: number
  readonly tensorsLeaked?: number
}
