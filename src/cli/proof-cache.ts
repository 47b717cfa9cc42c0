// What was proved before, by content: a proof whose key is known holds without being carried out again.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { ROOT } from './realms/build-realms'

const FOLDER = path.join(ROOT, 'node_modules/.cache/tensorkata')
/** Beyond this, what was used longest ago is forgotten. */
const MOST_ENTRIES = 5_000

const milliseconds = v.pipe(v.number(), v.minValue(0))
const Remembered = v.strictObject({
  milliseconds,
  learnerMilliseconds: v.optional(milliseconds),
  /** Of a mutant. */
  isKilled: v.optional(v.boolean()),
})
export type Remembered = v.InferOutput<typeof Remembered>

const Entries = v.array(v.tuple([v.string(), Remembered]))

export interface ProofCache {
  get(key: string): Remembered | undefined
  set(key: string, result: Remembered): void
  save(): Promise<void>
}

/** Remembers nothing. */
export const NO_CACHE: ProofCache = { get: () => undefined, set: () => {}, save: async () => {} }

/** The cache of one exercise, e.g. "vision/image-convolution". A file that cannot be read is as good as none. */
export async function openCache(exercise: string, engine: string, folder = FOLDER): Promise<ProofCache> {
  const file = path.join(folder, `${exercise.replaceAll('/', '--')}.json`)
  const entries = new Map(await readEntries(file))
  let isChanged = false
  const touch = (key: string, result: Remembered): void => {
    entries.delete(key)
    entries.set(key, result)
  }
  const full = (key: string): string => `${engine.slice(0, 16)}${key.slice(0, 24)}`
  return {
    get: (key) => {
      const found = entries.get(full(key))
      if (found) touch(full(key), found)
      return found
    },
    set: (key, result) => {
      touch(full(key), result)
      isChanged = true
    },
    save: async () => {
      if (isChanged) await writeWhole(file, JSON.stringify([...entries].slice(-MOST_ENTRIES)))
      isChanged = false
    },
  }
}

async function readEntries(file: string): Promise<v.InferOutput<typeof Entries>> {
  try {
    const parsed = v.safeParse(Entries, JSON.parse(await readFile(file, 'utf8')))
    return parsed.success ? parsed.output : []
  } catch {
    return []
  }
}

/** Whoever reads meanwhile sees the old file or the new one, never half of it. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const half = `${file}.${process.pid}`
  await writeFile(half, text)
  await rename(half, file)
}
