// A module called as if from another realm: `remote.name(…)` sends and receives travelling values only.

import type { Value } from '../../src/core/value'

export type Invoke = (name: string, args: readonly Value[]) => Promise<Value>

/** A property of any name is a function that calls `invoke`; `then` is none, so that awaiting the door itself is harmless. */
export function moduleDoor(invoke: Invoke): never {
  const door = new Proxy(Object.create(null) as object, {
    get: (_, name) => {
      if (typeof name !== 'string' || name === 'then') return undefined
      return (...args: Value[]) => invoke(name, args)
    },
  })
  return door as never
}
