// What is kept, and in which form. Everything read back is checked against these.

import * as v from 'valibot'
import { ExerciseCard } from '../core/pack/compiled'

const name = v.pipe(v.string(), v.maxLength(300))
const code = v.pipe(v.string(), v.maxLength(1_000_000))
/** Milliseconds since 1970, within what a date can be. */
const instant = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15))
const amount = v.pipe(v.number(), v.finite(), v.minValue(0))
const uid = v.pipe(v.string(), v.minLength(1), v.maxLength(400))

export const Draft = v.object({
  /** The exercise; in a rehearsal, a name of its own. */
  exercise: name,
  text: code,
  /** The exercise's version when this was written. */
  version: name,
  savedAt: instant,
})
export type Draft = v.InferOutput<typeof Draft>

/** As the first two versions of the database kept it. */
export const EarlyAttempt = v.object({
  exercise: name,
  version: name,
  at: instant,
  code: v.string(),
  outcome: v.picklist(['passed', 'failed', 'invalid', 'infra', 'stopped']),
  /** From 0 to 1, by weight. */
  score: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  backend: v.picklist(['cpu', 'webgl', 'wasm']),
  seed: v.number(),
  milliseconds: amount,
})

export const Attempt = v.object({
  ...EarlyAttempt.entries,
  /** The same wherever a copy of this attempt is. */
  uid,
  /** How many hints of its exercise were open. */
  hints: v.pipe(amount, v.integer()),
  /** Whether the solution had been shown. */
  sawSolution: v.boolean(),
  /** With the exercise in view, since it was opened or since the attempt before. */
  secondsOpen: amount,
  /** Titles of cases that did not pass. */
  failed: v.pipe(v.array(name), v.maxLength(100)),
  /** Of a submit in a rehearsal: the uid of the event that says which one, and what was predicted. */
  rehearsal: v.optional(uid),
})
export type Attempt = v.InferOutput<typeof Attempt>

/**
 * What else happened with an exercise: a hint opened, the solution shown, a draft that gave way to a newer one, a rehearsal
 * (see src/core/rehearsal/notes.ts), which as a whole belongs to no exercise.
 */
export const LogEvent = v.object({
  uid,
  exercise: name,
  at: instant,
  kind: v.picklist(['hint', 'solution', 'rehearsal', 'draft-copy']),
  /** Flat and plain, so that it can be stored, exported and merged whatever the kind. */
  data: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
})
export type LogEvent = v.InferOutput<typeof LogEvent>

/** A pack that was imported: what lists show of it. */
export const InstalledPack = v.object({
  id: v.string(),
  title: v.string(),
  summary: v.string(),
  authors: v.array(v.string()),
  license: v.string(),
  version: v.string(),
  /** The file's name, or its address. */
  from: v.string(),
  importedAt: v.number(),
  cards: v.array(ExerciseCard),
})
export type InstalledPack = v.InferOutput<typeof InstalledPack>
