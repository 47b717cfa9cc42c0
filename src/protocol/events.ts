// What flows up unasked: plain data, checked by these schemas, counted and capped by the receiver.

import * as v from 'valibot'
import { CaseInfo, CaseResult } from '../core/verdict'
import { CAPS } from './caps'
import { View } from '../core/views'

export const LogLevel = v.picklist(['log', 'info', 'warn', 'error'])

const LineNumber = v.pipe(v.number(), v.integer(), v.minValue(1))

export const LogLine = v.object({
  level: LogLevel,
  text: v.pipe(v.string(), v.maxLength(CAPS.lineBytes + 200)),
  /** 1-based line in the learner's file that called console. */
  line: v.optional(LineNumber),
})
export type LogLine = v.InferOutput<typeof LogLine>

/** From the learner's realm. */
export const RunnerEvent = v.variant('event', [
  v.object({ event: v.literal('logs'), lines: v.pipe(v.array(LogLine), v.maxLength(200)) }),
  /** The realm stopped sending logs because the cap is reached. */
  v.object({ event: v.literal('logs-cut'), kept: v.number() }),
  v.object({ event: v.literal('view'), view: View }),
  v.object({ event: v.literal('progress'), fraction: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
  v.object({ event: v.literal('context-lost') }),
  /** The learner's code called close(), on this line. */
  v.object({ event: v.literal('closed'), line: v.optional(LineNumber) }),
])
export type RunnerEvent = v.InferOutput<typeof RunnerEvent>

/** From the grader's realm. */
export const GraderEvent = v.variant('event', [
  v.object({ event: v.literal('plan'), cases: v.pipe(v.array(CaseInfo), v.maxLength(500)) }),
  v.object({ event: v.literal('case-start'), index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** The learner's clock runs from call-start to call-end. */
  v.object({ event: v.literal('call-start') }),
  v.object({ event: v.literal('call-end') }),
  v.object({
    event: v.literal('case-end'),
    index: v.pipe(v.number(), v.integer(), v.minValue(0)),
    result: CaseResult,
  }),
])
export type GraderEvent = v.InferOutput<typeof GraderEvent>
