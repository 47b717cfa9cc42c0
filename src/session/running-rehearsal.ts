// Whether an exercise that is open in practice is also one of a rehearsal that runs.

import { isOver, rehearsalsOf } from '../core/rehearsal/rehearsal'
import type { Shelf } from '../storage/shelf'
import type { Store } from '../storage/store'
import { timeIn } from './rehearsal-clock'

export interface RunningDeps {
  readonly store: Pick<Store, 'events'>
  readonly shelf: Shelf
  readonly now: () => number
}

/** Its id, or null. Rejects when the log cannot be read. */
export async function runningWith(
  exercise: string,
  { store, shelf, now }: RunningDeps,
): Promise<string | null> {
  const all = rehearsalsOf(await store.events())
  const running = all.find(
    (one) => one.exercises.includes(exercise) && !isOver(one, timeIn(shelf, now(), one)),
  )
  return running?.id ?? null
}
