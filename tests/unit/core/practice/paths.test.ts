// The file of the paths: what ships holds, and what is wrong is named with its place.

import path from 'node:path'
import { expect, test } from 'vitest'
import { exercisesUnder } from '../../../../src/cli/find-exercises'
import { PackError } from '../../../../src/cli/pack/problems'
import { ROOT } from '../../../../src/cli/realms/build-realms'
import { parsePaths, readPaths } from '../../../../vite/paths'

const IDS = ['vision/one', 'vision/two']
const good = `- id: vision
  title: Vision
  summary: Pictures.
  exercises: [vision/one, vision/two]
`
function problems(text: string): string {
  try {
    parsePaths(text, 'paths.yaml', IDS)
    return 'No problem.'
  } catch (error) {
    if (error instanceof PackError) return error.message
    throw error
  }
}

test('the paths that ship lead only to exercises that ship', async () => {
  const folder = path.join(ROOT, 'exercises')
  const ids = (await exercisesUnder(folder)).map((exercise) =>
    path.relative(folder, exercise).replaceAll(path.sep, '/'),
  )
  const paths = await readPaths(path.join(folder, 'paths.yaml'), ids)
  expect(paths.length).toBeGreaterThan(3)
})

test('a path is read as it is written', () => {
  expect(parsePaths(good, 'paths.yaml', IDS)).toEqual([
    { id: 'vision', title: 'Vision', summary: 'Pictures.', exercises: IDS },
  ])
  expect(parsePaths('[]', 'paths.yaml', IDS)).toEqual([])
})

test.each<[string, string, string]>([
  [
    'an exercise that does not exist',
    good.replace('vision/two', 'vision/three'),
    'paths.yaml:4: [0].exercises[1]: There is no exercise "vision/three". Correct its name, or remove it until it exists.',
  ],
  [
    'one that is listed twice',
    good.replace('vision/two', 'vision/one'),
    'paths.yaml:4: [0].exercises[1]: lists "vision/one" a second time. Remove one of them.',
  ],
  [
    'a name without its pack',
    good.replace('vision/two', 'two'),
    'paths.yaml:4: [0].exercises[1]: must look like "vision/convolution".',
  ],
  [
    'an id that is taken',
    good + good,
    'paths.yaml:5: [1].id: "vision" is the id of a path above. Give each its own.',
  ],
  ['no exercise', good.replace(/\[.*\]/, '[]'), 'paths.yaml:4: [0].exercises: needs at least one exercise.'],
  [
    'an id in words',
    good.replace('id: vision', 'id: My Path'),
    'paths.yaml:1: [0].id: must be lower-case words joined by hyphens.',
  ],
  ['no title', good.replace('  title: Vision\n', ''), 'paths.yaml:1: [0].title: is missing. Add it.'],
  [
    'an unknown key',
    `${good}  colour: red\n`,
    'paths.yaml:5: [0].colour: is not a known key. Remove it, or correct its spelling.',
  ],
  ['no list', 'vision', 'paths.yaml:1: must be a list of paths.'],
])('refuses %s', (_, text, says) => expect(problems(text)).toBe(says))

test('tells all that is wrong at once', () => {
  expect(problems(good.replace('one, vision/two', 'x, vision/y')).split('\n')).toHaveLength(2)
})
