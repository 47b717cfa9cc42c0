// An exercise's folder → what the app reads: statement rendered, code bundled, tests sealed.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { type Answers, sealAnswers } from '../../core/pack/answers'
import type { CompiledExercise } from '../../core/pack/compiled'
import { SCHEMA_VERSION } from '../../core/pack/schema'
import { seal } from '../../core/pack/seal'
import { messageOf } from '../../core/result'
import { placesIn } from '../../statement/places'
import { renderLine, renderStatement } from '../../statement/render'
import { shortHash } from '../realms/build-realms'
import { bundleFile, type Bundled } from './bundle'
import { PackError, type PackProblem } from './problems'
import { type ExerciseSource, readAccepted, readExercise } from './read-exercise'
import { type PackSource, readPack, unlisted } from './read-pack'
import { readTexts, type SourceTexts } from './texts'

export interface CompiledSource extends CompiledExercise {
  readonly tests: string
  /** Its debrief is Markdown; that of the program is HTML. */
  readonly answers: Answers
  /** The texts as they were written, for whom the rendered ones are not to be trusted. */
  readonly texts: SourceTexts
  /** The files that the result depends on. */
  readonly inputs: string[]
}

/** Throws PackError. */
export async function compileExercise(folder: string): Promise<CompiledSource> {
  const source = await readExercise(folder)
  const { frontMatter, id } = source
  const pack = await packOf(source)
  const texts = await readTexts(source, pack)
  const harness = source.files.includes('harness.ts') ? await bundlePublic(source, 'harness.ts') : null
  const demo = source.files.includes('demo.ts') ? await bundlePublic(source, 'demo.ts', ['./harness']) : null
  if (frontMatter.picture && !demo) throw new PackError([pictureForNobody(folder)])
  const tests = await bundle(source, 'tests.ts', ['@tensorflow/tfjs', '@tensorkata/kit'])
  const { files, modules } = await publicFiles(source, harness)
  const { exports, limits, forbidden } = frontMatter
  const version = shortHash(JSON.stringify([tests.code, modules, exports, limits, forbidden]))
  const places = placesIn(pack.manifest.id, pack.manifest.exercises, texts.images)
  const { variationOf, ...own } = frontMatter
  const page = {
    ...{ ...own, id },
    ...(variationOf === undefined ? {} : { variationOf: await variedId(source, pack, variationOf) }),
    ...{ schemaVersion: SCHEMA_VERSION as typeof SCHEMA_VERSION, version, files, hasDemo: demo !== null },
    statement: renderStatement(texts.statement, places),
    hints: texts.hints.map((hint) => renderLine(hint, places)),
    starter: source.starter,
  }
  const answers = await answersOf(source)
  const program = {
    ...{ id, version, modules, demo: demo?.code ?? null, sealed: seal(tests.code, id) },
    answers: sealAnswers({ ...answers, debrief: renderStatement(answers.debrief, places) }, id),
  }
  const inputs = [...tests.inputs, ...(harness?.inputs ?? []), ...(demo?.inputs ?? []), ...texts.inputs]
  return {
    ...{ page, program, texts, answers, tests: tests.code },
    inputs: [...new Set([path.join(folder, 'exercise.md'), path.join(folder, 'starter.ts'), ...inputs])],
  }
}

const pictureForNobody = (folder: string): PackProblem => ({
  file: path.join(folder, 'exercise.md'),
  path: 'picture',
  message: 'is true, and there is no demo.ts to take one.',
  remedy: 'Write demo.ts, or remove the key.',
})

/** Throws PackError when the pack has no such exercise beside this one, or it varies another itself. */
async function variedId(
  { folder, frontMatter, lineOf }: ExerciseSource,
  pack: PackSource,
  slug: string,
): Promise<string> {
  const refusal = (why: string, remedy: string): PackError => {
    const place = {
      file: path.join(folder, 'exercise.md'),
      line: lineOf(['variationOf']),
      path: 'variationOf',
    }
    return new PackError([{ ...place, message: `is "${slug}", which is ${why}.`, remedy }])
  }
  if (slug === frontMatter.id || !pack.manifest.exercises.includes(slug))
    throw refusal('no other exercise of this pack', 'Name one that its pack.yaml lists.')
  const varied = await readExercise(path.join(path.dirname(path.resolve(folder)), slug))
  const { variationOf } = varied.frontMatter
  if (variationOf !== undefined)
    throw refusal('a variation itself', `Name what that one varies: "${variationOf}".`)
  return varied.id
}

