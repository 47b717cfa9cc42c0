// What is kept, and in which form. Everything read back is checked against these.

import * as v from 'valibot'
import { ExerciseCard } from '../core/pack/compiled'

export const Draft = v.object({
  exercise: v.string(),
  text: v.pipe(v.string(), v.maxLength(1_000_000)),
  /** The exercise's version when this was written. */
  version: v.string(),
  savedAt: v.number(),
})
export type Draft = v.InferOutput<typeof Draft>

export const Attempt = v.object({
  exercise: v.string(),
  version: v.string(),
  at: v.number(),
  code: v.string(),
  outcome: v.picklist(['passed', 'failed', 'invalid', 'infra', 'stopped']),
  /** From 0 to 1, by weight. */
  score: v.number(),
  backend: v.picklist(['cpu', 'webgl', 'wasm']),
  seed: v.number(),
  milliseconds: v.number(),
})
export type Attempt = v.InferOutput<typeof Attempt>

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
