// `kata new`: what it writes is a right exercise, and nothing of an author's is written over.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Graders } from '../../../src/cli/graders'
import { scaffold } from '../../../src/cli/new/new-command'
import { readPack } from '../../../src/cli/pack/read-pack'
import { NO_CACHE } from '../../../src/cli/proof-cache'
import { createProgress } from '../../../src/cli/progress'
import { planProofs } from '../../../src/cli/prove'
import { runProofs } from '../../../src/cli/run-proofs'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tensorkata-new-'))
})
afterEach(() => rm(root, { recursive: true }))

test('the scaffold is right as it is: the check is green on it', { timeout: 60_000 }, async () => {
  const folder = await scaffold('my-pack/my-first', root)
  expect((await readPack(path.dirname(folder))).manifest).toMatchObject({
    ...{ id: 'my-pack', title: 'My pack', exercises: ['my-first'] },
  })
  const plan = await planProofs(folder, { seeds: 1, backend: 'cpu' })
  expect(plan.compiled.page.id).toBe('my-pack/my-first')
  const graders = new Graders()
  const silent = createProgress({ isTTY: false, write: () => true } as unknown as NodeJS.WriteStream)
  const proofs = await runProofs([plan], graders, new Map([[plan.exercise, NO_CACHE]]), silent)
  silent.end()
  await graders.close()
  expect(proofs.filter(({ fault }) => fault !== null)).toEqual([])
  const count = (kind: string): number => proofs.filter((proof) => proof.kind === kind).length
  expect([count('reference'), count('starter'), count('time')]).toEqual([1, 1, 1])
  expect(count('accepted')).toBeGreaterThanOrEqual(2)
  expect(count('rejected')).toBeGreaterThanOrEqual(5)
})

test('a second exercise joins the list, and comments stay', async () => {
  await mkdir(path.join(root, 'mine'))
  const manifest = path.join(root, 'mine/pack.yaml')
  const before =
    '# mine\nschemaVersion: 1\nid: mine\ntitle: Mine # short\nsummary: Words.\nauthors: [Me]\nlicense: MIT\nexercises:\n  # first\n  - one\n'
  await writeFile(manifest, before)
  await scaffold('mine/two', root)
  expect(await readFile(manifest, 'utf8')).toBe(`${before}  - two\n`)
})

test('an exercise that the list already names is not named twice', async () => {
  await mkdir(path.join(root, 'mine'))
  await writeFile(path.join(root, 'mine/pack.yaml'), 'exercises: [one]\n')
  await scaffold('mine/one', root)
  expect(await readFile(path.join(root, 'mine/pack.yaml'), 'utf8')).toBe('exercises: [one]\n')
})

test.each(['one', 'a/b/c', 'Mine/one', '../up/one', 'mine/../one', 'mine/one two', '/mine/one', 'mine/'])(
  'the name "%s" is refused',
  async (name) => {
    await expect(scaffold(name, root)).rejects.toThrow(/is not <pack>\/<slug>/)
    expect(await readdir(root)).toEqual([])
  },
)

test('a folder that is there is left alone, and so is a manifest that cannot be read', async () => {
  await mkdir(path.join(root, 'mine/one'), { recursive: true })
  await expect(scaffold('mine/one', root)).rejects.toThrow(/is there already/)
  expect(await readdir(path.join(root, 'mine'))).toEqual(['one'])
  await writeFile(path.join(root, 'mine/pack.yaml'), 'exercises: one\n')
  await expect(scaffold('mine/two', root)).rejects.toThrow(/no list of exercises/)
  expect(await readdir(path.join(root, 'mine'))).toEqual(['one', 'pack.yaml'])
})
