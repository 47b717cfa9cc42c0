// The list of exercises in the docs is the one that the exercises would give now.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { generatedCatalogue } from '../../../src/cli/catalogue-command'
import { exercisesOf } from '../../../src/cli/find-exercises'
import { ROOT } from '../../../src/cli/realms/build-realms'

const text = await readFile(path.join(ROOT, 'docs/catalogue.md'), 'utf8')

test('docs/catalogue.md is what "npm run kata -- catalogue" writes', async () => {
  expect(text).toBe(await generatedCatalogue())
})

test('it lists each exercise once, and links to where it is', async () => {
  const linked = [...text.matchAll(/\(\.\.\/exercises\/(.+?)\/exercise\.md\)/g)].map(([, id]) => id)
  const folders = (await exercisesOf([])).map((folder) => path.relative(path.join(ROOT, 'exercises'), folder))
  expect(linked.sort()).toEqual(folders.map((folder) => folder.replaceAll(path.sep, '/')).sort())
})
