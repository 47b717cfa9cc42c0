// Packs from elsewhere: what is imported is kept and listed, what is refused changes nothing, what is there is asked about.

import { beforeEach, describe, expect, test } from 'vitest'
import type { PackContent } from '../../src/core/pack/archive'
import { err, ok, type Result } from '../../src/core/result'
import type { Catalogue, PackDoor } from '../../src/session/doors'
import { Packs } from '../../src/session/packs.svelte'
import { createMemoryStore } from '../../src/storage/memory-store'
import type { Store } from '../../src/storage/store'
import { openPack } from '../../workers/importer/open-pack'
import { renderAnswers } from '../../workers/importer/render-answers'
import { renderPage } from '../../workers/importer/render-page'
import { anExercise } from '../support/an-exercise'
import { aPack, spoilt, zip } from '../support/a-pack'

const own = anExercise({ id: 'vision/one', title: 'Own' })
const builtIn: Catalogue = {
  cards: [own.page],
  page: () => Promise.resolve(own.page),
  program: () => Promise.resolve(own.program),
  answers: () => Promise.resolve(null),
}
const door: PackDoor = {
  readPackFile: async (file) => ok(new Uint8Array(await file.arrayBuffer())),
  fetchPack: () => Promise.resolve(err('Not from there.')),
  openPack,
  renderPage: (page, slugs) => Promise.resolve(renderPage(page, slugs)),
  renderAnswers: (page, program, slugs) => Promise.resolve(renderAnswers(page, program, slugs)),
}
const fileOf = (bytes: Uint8Array): File => new File([new Uint8Array(bytes)], 'fine.kata.zip')

let store: Store
beforeEach(() => {
  store = createMemoryStore(null)
})
const open = async (more: Partial<PackDoor> = {}): Promise<Packs> => {
  const packs = new Packs({ builtIn, store, door: { ...door, ...more }, now: () => 7 })
  await packs.load()
  return packs
}

test('a pack is imported, kept, and listed after what comes with the app', async () => {
  const packs = await open()
  await packs.importFile(fileOf(zip(await aPack())))
  expect(packs.import).toEqual({ kind: 'imported', title: 'Pack' })
  expect(packs.installed).toMatchObject([
    { id: 'fine', authors: ['Somebody'], from: 'fine.kata.zip', importedAt: 7 },
  ])
  expect(packs.catalogue.cards.map(({ id }) => id)).toEqual(['vision/one', 'fine/one'])
  expect((await open()).cards.map(({ id }) => id)).toEqual(['vision/one', 'fine/one'])
})

test('its exercises open as any other, and its page is rendered here', async () => {
  const packs = await open()
  await packs.importFile(
    fileOf(zip(await spoilt({ 'one/page.json': (page) => ({ ...page, statement: '[me](../one)' }) }))),
  )
  expect((await packs.catalogue.page('fine/one')).statement).toBe(
    '<p><a href="#/practice/fine/one">me</a></p>\n',
  )
  expect((await packs.catalogue.program('fine/one')).sealed).toBeTruthy()
  expect((await packs.catalogue.answers('fine/one'))?.reference).toMatch(/export/)
  expect((await packs.catalogue.page('vision/one')).title).toBe('Own')
  await expect(packs.catalogue.page('fine/two')).rejects.toThrow(/no longer on this device/)
})

describe('what is refused changes nothing:', () => {
  test.each<[string, (packs: Packs) => Promise<void>, RegExp]>([
    ['no pack', (packs) => packs.importFile(fileOf(new Uint8Array(9))), /not a ZIP file/],
    ['an address elsewhere', (packs) => packs.importFrom('https://example.com/x'), /Not from there/],
    [
      'the name of a pack that ships',
      async (packs) =>
        packs.importFile(
          fileOf(zip(await spoilt({ 'manifest.json': (data) => ({ ...data, id: 'vision' }) }))),
        ),
      /comes with the app/,
    ],
  ])('%s', async (_, bring, says) => {
    const packs = await open()
    await bring(packs)
    expect(packs.import).toMatchObject({ kind: 'refused', reason: expect.stringMatching(says) as string })
    expect(packs.installed).toEqual([])
    expect(await store.packs()).toEqual([])
  })

  test('a full disk', async () => {
    store.savePack = () => Promise.reject(new Error('Quota exceeded.'))
    const packs = await open()
    await packs.importFile(fileOf(zip(await aPack())))
    expect(packs.import).toMatchObject({ reason: 'It could not be kept on this device: Quota exceeded.' })
  })

  test('a reader that does not load', async () => {
    const packs = await open({ openPack: () => Promise.reject(new Error('No reader.')) })
    await packs.importFile(fileOf(zip(await aPack())))
    expect(packs.import).toMatchObject({ kind: 'refused', reason: 'No reader.' })
  })
})

test('one of the same name is asked about, and replaced only when wanted', async () => {
  const packs = await open()
  await packs.importFile(fileOf(zip(await aPack())))
  const other = fileOf(zip(await spoilt({ 'manifest.json': (data) => ({ ...data, authors: ['Another'] }) })))
  await packs.importFile(other)
  expect(packs.import).toMatchObject({ kind: 'asking', there: { authors: ['Somebody'] } })
  packs.dismiss()
  expect(packs.installed).toMatchObject([{ authors: ['Somebody'] }])
  await packs.importFile(other)
  await packs.replace()
  expect(packs.installed).toMatchObject([{ authors: ['Another'] }])
})

test('a pack is removed with its exercises, and attempts stay', async () => {
  const packs = await open()
  await packs.importFile(fileOf(zip(await aPack())))
  await store.saveDraft({ exercise: 'fine/one', text: 'mine', version: 'v', savedAt: 1 })
  await packs.remove('fine')
  expect(packs.cards.map(({ id }) => id)).toEqual(['vision/one'])
  expect(await store.packedExercise('fine/one')).toBeUndefined()
  expect(await store.readDraft('fine/one')).toMatchObject({ kind: 'found' })
})

test('one pack is read at a time', async () => {
  let finish = (_: Result<PackContent, string>): void => {}
  const packs = await open({ openPack: () => new Promise((resolve) => (finish = resolve)) })
  const first = packs.importFile(fileOf(zip(await aPack())))
  await packs.importFrom('other')
  expect(packs.import).toMatchObject({ kind: 'reading', from: 'fine.kata.zip' })
  await new Promise((resolve) => setTimeout(resolve))
  finish(err('No.'))
  await first
  expect(packs.import).toMatchObject({ kind: 'refused' })
})

test('a kept pack gives way to one of its name that comes with a newer app', async () => {
  const packs = await open()
  await packs.importFile(fileOf(zip(await aPack())))
  const newer: Catalogue = { ...builtIn, cards: [anExercise({ id: 'fine/other' }).page] }
  const later = new Packs({ builtIn: newer, store, door, now: () => 8 })
  await later.load()
  expect(later.cards.map(({ id }) => id)).toEqual(['fine/other'])
})