async function answersOf(source: ExerciseSource): Promise<Answers> {
  const accepted = (await readAccepted(source)).map(({ name, source: code }) => ({
    name: path.basename(name, '.ts'),
    code,
  }))
  const reference = await readFile(path.join(source.folder, 'solution.ts'), 'utf8')
  return { debrief: source.debrief, reference, accepted }
}

/** The pack that the exercise stands in. Throws PackError when it does not list it. */
async function packOf({ folder, frontMatter }: ExerciseSource): Promise<PackSource> {
  const pack = await readPack(path.dirname(path.resolve(folder)))
  if (pack.manifest.exercises.includes(frontMatter.id)) return pack
  throw new PackError([unlisted(pack, frontMatter.id)])
}

/** A file that the browser sees in the clear may not carry the reference or the tests. */
async function bundlePublic(
  source: ExerciseSource,
  name: string,
  external: readonly string[] = [],
): Promise<Bundled> {
  const bundled = await bundle(source, name, ['@tensorflow/tfjs', '@tensorkata/show', ...external])
  const secret = bundled.inputs.find((input) => /[\\/](solution|tests)\.ts$/.test(input))
  if (!secret) return bundled
  throw new PackError([
    {
      file: path.join(source.folder, name),
      message: `It imports ${path.basename(secret)}, so learners could read it.`,
      remedy: 'Use `import type` for its types, and nothing else of it.',
    },
  ])
}

/**
 * What learners may read and import: the harness, and the texts of data that it is made of. It is public all the same, in
 * the harness's bundle; what is not text, or too much to be read, stays there.
 */
async function publicFiles(
  source: ExerciseSource,
  harness: Bundled | null,
): Promise<Pick<CompiledExercise['page'], 'files'> & Pick<CompiledExercise['program'], 'modules'>> {
  const files: Record<string, string> = {}
  const modules: Record<string, string> = {}
  if (!harness) return { files, modules }
  const data = harness.inputs.map((input) => path.relative(path.resolve(source.folder), input))
  for (const name of ['harness.ts', ...data.filter((input) => PUBLIC_DATA.test(input)).sort()]) {
    const text = await readFile(path.join(source.folder, name), 'utf8')
    if (name !== 'harness.ts' && text.length > MOST_DATA) continue
    const specifier = `./${name.replace(/\.ts$/, '')}`
    files[specifier] = text
    modules[specifier] = name === 'harness.ts' ? harness.code : (await bundle(source, name, [])).code
  }
  return { files, modules }
}

/** In the exercise's own folder of data. */
const PUBLIC_DATA = /^data\/[a-z0-9-]+(\.json|\.txt)$/
const MOST_DATA = 100_000

async function bundle(source: ExerciseSource, name: string, external: readonly string[]): Promise<Bundled> {
  const file = path.join(source.folder, name)
  try {
    return await bundleFile(file, external)
  } catch (error) {
    throw new PackError(bundleProblems(error, file))
  }
}

/** The bundler's errors without its colours and its drawing of the line. */
function bundleProblems(thrown: unknown, file: string): PackProblem[] {
  const { errors = [thrown] } = thrown as { errors?: readonly unknown[] }
  return errors.map((error) => {
    const { loc } = error as { loc?: { file?: string; line: number } }
    const [first = ''] = stripVTControlCharacters(messageOf(error)).split('\n')
    const message = first.replace(/^\[\w+\] /, '').replace(/ in \S+$/, '')
    const place = loc ? { file: loc.file ?? file, line: loc.line } : { file }
    return { ...place, message: `${message}.`, remedy: 'Mend the import or the syntax.' }
  })
}
