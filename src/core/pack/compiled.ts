// A pack as the app reads it: statements rendered, code bundled, tests sealed.

import * as v from 'valibot'
import { Backend, ExportSpec, Limits, SCHEMA_VERSION, Topic } from './schema'

const id = v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/))

/** What a list shows of an exercise. */
export const ExerciseCard = v.object({
  id,
  title: v.string(),
  summary: v.string(),
  topics: v.array(Topic),
  difficulty: v.number(),
  minutes: v.number(),
  backends: v.array(Backend),
})
export type ExerciseCard = v.InferOutput<typeof ExerciseCard>

export const CompiledExercise = v.object({
  ...ExerciseCard.entries,
  schemaVersion: v.literal(SCHEMA_VERSION),
  /** Changes whenever anything a verdict depends on changes. */
  version: v.string(),
  exports: v.array(ExportSpec),
  limits: Limits,
  forbidden: v.array(v.string()),
  prerequisites: v.array(v.string()),
  /** HTML. */
  statement: v.string(),
  hints: v.array(v.string()),
  starter: v.string(),
  /** Public files beside the solution: path → TypeScript source. The learner may import them. */
  files: v.record(v.string(), v.string()),
  /** The same files as functions of (require, exports, module). */
  modules: v.record(v.string(), v.string()),
  /** demo.ts as such a function, or null. */
  demo: v.nullable(v.string()),
  /** tests.ts with the reference, encrypted; base64. */
  sealed: v.string(),
})
export type CompiledExercise = v.InferOutput<typeof CompiledExercise>
