// The format of an exercise and of a pack: one schema for types, validation and the author's reference.

import * as v from 'valibot'

export const SCHEMA_VERSION = 1

const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, e.g. "image-convolution"'),
)
const sentence = v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(2_000))

export const Topic = v.picklist([
  'foundations',
  'deep-learning',
  'vision',
  'language',
  'llm',
  'recommendation',
  'search',
  'evaluation',
  'graphs',
  'trust-and-safety',
  'systems',
  'multimodal',
])
export type Topic = v.InferOutput<typeof Topic>

export const Backend = v.picklist(['cpu', 'webgl', 'wasm'])

export const ExportSpec = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[A-Za-z_$][\w$]*$/, 'must be a JavaScript name')),
  signature: sentence,
  summary: sentence,
})
export type ExportSpec = v.InferOutput<typeof ExportSpec>

export const Limits = v.strictObject({
  /** Seconds of the learner's own time that one submission may use. */
  seconds: v.pipe(v.number(), v.minValue(0.1), v.maxValue(120)),
  /** Tensors that one call may leave behind; inputs and results are not counted. Unchecked when absent. */
  tensorsLeaked: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
})
export type Limits = v.InferOutput<typeof Limits>

/** The front matter of exercise.md. */
export const FrontMatter = v.strictObject({
  schemaVersion: v.literal(SCHEMA_VERSION),
  id: slug,
  title: v.pipe(sentence, v.maxLength(80)),
  summary: v.pipe(sentence, v.maxLength(200)),
  topics: v.pipe(v.array(Topic), v.minLength(1, 'needs at least one topic')),
  difficulty: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(120)),
  exports: v.pipe(v.array(ExportSpec), v.minLength(1, 'needs at least one export')),
  backends: v.pipe(v.array(Backend), v.includes('cpu', 'must include cpu')),
  limits: Limits,
  /** TF.js calls that the learner must build by hand, e.g. "tf.conv2d". */
  forbidden: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^tf(\.\w+)+$/, 'must look like "tf.conv2d"'))),
    [],
  ),
  prerequisites: v.optional(v.array(sentence), []),
  hints: v.pipe(v.array(sentence), v.length(3, 'must be three, each saying more than the one before')),
})
export type FrontMatter = v.InferOutput<typeof FrontMatter>

/** pack.yaml */
export const PackManifest = v.strictObject({
  schemaVersion: v.literal(SCHEMA_VERSION),
  id: slug,
  title: sentence,
  summary: sentence,
  authors: v.pipe(v.array(sentence), v.minLength(1, 'needs at least one author')),
  license: sentence,
  /** Slugs in the order of the list. */
  exercises: v.pipe(v.array(slug), v.minLength(1, 'needs at least one exercise')),
})
export type PackManifest = v.InferOutput<typeof PackManifest>
