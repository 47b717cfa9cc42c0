// `kata grade`: one file against one exercise. Exit code 0 passed, 1 not passed, 2 could not be graded.

import { readFile } from 'node:fs/promises'
import { exerciseFolder } from './find-exercises'
import { Graders, isBackend } from './graders'
import { compileExercise } from './pack/compile-exercise'
import { printVerdict } from '../core/verdict-text'
import { UsageError } from './usage-error'

export async function gradeCommand(
  name: string,
  file: string,
  options: { backend: string; seed: number; json?: boolean },
): Promise<void> {
  const { backend, seed } = options
  if (!isBackend(backend))
    throw new UsageError(`There is no backend "${backend}". There are cpu, wasm and webgl.`)
  if (!Number.isInteger(seed)) throw new UsageError(`The seed must be a whole number, not "${seed}".`)
  const source = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`The file ${file} cannot be read. Check its path.`)
  })
  const { tests, ...exercise } = await compileExercise(await exerciseFolder(name))
  const graders = new Graders()
  try {
    const verdict = await graders.grade({ exercise, tests, source, backend, seed })
    console.log(options.json ? JSON.stringify(verdict) : printVerdict(verdict))
    process.exitCode = verdict.outcome === 'passed' ? 0 : verdict.outcome === 'infra' ? 2 : 1
  } finally {
    await graders.close()
  }
}
