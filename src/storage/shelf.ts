// Small values that are needed at once: settings, sizes of panes, chosen backends. In localStorage, or in memory if denied.

import * as v from 'valibot'

export interface Shelf {
  /** What is kept under `name`, or undefined when there is nothing or it does not fit the schema. */
  get<T extends v.GenericSchema>(name: string, schema: T): v.InferOutput<T> | undefined
  set(name: string, value: unknown): void
  /** What the learner chose, by name: all but what is of this machine alone. */
  choices(): Record<string, unknown>
  /** Puts choices of an export in the place of these. Whether there were any. */
  takeChoices(choices: unknown): boolean
}

/** Whatever reads a value checks it; the names are checked here. */
const Choices = v.record(v.pipe(v.string(), v.regex(/^[a-z0-9/-]{1,100}$/)), v.unknown())
/** Times that are of this device, measurements, sizes of panes. */
const OF_THIS_MACHINE = /^(here|measured|panes)\//

const PREFIX = 'tensorkata/'

type Backing = Pick<Storage, 'getItem' | 'setItem'> & Partial<Pick<Storage, 'key' | 'length'>>

/** `storage` may throw at any time, or not be there. */
export function createShelf(storage: () => Backing): Shelf {
  /** What storage did not take. It is newer than what storage has. */
  const memory = new Map<string, string>()
  const read = (name: string): string | null => {
    try {
      return memory.get(name) ?? storage().getItem(PREFIX + name)
    } catch {
      return null
    }
  }
  const set = (name: string, value: unknown): void => {
    const text = JSON.stringify(value)
    try {
      storage().setItem(PREFIX + name, text)
      memory.delete(name)
    } catch {
      // Settings are not worth a word to the learner.
      memory.set(name, text)
    }
  }
  const names = (): string[] => {
    try {
      const { length = 0 } = storage()
      const keys = Array.from({ length }, (_, i) => storage().key?.(i) ?? '')
      const stored = keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))
      return [...new Set([...stored, ...memory.keys()])]
    } catch {
      return [...memory.keys()]
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
    set,
    choices: () => {
      const own = names().filter((name) => !OF_THIS_MACHINE.test(name))
      return Object.fromEntries(own.flatMap((name) => entryOf(name, read(name))))
    },
    takeChoices: (choices) => {
      const parsed = v.safeParse(Choices, choices)
      const entries = Object.entries(parsed.success ? parsed.output : {})
      const taken = entries.filter(([name]) => !OF_THIS_MACHINE.test(name))
      for (const [name, value] of taken) set(name, value)
      return taken.length > 0
    },
  }
}

function entryOf(name: string, text: string | null): [string, unknown][] {
  try {
    return text === null ? [] : [[name, JSON.parse(text)]]
  } catch {
    return []
  }
}
