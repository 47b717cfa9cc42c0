// The wall clock of one rehearsal, with what it said last kept on this device, so that a reload forgets nothing.

import * as v from 'valibot'
import type { Rehearsal } from '../core/rehearsal/rehearsal'
import { Reading, readWall, timeOf } from '../core/rehearsal/wall-clock'
import type { Shelf } from '../storage/shelf'

/** Of this device alone: exports leave it out. */
const KEPT = 'here/rehearsal-clock'
const Kept = v.object({ ...Reading.entries, of: v.string() })

/** Of one that was not begun here, or whose clock was never read, what the log says is the least that it can be. */
function read(shelf: Shelf, wall: number, { id, begunAt, turns, submits }: Rehearsal): Reading {
  const kept = shelf.get(KEPT, Kept)
  const least = Math.max(begunAt, turns.at(-1)?.at ?? 0, submits.at(-1)?.at ?? 0)
  return readWall(kept?.of === id ? kept : undefined, wall, least)
}

export const timeIn = (shelf: Shelf, wall: number, rehearsal: Rehearsal): number =>
  timeOf(read(shelf, wall, rehearsal))

/** Also remembers what was read. For the tab that runs it. */
export function keepTimeIn(shelf: Shelf, wall: number, rehearsal: Rehearsal): number {
  const reading = read(shelf, wall, rehearsal)
  shelf.set(KEPT, { ...reading, of: rehearsal.id })
  return timeOf(reading)
}
