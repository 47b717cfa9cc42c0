// The time of a rehearsal, read off the wall clock: sleep and reload neither stop it nor turn it back.

import * as v from 'valibot'

/** What is remembered of the last reading. */
export const Reading = v.object({
  /** What the wall clock said. */
  wall: v.number(),
  /** What is added to it, for all the times that it was turned back. */
  added: v.pipe(v.number(), v.minValue(0)),
})
export type Reading = v.InferOutput<typeof Reading>

/**
 * A clock that was turned back goes on from where it was: the step is added from then on. One that was turned forward cannot be
 * told from one that slept, so that time counts. `least` is a time that has certainly come, such as that of the last event.
 */
export function readWall(before: Reading | undefined, wall: number, least: number): Reading {
  const added = (before?.added ?? 0) + Math.max(0, (before?.wall ?? wall) - wall)
  return { wall, added: Math.max(added, least - wall) }
}

export const timeOf = ({ wall, added }: Reading): number => wall + added
