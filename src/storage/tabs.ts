// Tells the other tabs of this page what was changed, and hears it of them.

import * as v from 'valibot'
import type { Change } from './store'

const Heard = v.object({
  what: v.picklist(['draft', 'attempt', 'event', 'packs', 'import']),
  exercise: v.nullable(v.string()),
})

export interface Tabs {
  tell(what: Change['what'], exercise: string | null): void
  onChange(listener: (change: Change) => void): () => void
}

type Channel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>

/** Where there are no channels, each tab is alone. Only pages of our own origin share one: no sandbox does. */
export function openTabs(open: () => Channel): Tabs {
  const listeners = new Set<(change: Change) => void>()
  let channel: Channel | null = null
  try {
    channel = open()
    channel.addEventListener('message', ({ data }) => {
      // The other tab may run another version.
      const heard = v.safeParse(Heard, data)
      if (heard.success) for (const listener of listeners) listener(heard.output)
    })
  } catch {
    // Alone.
  }
  return {
    tell: (what, exercise) => channel?.postMessage({ what, exercise } satisfies Change),
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
