// Asks the browser not to clear what is kept when space runs short: once there is something worth keeping.

import * as v from 'valibot'
import type { Shelf } from './shelf'

const Asked = v.object({ at: v.number(), granted: v.boolean() })
const ASKED = 'here/persistence'
/** A refusal may have been for want of visits, so it is asked again, but nobody is pestered. */
const PAUSE = 30 * 86_400_000

export interface Persistence {
  /** To be called when an attempt was logged. Never rejects. */
  ask(): Promise<void>
  /** What the browser said; undefined before it was asked. */
  readonly granted: boolean | undefined
}

type Manager = Pick<StorageManager, 'persist' | 'persisted'>

/** `manager` is not there in old browsers, nor on plain http. */
export function createPersistence(
  manager: () => Manager | undefined,
  shelf: Shelf,
  now: () => number,
): Persistence {
  const last = () => shelf.get(ASKED, Asked)
  return {
    ask: async () => {
      const asked = last()
      if (asked?.granted || (asked && now() - asked.at < PAUSE)) return
      try {
        const storage = manager()
        if (!storage) return
        const granted = (await storage.persisted()) || (await storage.persist())
        shelf.set(ASKED, { at: now(), granted })
      } catch {
        // A browser that cannot say has not promised.
      }
    },
    get granted() {
      return last()?.granted
    },
  }
}
