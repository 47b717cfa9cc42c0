// All that a learner has made, as one file holds it. Loaded with the first export or import.

import * as v from 'valibot'
import { err, ok, type Result } from '../core/result'
import { Attempt, Draft, LogEvent } from './records'

const BUNDLE_VERSION = 1

const Bundle = v.object({
  /** What kind of file this is. */
  tensorkata: v.literal('everything'),
  schemaVersion: v.literal(BUNDLE_VERSION),
  drafts: v.array(Draft),
  attempts: v.array(Attempt),
  events: v.array(LogEvent),
  /** By their names on the shelf; whoever reads one checks it. */
  settings: v.optional(v.record(v.string(), v.unknown()), {}),
})
export type Bundle = v.InferOutput<typeof Bundle>

export const bundleOf = (all: Pick<Bundle, 'drafts' | 'attempts' | 'events'>): Bundle => ({
  ...{ tensorkata: 'everything', schemaVersion: BUNDLE_VERSION, settings: {} },
  ...all,
})

/** How much an import brought that was not there. */
export interface Merged {
  readonly drafts: number
  readonly attempts: number
  readonly events: number
  /** Drafts that gave way to newer ones, and are kept as copies. */
  readonly copies: number
}

export function readBundle(value: unknown): Result<Bundle, string> {
  const parsed = v.safeParse(Bundle, value)
  if (parsed.success) return ok(parsed.output)
  const { schemaVersion, tensorkata } = (value ?? {}) as Record<string, unknown>
  if (tensorkata !== 'everything')
    return err('This is not a file that Tensorkata exported. Choose one named "tensorkata-<date>.json".')
  if (typeof schemaVersion === 'number' && schemaVersion > BUNDLE_VERSION)
    return err('The file was written by a newer version of this page. Reload the page and try again.')
  const [issue] = parsed.issues
  return err(
    `The file is damaged at ${v.getDotPath(issue) ?? 'its beginning'}: ${issue.message}. Export it again where it came from, or choose another.`,
  )
}
