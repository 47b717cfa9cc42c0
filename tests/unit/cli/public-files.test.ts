// Which files of an exercise its page shows to learners: the harness and its data, and never what decides.

import path from 'node:path'
import { expect, test } from 'vitest'
import { compileExercise } from '../../../src/cli/pack/compile-exercise'
import { ROOT } from '../../../src/cli/realms/build-realms'
import { evaluate } from '../../../workers/shared/evaluate'

const compiled = (id: string) => compileExercise(path.join(ROOT, 'exercises', id))

test('a harness and the data that it is made of can be read and imported', async () => {
  const { page, program } = await compiled('deep-learning/train-small-classifier')
  expect(Object.keys(page.files)).toEqual(['./harness', './data/penguins.json'])
  expect(Object.keys(program.modules)).toEqual(Object.keys(page.files))
  expect(page.files['./harness']).toContain('export function moons(')
  const data = await evaluate(program.modules['./data/penguins.json']!, 'penguins.ts', () => undefined)
  expect(data.default).toEqual(JSON.parse(page.files['./data/penguins.json']!))
})

test('an exercise without a harness shows nothing, whatever data its tests have', async () => {
  const { page, program } = await compiled('recommendation/embedding-similarity')
  expect([page.files, program.modules]).toEqual([{}, {}])
})

test('files that only the tests read are not shown', async () => {
  const { page } = await compiled('vision/image-convolution')
  expect(Object.keys(page.files)).toEqual(['./harness'])
})
