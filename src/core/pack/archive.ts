// The one file in which a pack is handed on: a ZIP of manifest.json and of each exercise's page and program.

import * as v from 'valibot'
import { ExercisePage, type ExerciseProgram } from './compiled'
import { FrontMatter, PackManifest, SCHEMA_VERSION } from './schema'

export const ARCHIVE_ENDING = '.kata.zip'

/** What the app takes. A pack of the size of all that ship is a tenth of this. */
export const ARCHIVE_CAPS = {
  /** Bytes of the file. */
  packed: 8_000_000,
  /** Bytes of all that is in it. */
  inflated: 32_000_000,
  entries: 201,
  /** How many times larger an entry may become, from this many bytes on. JSON of programs becomes ten times larger. */
  ratio: 100,
  ratioFrom: 100_000,
} as const

const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const version = v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/))
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(200))
/** As the learner's code imports it. */
const fileName = v.pipe(v.string(), v.regex(/^\.\/([a-z0-9-]+|data\/[a-z0-9-]+\.(json|txt))$/))

export const ArchiveManifest = v.strictObject({
  ...PackManifest.entries,
  /** Of the content: the same exercises give the same version. */
  version,
  /** SHA-256 of every other file, in hexadecimal. */
  files: v.record(v.string(), digest),
})
export type ArchiveManifest = v.InferOutput<typeof ArchiveManifest>

/** A page whose texts are Markdown still: the app renders them itself, and trusts nobody's HTML. */
export const PackedPage = v.strictObject({
  ...FrontMatter.entries,
  ...{ schemaVersion: v.literal(SCHEMA_VERSION), id, version, variationOf: v.optional(id) },
  statement: text(100_000),
  /** data: addresses of the pictures, by the source that the texts name. */
  images: v.record(text(500), text(500_000)),
  starter: text(100_000),
  files: v.record(fileName, text(500_000)),
  hasDemo: v.boolean(),
})
export type PackedPage = v.InferOutput<typeof PackedPage>

const code = text(8_000_000)
export const PackedProgram = v.strictObject({
  ...{ id, version, modules: v.record(fileName, code), demo: v.nullable(code), sealed: code },
  answers: v.optional(code),
})

export interface PackedExercise {
  readonly page: PackedPage
  readonly program: ExerciseProgram
}

/** A pack that was read, checked, and found whole. */
export interface PackContent {
  readonly manifest: ArchiveManifest
  /** In the manifest's order. */
  readonly exercises: readonly PackedExercise[]
}

export const MANIFEST_NAME = 'manifest.json'
export const partName = (slug: string, part: 'page' | 'program'): string => `${slug}/${part}.json`

/** With the texts as HTML, and without the pictures, which are in them. */
export const pageOf = (page: PackedPage, statement: string, hints: string[]): ExercisePage =>
  v.parse(ExercisePage, { ...page, statement, hints })
