// Submissions judged in processes of Node: one that takes its process with it fails, and nothing else does.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Graders } from '../../../src/cli/graders'
import { compileExercise } from '../../../src/cli/pack/compile-exercise'
import { ROOT } from '../../../src/cli/realms/build-realms'
import type { Verdict } from '../../../src/core/verdict'

const FOLDER = path.join(ROOT, 'exercises/evaluation/roc-auc')
const graders = new Graders()
afterAll(() => graders.close())

async function grade(change: (reference: string) => string): Promise<Verdict> {
  const { tests, ...exercise } = await compileExercise(FOLDER)
  const source = change(await readFile(path.join(FOLDER, 'solution.ts'), 'utf8'))
  return graders.grade({ exercise, tests, source, backend: 'cpu', seed: 1 })
}
const right = (): Promise<Verdict> => grade((reference) => reference)

/** More letters than an array may hold items: no exception, but the end of the process. */
const TOO_MUCH = "'x'.repeat(2 ** 28).split('')"
const WORDS = "Your code's sandbox crashed: it asked for more memory than it may have."

test(
  'code that asks for all memory is told so, and the next is judged as ever',
  { timeout: 60_000 },
  async () => {
    const ended = await grade((reference) => `${reference}\n${TOO_MUCH}\n`)
    const problems = ended.problems.map(({ kind, message }) => ({ kind, message }))
    expect([ended.outcome, problems]).toEqual(['invalid', [{ kind: 'crashed', message: WORDS }]])
    const next = await right()
    expect([next.outcome, next.cases.every(({ outcome }) => outcome.status === 'pass')]).toEqual([
      'passed',
      true,
    ])
  },
)

test(
  'where a case asks for it, that case fails, and one judged meanwhile passes',
  { timeout: 60_000 },
  async () => {
    const [ended, other] = await Promise.all([
      grade((reference) => reference.replace(/export function rocAuc\([^]*?\{\n/, `$&  ${TOO_MUCH}\n`)),
      right(),
    ])
    expect([ended.outcome, other.outcome]).toEqual(['failed', 'passed'])
    const first = ended.cases.findIndex(({ outcome }) => outcome.status !== 'pass')
    expect(ended.cases[first]!.outcome).toMatchObject({
      status: 'error',
      problem: { kind: 'crashed', message: WORDS },
    })
    expect(ended.cases.slice(first + 1).map(({ outcome }) => outcome.status)).toEqual(
      ended.cases.slice(first + 1).map(() => 'not-run'),
    )
  },
)
