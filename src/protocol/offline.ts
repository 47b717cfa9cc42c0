// What the page and its service worker tell each other.

import * as v from 'valibot'

/** While everything is being kept on this device: bytes. */
export const Keeping = v.object({ done: v.number(), total: v.number() })
export type Keeping = v.InferOutput<typeof Keeping>

/** A file that a page asked for is not kept, and the server no longer has it. */
export const MISSING = 'missing'
export const GONE: readonly number[] = [404, 410]

export const ORDERS = {
  /** The new build takes over from the one that runs. */
  takeOver: 'take over',
  /** What only older builds needed may go, if no page of theirs is open. */
  tidy: 'tidy',
} as const

/** Each open page holds a lock named by this and the address of its entry, which differs from build to build. */
export const PAGE_LOCK = 'tensorkata page '
