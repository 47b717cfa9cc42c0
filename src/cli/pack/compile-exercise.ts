// An exercise's folder → what the app reads: statement rendered, code bundled, tests sealed.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { CompiledExercise } from '../../core/pack/compiled'
import { SCHEMA_VERSION } from '../../core/pack/schema'
import { seal } from '../../core/pack/seal'
import { messageOf } from '../../core/result'
import { shortHash } from '../realms/build-realms'
import { bundleFile, type Bundled } from './bundle'
import { PackError, type PackProblem } from './problems'
import { type ExerciseSource, readExercise } from './read-exercise'
import { renderLine, renderStatement } from './statement'

/** Throws PackError. `inputs` are the files that the result depends on. */
export async function compileExercise(
  folder: string,
): Promise<CompiledExercise & { tests: string; inputs: string[] }> {
  const source = await readExercise(folder)
  const { frontMatter, id } = source
  const harness = source.files.includes('harness.ts') ? await bundlePublic(source, 'harness.ts') : null
  const demo = source.files.includes('demo.ts') ? await bundlePublic(source, 'demo.ts', ['./harness']) : null
  const tests = await bundle(source, 'tests.ts', ['@tensorflow/tfjs', '@tensorkata/kit'])
  const files: Record<string, string> = harness
    ? { './harness': await readFile(path.join(folder, 'harness.ts'), 'utf8') }
    : {}
  const modules: Record<string, string> = harness ? { './harness': harness.code } : {}
  const { title, summary, topics, difficulty, minutes, backends, exports, limits, forbidden, prerequisites } =
    frontMatter
  const version = shortHash(JSON.stringify([tests.code, modules, exports, limits, forbidden]))
  const page = {
    ...{
      id,
      title,
      summary,
      topics,
      difficulty,
      minutes,
      backends,
      exports,
      limits,
      forbidden,
      prerequisites,
    },
    ...{ schemaVersion: SCHEMA_VERSION as typeof SCHEMA_VERSION, version, files, hasDemo: demo !== null },
    statement: render(source, () => renderStatement(source.statement)),
    hints: frontMatter.hints.map((hint) => render(source, () => renderLine(hint))),
    starter: source.starter,
  }
  const program = { id, version, modules, demo: demo?.code ?? null, sealed: seal(tests.code, id) }
  const inputs = [...tests.inputs, ...(harness?.inputs ?? []), ...(demo?.inputs ?? [])]
  return {
    page,
    program,
    tests: tests.code,
    inputs: [...new Set([path.join(folder, 'exercise.md'), path.join(folder, 'starter.ts'), ...inputs])],
  }
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

function render(source: ExerciseSource, work: () => string): string {
  try {
    return work()
  } catch (error) {
    const file = path.join(source.folder, 'exercise.md')
    throw new PackError([{ file, message: messageOf(error), remedy: 'Mend the formula or the Markdown.' }])
  }
}
