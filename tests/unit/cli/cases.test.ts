// Every bad exercise of tests/cases is refused with exactly the problems that its expected.txt names.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEquivalents } from '../../../src/cli/mutation/equivalents'
import { compileExercise } from '../../../src/cli/pack/compile-exercise'
import { PackError } from '../../../src/cli/pack/problems'
import { readPack } from '../../../src/cli/pack/read-pack'
import { readAccepted, readExercise, readRejected } from '../../../src/cli/pack/read-exercise'
import { ROOT } from '../../../src/cli/realms/build-realms'
import { unsealAnswers } from '../../../src/core/pack/answers'
import { cardOf } from '../../../src/core/pack/compiled'
import { unseal } from '../../../src/core/pack/seal'

const CASES = path.join(ROOT, 'tests/cases')
const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
/** Without those that compile; "weak" is mutation testing's. */
const names = foldersIn(CASES).filter((name) => !['good', 'variation', 'weak', 'packs'].includes(name))
const PACKS = path.join(CASES, 'packs')
const packs = foldersIn(PACKS).filter((name) => name !== 'fine')

/** What `kata check` would print before it proves anything, with paths from the exercise's folder. */
async function problemsOf(folder: string): Promise<string> {
  try {
    const source = await readExercise(folder)
    await compileExercise(folder)
    await readAccepted(source)
    await readRejected(source)
    await readEquivalents(folder)
    return 'No problem.'
  } catch (error) {
    if (!(error instanceof PackError)) throw error
    return error.message.replaceAll(`${folder}${path.sep}`, '').replaceAll(folder, '.')
  }
}

test.each(names)('%s', async (name) => {
  const folder = path.join(CASES, name)
  await expect(`${await problemsOf(folder)}\n`).toMatchFileSnapshot(path.join(folder, 'expected.txt'))
})

test.each(packs)('the pack %s', async (name) => {
  const folder = path.join(PACKS, name)
  const exercises = foldersIn(folder).map((slug) => path.join(folder, slug))
  const said = await Promise.all(exercises.map(problemsOf))
  // An exercise is refused with its pack, with the same words.
  const problems = [...new Set(said)].filter((text) => text !== 'No problem.').join('\n')
  const text = problems.replaceAll(`${folder}${path.sep}`, '')
  await expect(`${text}\n`).toMatchFileSnapshot(path.join(folder, 'expected.txt'))
})

test('a variation is compiled with the whole name of what it varies', async () => {
  const { page } = await compileExercise(path.join(CASES, 'variation'))
  expect(cardOf(page)).toMatchObject({ id: 'cases/variation', variationOf: 'cases/good' })
})

test('the pack that the bad ones differ from has no problem', async () => {
  expect(await problemsOf(path.join(PACKS, 'fine/one'))).toBe('No problem.')
  expect((await readPack(path.join(PACKS, 'fine'))).manifest.exercises).toEqual(['one'])
})

test('every case has its expected problems written down, and none expects nothing', () => {
  for (const name of [...names, ...packs.map((pack) => `packs/${pack}`)]) {
    expect(existsSync(path.join(CASES, name, 'expected.txt')), name).toBe(true)
    expect(readFileSync(path.join(CASES, name, 'expected.txt'), 'utf8'), name).toMatch(/\S+: \S/)
  }
})

test('a folder that is not there says so', async () => {
  expect(await problemsOf(path.join(CASES, 'nowhere'))).toBe(
    '.: There is no such folder. Check the path, or make it with `kata new`.',
  )
})

describe('the good case, from which the bad ones differ by one mistake,', () => {
  const folder = path.join(CASES, 'good')

  test('has no problem', async () => {
    expect(await problemsOf(folder)).toBe('No problem.')
  })

  test('compiles to a page in the clear and tests under seal', async () => {
    const { page, program, tests, inputs } = await compileExercise(folder)
    expect(page).toMatchObject({
      id: 'cases/good',
      title: 'Double',
      hints: ['Add.', 'Add x.', 'Add x to x.'],
    })
    expect(page.statement).toContain('katex')
    expect(page.starter).toContain('export function double')
    expect(unseal(program.sealed, page.id)).toBe(tests)
    expect(JSON.stringify(page)).not.toContain('toBeCloseTo')
    expect(JSON.stringify({ ...program, sealed: '' })).not.toContain('toBeCloseTo')
    expect(unsealAnswers(program)?.reference).toContain('export')
    expect(JSON.stringify(page)).not.toContain(unsealAnswers(program)!.reference.trim())
    expect(inputs.map((input) => path.basename(input)).sort()).toEqual([
      ...['debrief.md', 'exercise.md', 'solution.ts', 'starter.ts', 'tests.ts'],
    ])
  })

  test('compiles to the same bytes each time', async () => {
    expect(await compileExercise(folder)).toEqual(await compileExercise(folder))
  })

  test('has a wrong solution that says who rejects it', async () => {
    expect(await readRejected(await readExercise(folder))).toMatchObject([
      { name: 'rejected/triple.ts', rejectedBy: 'one', says: 'off' },
    ])
    expect(await readAccepted(await readExercise(folder))).toEqual([])
  })
})
