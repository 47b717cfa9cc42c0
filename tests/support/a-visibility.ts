// A page that is in view until a test says that it is not.

import type { Visibility } from '../../src/session/time-in-view'

export interface FakeVisibility extends Visibility {
  set(isVisible: boolean): void
  readonly listeners: () => number
}

export function aVisibility(): FakeVisibility {
  const listeners = new Set<() => void>()
  let isVisible = true
  return {
    get isVisible() {
      return isVisible
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    set: (next) => {
      isVisible = next
      for (const listener of listeners) listener()
    },
    listeners: () => listeners.size,
  }
}
