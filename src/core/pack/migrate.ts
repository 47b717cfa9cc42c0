// Brings data of an older schemaVersion up to ours, one version at a time, before it is validated.

import { err, ok, type Result } from '../result'

export type Data = Readonly<Record<string, unknown>>

/** Makes data of one version into data of the next. `schemaVersion` is raised for it. */
export type Step = (data: Data) => Data

/** Of each format. The first step leads from version 1 to version 2: none has been needed yet. */
export const STEPS = { exercise: [], pack: [], archive: [] } as const satisfies Record<
  string,
  readonly Step[]
>
export type Format = keyof typeof STEPS

export interface TooNew {
  readonly message: string
  readonly remedy: string
}

/** What has no version, or one that never was, is given back as it is: the schema has the words for it. */
export function migrate(data: unknown, steps: readonly Step[]): Result<unknown, TooNew> {
  if (!isData(data)) return ok(data)
  const { schemaVersion } = data
  const newest = steps.length + 1
  if (!Number.isInteger(schemaVersion) || (schemaVersion as number) < 1) return ok(data)
  if ((schemaVersion as number) > newest)
    return err({
      message: `It is made for a newer Tensorkata: schemaVersion ${schemaVersion as number}, and this one knows up to ${newest}.`,
      remedy: 'Update the app.',
    })
  return ok(
    steps
      .slice((schemaVersion as number) - 1)
      .reduce(
        (older, step, i) => ({ ...step(older), schemaVersion: (schemaVersion as number) + i + 1 }),
        data,
      ),
  )
}

const isData = (data: unknown): data is Data =>
  typeof data === 'object' && data !== null && !Array.isArray(data)
