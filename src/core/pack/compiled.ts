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
  /** The exercise that it varies. */
  variationOf: v.optional(id),
})
export type ExerciseCard = v.InferOutput<typeof ExerciseCard>

/** What a learner reads and writes: small, so that the statement is there at once. */
export const ExercisePage = v.object({
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
  /** Public files beside the solution that it may import: "./harness" → TypeScript. */
  files: v.record(v.string(), v.string()),
  hasDemo: v.boolean(),
  /** The demo takes a picture of the learner's own. Packs of before there were any do not say. */
  picture: v.optional(v.boolean(), false),
})
export type ExercisePage = v.InferOutput<typeof ExercisePage>

/** What runs: loaded on the first Run or Submit. Code is the body of a function of (require, exports, module). */
export const ExerciseProgram = v.object({
  id,
  version: v.string(),
  /** The public files, by the name they are imported by. */
  modules: v.record(v.string(), v.string()),
  demo: v.nullable(v.string()),
  /** tests.ts with the reference, encrypted; base64. */
  sealed: v.string(),
  /** See answers.ts. Packs of before there were any have none. */
  answers: v.optional(v.string()),
})
export type ExerciseProgram = v.InferOutput<typeof ExerciseProgram>

export interface CompiledExercise {
  readonly page: ExercisePage
  readonly program: ExerciseProgram
}

export function cardOf(page: ExerciseCard): ExerciseCard {
  const { id, title, summary, topics, difficulty, minutes, backends, variationOf } = page
  return {
    ...{ id, title, summary, topics, difficulty, minutes, backends },
    ...(variationOf === undefined ? {} : { variationOf }),
  }
}

/** What lists show: a variation comes with the review of what it varies. */
export const listed = (cards: readonly ExerciseCard[]): readonly ExerciseCard[] =>
  cards.filter(({ variationOf }) => variationOf === undefined)
