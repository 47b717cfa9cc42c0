// What was proved before: found again by content, and by nothing else.

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentKey, engineKey, modulesOf } from '../../../src/cli/content-key'
import { NO_CACHE, openCache } from '../../../src/cli/proof-cache'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tensorkata-cache-'))
})
afterAll(() => rm(folder, { recursive: true }))

const ENGINE = contentKey('engine')
const KEY = contentKey(['some', 'proof'])
const open = (exercise: string, engine = ENGINE) => openCache(exercise, engine, folder)
const fileOf = (exercise: string): string => path.join(folder, `${exercise.replace('/', '--')}.json`)

describe('the cache', () => {
  test('finds what was saved, with what it said', async () => {
    const cache = await open('a/hit')
    expect(cache.get(KEY)).toBeUndefined()
    cache.set(KEY, { milliseconds: 5, learnerMilliseconds: 3 })
    cache.set(contentKey('mutant'), { milliseconds: 0, isKilled: false })
    await cache.save()
    const again = await open('a/hit')
    expect(again.get(KEY)).toEqual({ milliseconds: 5, learnerMilliseconds: 3 })
    expect(again.get(contentKey('mutant'))).toEqual({ milliseconds: 0, isKilled: false })
  })

  test('misses another content, another engine, another exercise', async () => {
    const cache = await open('a/miss')
    cache.set(KEY, { milliseconds: 5 })
    await cache.save()
    expect((await open('a/miss')).get(contentKey(['some', 'other']))).toBeUndefined()
    expect((await open('a/miss', contentKey('changed'))).get(KEY)).toBeUndefined()
    expect((await open('b/miss')).get(KEY)).toBeUndefined()
  })

  test.each([
    ['nothing', ''],
    ['half a file', '[["abc", {"millis'],
    ['another form', '{"abc": 1}'],
    ['another entry', '[["abc", {"milliseconds": "5"}]]'],
  ])('takes a file with %s for none, and writes it anew', async (_, text) => {
    await writeFile(fileOf('a/broken'), text)
    const cache = await open('a/broken')
    expect(cache.get(KEY)).toBeUndefined()
    cache.set(KEY, { milliseconds: 1 })
    await cache.save()
    expect((await open('a/broken')).get(KEY)).toEqual({ milliseconds: 1 })
  })

  test('keeps what is used, and forgets what was used longest ago', async () => {
    const cache = await open('a/many')
    const key = (i: number): string => contentKey(['entry', i])
    for (let i = 0; i < 5_000; i++) cache.set(key(i), { milliseconds: i })
    cache.get(key(0))
    cache.set(key(5_000), { milliseconds: 1 })
    await cache.save()
    const again = await open('a/many')
    expect([again.get(key(0)), again.get(key(1))]).toEqual([{ milliseconds: 0 }, undefined])
    expect(again.get(key(5_000))).toEqual({ milliseconds: 1 })
  })

  test('leaves no half-written file behind, and writes nothing when nothing is new', async () => {
    const cache = await open('a/tidy')
    cache.set(KEY, { milliseconds: 1 })
    await cache.save()
    expect((await readdir(folder)).filter((name) => name.startsWith('a--tidy'))).toEqual(['a--tidy.json'])
    await writeFile(fileOf('a/tidy'), 'untouched')
    await cache.save()
    expect(await readFile(fileOf('a/tidy'), 'utf8')).toBe('untouched')
  })

  test('that is turned off remembers nothing', () => {
    NO_CACHE.set(KEY, { milliseconds: 1 })
    expect(NO_CACHE.get(KEY)).toBeUndefined()
  })
})

describe('the key of the engine', () => {
  test('is the same as long as its files are', async () => {
    expect(await engineKey()).toMatch(/^[0-9a-f]{64}$/)
    expect(await engineKey()).toBe(await engineKey())
  })

  test('is of the modules that are imported, however far down, and of nothing else', async () => {
    const files = await modulesOf(['src/cli/prove.ts', 'workers/grader/main.ts'])
    expect(files).toEqual(
      expect.arrayContaining(['src/cli/prove.ts', 'src/core/diagnose.ts', 'src/kit/draw.ts']),
    )
    for (const file of files) expect(file).not.toMatch(/^(src\/ui|node_modules|\.\.)/)
  })
})
