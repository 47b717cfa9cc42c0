// `kata build`: one file, the same bytes each time, with the tests under seal and the texts as they were written.

import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { buildPack } from '../../../src/cli/pack/build-pack'
import { FINE_PACK } from '../../support/a-pack'

test('the same folder gives the same bytes, wherever and whenever it is', async () => {
  const elsewhere = path.join(await mkdtemp(path.join(tmpdir(), 'tensorkata-build-')), 'fine')
  await cp(FINE_PACK, elsewhere, { recursive: true })
  await utimes(path.join(elsewhere, 'one/solution.ts'), 1, 1)
  const [first, again, moved] = [
    await buildPack(FINE_PACK),
    await buildPack(FINE_PACK),
    await buildPack(elsewhere),
  ]
  expect(again).toEqual(first)
  expect(moved).toEqual(first)
  expect(first.name).toMatch(/^fine-[0-9a-f]{8}\.kata\.zip$/)
  const file = path.join(elsewhere, 'one/tests.ts')
  await writeFile(file, (await readFile(file, 'utf8')).replace('[2]', '[3]'))
  const changed = await buildPack(elsewhere)
  expect(changed.name).not.toBe(first.name)
  await rm(path.dirname(elsewhere), { recursive: true })
})

test('it holds the texts as Markdown, and the tests under seal alone', async () => {
  const { bytes, manifest } = await buildPack(FINE_PACK)
  const files = unzipSync(bytes)
  expect(Object.keys(files)).toEqual(['manifest.json', 'one/page.json', 'one/program.json'])
  expect(manifest).toMatchObject({ schemaVersion: 1, id: 'fine', authors: ['Somebody'], license: 'MIT' })
  const text = (name: string): string => new TextDecoder().decode(files[name])
  expect(JSON.parse(text('one/page.json'))).toMatchObject({ id: 'fine/one', statement: '\nWrite $2x$.\n' })
  const { sealed, ...rest } = JSON.parse(text('one/program.json')) as { sealed: string }
  expect(sealed.length).toBeGreaterThan(100)
  expect(text('one/page.json') + JSON.stringify(rest)).not.toContain('toBeCloseTo')
})
