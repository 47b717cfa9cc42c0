// The doors of the learner's realm: one for the app, one for the grader. Answers are unknown until decoded here.

import * as v from 'valibot'
import type { SmallPicture } from '../core/own-picture'
import { Problem } from '../core/problem'
import { Backend } from '../core/pack/schema'
import type { BackendName } from '../core/verdict'
import type { Wire } from './wire'

export interface RunnerSetup {
  readonly backend: BackendName
  readonly seed: number
  /** The bytes of the wasm backend, since the realm has no network. */
  readonly wasm?: ArrayBuffer
}

/** JavaScript of one file, as the body of a function of (require, exports, module). */
export interface CompiledFile {
  readonly code: string
  readonly lines?: LineTable
}

/**
 * For each line of the code that runs, its 1-based line in the file as it was written. Where the compiler joined several,
 * a flat list instead: a 0-based column, the line from there on, the next column, its line, and so on.
 */
export type LineTable = readonly (number | readonly number[])[]

export interface Submission {
  readonly path: string
  readonly main: CompiledFile
  /** The exercise's public files by the name they are imported by, e.g. "./harness". */
  readonly modules: Readonly<Record<string, string>>
  /** The exports the exercise asks for. */
  readonly wanted: readonly string[]
  /** TF.js calls that the learner's own code is not given, e.g. "tf.grad". */
  readonly forbidden?: readonly string[]
}

/** For the app. */
export interface RunnerDoor {
  prepare(setup: RunnerSetup): Promise<unknown>
  load(submission: Submission): Promise<unknown>
  demo(code: string, picture?: SmallPicture | null): Promise<unknown>
  /** Answers at once, unless the realm is busy computing. */
  ping(): Promise<unknown>
  /** Has TF.js do some work, so that what comes after is quick. Before `prepare`, if at all. */
  warmUp(): Promise<unknown>
}

/** For the grader, on a port of its own. */
export interface LearnerDoor {
  beginCase(seed: number): Promise<unknown>
  call(request: CallRequest): Promise<unknown>
}

export interface CallRequest {
  /** The learner's own module or the exercise's harness. */
  readonly target: 'learner' | 'harness'
  readonly name: string
  readonly args: readonly Wire[]
  /** Keep what is returned in the learner's realm and give back a handle. */
  readonly keep: boolean
}

export const PrepareReport = v.object({
  backend: Backend,
  /** Why it is not the backend that was asked for. */
  note: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  tfjs: v.pipe(v.string(), v.maxLength(50)),
})
export type PrepareReport = v.InferOutput<typeof PrepareReport>

export const LoadReport = v.variant('ok', [
  v.object({ ok: v.literal(true) }),
  v.object({ ok: v.literal(false), problem: Problem }),
])
export type LoadReport = v.InferOutput<typeof LoadReport>

const count = v.pipe(v.number(), v.integer())

/** What one call cost the learner's realm. */
export const Meter = v.object({
  milliseconds: v.pipe(v.number(), v.minValue(0)),
  /** Tensors left behind, inputs and results not counted. */
  tensorsLeaked: count,
  /** Most bytes held by tensors at once, above those at the start. */
  peakBytes: v.pipe(v.number(), v.minValue(0)),
  /** How often each TF.js kernel ran, by its name, e.g. "BatchMatMul". */
  kernels: v.record(v.pipe(v.string(), v.maxLength(100)), count),
})
export type Meter = v.InferOutput<typeof Meter>

export const CallReply = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown(), meter: Meter }),
  v.object({ ok: v.literal(false), problem: Problem }),
])
export type CallReply = v.InferOutput<typeof CallReply>
