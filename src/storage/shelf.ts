// Small values that are needed at once: settings, sizes of panes, chosen backends. In localStorage, or in memory if denied.

import * as v from 'valibot'

export interface Shelf {
  /** What is kept under `name`, or undefined when there is nothing or it does not fit the schema. */
  get<T extends v.GenericSchema>(name: string, schema: T): v.InferOutput<T> | undefined
  set(name: string, value: unknown): void
}

const PREFIX = 'tensorkata/'

/** `storage` may throw at any time, or not be there. */
export function createShelf(storage: () => Pick<Storage, 'getItem' | 'setItem'>): Shelf {
  /** What storage did not take. It is newer than what storage has. */
  const memory = new Map<string, string>()
  const read = (name: string): string | null => {
    try {
      return memory.get(name) ?? storage().getItem(PREFIX + name)
    } catch {
      return null
    }
  }
  return {
    get: (name, schema) => {
      try {
        const parsed = v.safeParse(schema, JSON.parse(read(name) ?? 'null'))
        return parsed.success ? parsed.output : undefined
      } catch {
        return undefined
      }
    },
    set: (name, value) => {
      const text = JSON.stringify(value)
      try {
        storage().setItem(PREFIX + name, text)
        memory.delete(name)
      } catch {
        // Settings are not worth a word to the learner.
        memory.set(name, text)
      }
    },
  }
}
