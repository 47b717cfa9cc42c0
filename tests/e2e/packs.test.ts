// A pack from elsewhere, from the command line to the desk: built, imported, solved, still there, removed.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildPack } from '../../src/cli/pack/build-pack'
import { aPack, FINE_PACK, zip } from '../support/a-pack'
import { type Desk, openDesk } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

const SOLUTION = readFileSync(path.join(FINE_PACK, 'one/solution.ts'), 'utf8')
const { name, bytes } = await buildPack(FINE_PACK)
const file = { name, mimeType: 'application/zip', buffer: Buffer.from(bytes) }

let lab: LabBrowser
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())
afterEach(() => desk?.context.close())

const listed = () => desk.page.getByRole('region', { name: 'Pack', exact: true })
const says = () => desk.page.getByRole('region', { name: 'Packs from elsewhere' }).getByRole('status')

test('a pack is imported from a file, solved, there after a reload, and removed after asking', async () => {
  desk = await openDesk(lab)
  const { page } = desk
  await desk.goTo('#/practice')
  await page.getByLabel('Pack file').setInputFiles(file)
  await says().getByText('"Pack" is imported').waitFor()
  expect(await listed().innerText()).toMatch(
    new RegExp(
      `by Somebody \\(MIT\\), imported from ${name} on .*; runs with no more rights than the built-in ones`,
    ),
  )
  await listed().getByRole('link', { name: 'Double' }).click()
  await page.locator('[data-editor=monaco]').waitFor()
  expect(await page.locator('article .katex').count()).toBeGreaterThan(0)
  expect(await desk.finish('Submit')).toMatch(/^Not yet/)
  await desk.paste(SOLUTION)
  expect(await desk.finish('Run')).toMatch(/^The examples pass/)
  expect(await desk.finish('Submit')).toMatch(/^Passed/)
  await desk.saved()

  await page.reload()
  await page.locator('[data-editor=monaco]').waitFor()
  expect(await desk.text()).toBe(SOLUTION)
  await desk.goTo('#/practice')
  await listed()
    .getByRole('link', { name: /Solved: .*Double/ })
    .waitFor()

  await listed().getByRole('button', { name: 'Remove' }).click()
  await listed().getByRole('button', { name: 'Keep it' }).click()
  await listed().getByRole('button', { name: 'Remove' }).click()
  await listed().getByRole('button', { name: 'Yes, remove it' }).click()
  await listed().waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('heading', { name: 'Practice', level: 1 }).waitFor()
  expect(await listed().count()).toBe(0)
  await desk.goTo('#/practice/fine/one')
  expect(await page.locator('main').innerText()).toMatch(/no exercise "fine\/one"/)

  // Imported again, what was written for it is there again.
  await desk.goTo('#/practice')
  await page.getByLabel('Pack file').setInputFiles(file)
  await desk.open('fine/one')
  expect(await desk.text()).toBe(SOLUTION)
  expect(desk.complaints).toEqual([])
})

describe('from an address', () => {
  test('of this site it is imported when one says so, not when the page opens', async () => {
    // Beside the app, as its host would put it there.
    desk = await openDesk(lab, undefined, (page) =>
      page.route('**/trial.kata.zip', (route) => route.fulfill({ body: file.buffer })),
    )
    await desk.goTo('#/practice?pack=trial.kata.zip')
    const field = desk.page.getByRole('textbox', { name: 'Address of a pack' })
    expect(await field.inputValue()).toBe('trial.kata.zip')
    expect(await listed().count()).toBe(0)
    await desk.page.getByRole('button', { name: 'Import', exact: true }).click()
    await listed().waitFor()
    expect(desk.complaints).toEqual([])
  })

  test('of another site it is not, and it is said why, and what to do', async () => {
    desk = await openDesk(lab)
    await desk.goTo('#/practice?pack=https://example.com/a.kata.zip')
    await desk.page.getByRole('button', { name: 'Import', exact: true }).click()
    await says()
      .getByText(/loads nothing from other sites.*Download the file from example\.com, and open it here/)
      .waitFor()
    expect(desk.complaints).toEqual([])
  })
})

test('a file that is dropped on the page is imported', async () => {
  desk = await openDesk(lab)
  await desk.goTo('#/practice')
  const dropped = await desk.page.evaluateHandle(
    ([base64, called]) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(base64!), (c) => c.charCodeAt(0))], called!))
      return data
    },
    [Buffer.from(bytes).toString('base64'), name],
  )
  await desk.page.locator('main h1').dispatchEvent('dragover', { dataTransfer: dropped })
  await desk.page.locator('main h1').dispatchEvent('drop', { dataTransfer: dropped })
  await listed().waitFor()
})

test('a bad file is refused in words, and nothing is imported', async () => {
  desk = await openDesk(lab)
  await desk.goTo('#/practice')
  const bad = Buffer.from(zip({ ...(await aPack()), 'two/page.json': new Uint8Array(30_000_000) }))
  await desk.page.getByLabel('Pack file').setInputFiles({ ...file, name: 'bomb.kata.zip', buffer: bad })
  await says().getByText('bomb.kata.zip was not imported, and nothing was changed').waitFor()
  expect(await says().innerText()).toMatch(/would become more than 100 times larger/)
  expect(await listed().count()).toBe(0)
})

test('what an older version of the app has kept is there after the upgrade', async () => {
  desk = await openDesk(lab)
  const { page } = desk
  await page.goto(`${lab.address}icon.svg`)
  await page.evaluate(async () => {
    const request = indexedDB.open('tensorkata', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('drafts')
      request.result
        .createObjectStore('attempts', { autoIncrement: true })
        .createIndex('exercise', 'exercise')
    }
    await new Promise((resolve) => (request.onsuccess = resolve))
    const exercise = 'recommendation/embedding-similarity'
    const change = request.result.transaction(['drafts', 'attempts'], 'readwrite')
    change.objectStore('drafts').put({ exercise, text: '// of old', version: 'v', savedAt: 1 }, exercise)
    const attempt = { exercise, version: 'v', at: 1, code: '', outcome: 'passed', score: 1 }
    change.objectStore('attempts').add({ ...attempt, backend: 'cpu', seed: 1, milliseconds: 1 })
    await new Promise((resolve) => (change.oncomplete = resolve))
    request.result.close()
  })
  await desk.goTo('#/practice')
  await page.getByText(/^1 of \d+ solved$/).waitFor()
  await desk.open('recommendation/embedding-similarity')
  expect(await desk.text()).toBe('// of old')
})
