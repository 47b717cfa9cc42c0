// A draft that gave way to another, as the log keeps it.

import { hashOf } from '../core/random'
import type { Draft, LogEvent } from './records'

/** The same text gives the same uid, so that it is kept once however often it gives way. */
export const copyOf = ({ exercise, text, version, savedAt }: Draft): LogEvent => ({
  uid: `draft ${exercise} ${text.length} ${hashOf(text)}`,
  ...{ exercise, at: savedAt, kind: 'draft-copy', data: { text, version } },
})
