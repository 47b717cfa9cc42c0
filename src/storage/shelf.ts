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
  const memory = new Map<string, string>()
  const read = (name: string): string | null => {
    try {
      return storage().getItem(PREFIX + name) ?? memory.get(name) ?? null
    } catch {
      return memory.get(name) ?? null
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
      memory.set(name, text)
      try {
        storage().setItem(PREFIX + name, text)
      } catch {
        // Kept in memory: settings are not worth a word to the learner.
      }
    },
  }
}
