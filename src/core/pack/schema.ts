// The format of an exercise and of a pack: one schema for types, validation, editors and the author's reference.

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
  name: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z_$][\w$]*$/, 'must be a JavaScript name'),
    v.description('The name it is exported by.'),
  ),
  signature: v.pipe(sentence, v.description('Its TypeScript signature, as the statement shows it.')),
  summary: v.pipe(sentence, v.description('What it does, in a sentence.')),
})
export type ExportSpec = v.InferOutput<typeof ExportSpec>

export const Limits = v.strictObject({
  seconds: v.pipe(
    v.number(),
    v.minValue(0.1),
    v.maxValue(120),
    v.description(
      "Seconds of the learner's own time that one submission may use (three times that on webgl): five times what the reference takes on cpu, or more.",
    ),
  ),
  tensorsLeaked: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(0),
      v.description(
        'Tensors that one call may leave behind; inputs and results are not counted. Unchecked when absent.',
      ),
    ),
  ),
})
export type Limits = v.InferOutput<typeof Limits>

const schemaVersion = v.pipe(
  v.literal(SCHEMA_VERSION),
  v.description('The version of this format that the file is written in.'),
)

/** The front matter of exercise.md. */
export const FrontMatter = v.strictObject({
  schemaVersion,
  id: v.pipe(slug, v.description("The folder's name.")),
  title: v.pipe(sentence, v.maxLength(80), v.description('What lists and the page are headed by.')),
  summary: v.pipe(sentence, v.maxLength(200), v.description('What is built, in a sentence.')),
  topics: v.pipe(
    v.array(Topic),
    v.minLength(1, 'needs at least one topic'),
    v.description('What it belongs to.'),
  ),
  difficulty: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.maxValue(5),
    v.description('1 for a first exercise, 5 for an evening.'),
  ),
  minutes: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(5),
    v.maxValue(120),
    v.description('What somebody who knows the topic needs.'),
  ),
  exports: v.pipe(
    v.array(ExportSpec),
    v.minLength(1, 'needs at least one export'),
    v.description('What the learner must export.'),
  ),
  backends: v.pipe(
    v.array(Backend),
    v.includes('cpu', 'must include cpu'),
    v.description('Where it runs: cpu, and webgl and wasm where their kernels allow.'),
  ),
  limits: v.pipe(Limits, v.description('What a submission may use.')),
  forbidden: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^tf(\.\w+)+$/, 'must look like "tf.conv2d"'))),
      v.description(
        'TF.js calls to be built by hand, e.g. "tf.conv2d": searched for in the source, kept from the code that runs, and known by their kernels.',
      ),
    ),
    [],
  ),
  picture: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        "Whether demo.ts takes a picture of the learner's own, a file or the camera's. false when absent.",
      ),
    ),
    false,
  ),
  variationOf: v.optional(
    v.pipe(
      slug,
      v.description(
        'An exercise of the same pack that this one varies: other shapes or another constraint, the same idea. It stands in no list, and comes when that one is due for review.',
      ),
    ),
  ),
  prerequisites: v.optional(
    v.pipe(v.array(sentence), v.description('What to know beforehand, in sentences.')),
    [],
  ),
  hints: v.pipe(
    v.array(sentence),
    v.length(3, 'must be three, each saying more than the one before'),
    v.description('Three, each saying more than the one before; Markdown of a line.'),
  ),
})
export type FrontMatter = v.InferOutput<typeof FrontMatter>

/** pack.yaml */
export const PackManifest = v.strictObject({
  schemaVersion,
  id: v.pipe(slug, v.description("The pack's folder's name.")),
  title: v.pipe(sentence, v.description('What the pack is called in lists.')),
  summary: v.pipe(sentence, v.description('What one learns in it, in a sentence.')),
  authors: v.pipe(
    v.array(sentence),
    v.minLength(1, 'needs at least one author'),
    v.description('Who made it: shown wherever it is imported.'),
  ),
  license: v.pipe(sentence, v.description('Under which licence it may be handed on, e.g. "MIT".')),
  exercises: v.pipe(
    v.array(slug),
    v.minLength(1, 'needs at least one exercise'),
    v.description("The exercises' folders, in the order of the list."),
  ),
})
export type PackManifest = v.InferOutput<typeof PackManifest>
