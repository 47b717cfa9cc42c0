// The part of a window that a router needs.

import type { Addressed } from '../../src/session/route.svelte'

export interface FakeWindow extends Addressed {
  /** As a link would lead there. */
  go(hash: string): void
}

export function aWindow(hash: string): FakeWindow {
  const location = { hash }
  let state: unknown = null
  let listener = (): void => {}
  return {
    location,
    history: {
      get state() {
        return state
      },
      replaceState: (next, _, url) => {
        state = next
        if (url !== undefined) location.hash = url
      },
    },
    addEventListener: (_, listen) => void (listener = listen),
    go: (next) => {
      location.hash = next
      state = null
      listener()
    },
  }
}
