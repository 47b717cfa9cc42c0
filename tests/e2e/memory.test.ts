// What is remembered outlives the tab, other tabs, other versions and a full disk, and goes from device to device.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { EarlyAttempt } from '../../src/storage/records'
import { anAttempt } from '../support/an-attempt'
import { type Desk, openDesk, PATIENCE } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'
import { allOf, createVersion2, openAsNewer } from '../support/stored'

const ID = 'recommendation/embedding-similarity'
const OTHER = 'vision/image-convolution'
const REFERENCE = readFileSync(path.join(ROOT, 'exercises', ID, 'solution.ts'), 'utf8')

let lab: LabBrowser
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())
afterEach(() => desk?.context.close())

/** Another tab of the same browser. */
async function anotherTab(hash: string): Promise<Page> {
  const page = await desk.context.newPage()
  page.setDefaultTimeout(PATIENCE)
  await page.goto(`${lab.address}${hash}`)
  return page
}
/** In the page: counts how often the browser is asked to keep what is stored; it says no. */
function countPersist(): void {
  const counts = Object.assign(globalThis, { asked: 0 })
  navigator.storage.persisted = () => Promise.resolve(false)
  navigator.storage.persist = () => (counts.asked++, Promise.resolve(false))
}

/** Puts a draft into the open exercise, and waits until it is kept. */
async function write(code: string): Promise<void> {
  await desk.paste(code)
  await desk.page.locator('.draft', { hasText: /^Saved$/ }).waitFor()
  await expect.poll(() => allOf(desk.page, 'drafts')).toMatchObject([{ text: code }])
}
const stories = (page: Page) => page.getByRole('region', { name: 'Exercises' })
const keep = (page: Page) => page.getByRole('region', { name: 'Keep it' })
const choose = (page: Page, name: string, text: string) =>
  page
    .getByLabel('Exported file')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })

/** What the page's Export gives. */
async function exported(page: Page): Promise<{ name: string; text: string }> {
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export everything' }).click()
  const download = await saving
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

/** A file of an export that holds `attempts`, and a draft of `ID`. */
const fileOf = (attempts: readonly unknown[], text = '// from a file', savedAt = 1): string =>
  JSON.stringify({
    ...{ tensorkata: 'everything', schemaVersion: 1, events: [], attempts },
    ...{ drafts: [{ exercise: ID, text, version: 'v', savedAt }], settings: { theme: 'dark' } },
  })

describe('attempts and drafts', () => {
  test('are seen by another tab at once, and outlive a tab that is killed', async () => {
    desk = await openDesk(lab, undefined, (page) => page.addInitScript(countPersist))
    const asked = () => desk.page.evaluate('globalThis.asked')
    await desk.goTo('#/progress')
    await desk.page.getByText('Nothing is here yet').waitFor()
    const watching = await anotherTab('#/progress')
    await watching.getByText('Nothing is here yet').waitFor()

    await desk.open(ID)
    await desk.backend('cpu')
    expect(await asked()).toBe(0)
    expect(await desk.finish('Submit')).toMatch(/^Not yet/)
    await expect.poll(asked).toBe(1)
    await stories(watching)
      .getByText(/^Not solved yet: 1 submit/)
      .waitFor()
    await desk.paste(REFERENCE)
    expect(await desk.finish('Submit')).toMatch(/^Passed/)
    await stories(watching)
      .getByText(/^Solved after 2 submits/)
      .waitFor()

    await write('// the last words of this tab')
    const killer = await desk.context.newCDPSession(desk.page)
    const crashed = new Promise((resolve) => desk.page.once('crash', resolve))
    void killer.send('Page.crash').catch(() => {})
    await crashed

    const again = await anotherTab(`#/practice/${ID}`)
    await again.locator('[data-editor=monaco]').getByText('the last words of this tab').waitFor()
    const logged = await allOf(again, 'attempts')
    expect(logged).toMatchObject([
      { exercise: ID, outcome: 'failed', hints: 0, sawSolution: false, uid: expect.any(String) },
      { exercise: ID, outcome: 'passed', code: REFERENCE, failed: [] },
    ])
    expect((logged[0] as { failed: string[] }).failed.length).toBeGreaterThan(0)
    expect((logged[0] as { secondsOpen: number }).secondsOpen).toBeGreaterThan(0)
    expect(desk.complaints).toEqual([])
  })

  test('of an older version of the database are all there, and what was broken is kept as it was', async () => {
    desk = await openDesk(lab)
    const { page } = desk
    await page.goto(`${lab.address}icon.svg`)
    const early = v.parse(EarlyAttempt, anAttempt({ exercise: ID, at: Date.now() - 86_400_000 }))
    const broken = { exercise: ID, outcome: 'splendid' }
    await createVersion2(page, {
      drafts: [[ID, { exercise: ID, text: '// of old', version: 'v', savedAt: 1 }]],
      attempts: [early, broken],
    })
    await desk.goTo('#/progress')
    await stories(page)
      .getByText(/^Solved at the first submit\. Last submit yesterday/)
      .waitFor()
    await keep(page)
      .getByText(/^1 record could not be read/)
      .waitFor()
    const [upgraded, ...rest] = await allOf(page, 'attempts')
    expect(upgraded).toMatchObject({ exercise: ID, uid: expect.stringMatching(/^[0-9a-f]{32}$/), hints: 0 })
    expect(rest).toEqual([broken])
    await desk.open(ID)
    expect(await desk.text()).toBe('// of old')
  })

  test('are written no more by a tab that is older than the database, which says so', async () => {
    desk = await openDesk(lab)
    await desk.open(ID)
    await write('// before')
    const newer = await anotherTab('icon.svg')
    await openAsNewer(newer)
    await desk.paste('// after')
    await desk.page
      .getByText(/Another tab runs a newer version of this page.*Copy your code, then reload/)
      .waitFor()
    expect(await desk.text()).toBe('// after')
    expect(await allOf(newer, 'drafts')).toMatchObject([{ text: '// before' }])
    await desk.page.reload()
    await desk.page.getByText('kept by a newer version of this page than this one').waitFor()
    expect(await allOf(newer, 'drafts')).toMatchObject([{ text: '// before' }])
  })

  test('that find no room are named, with what to do, and are kept once there is', async () => {
    desk = await openDesk(lab)
    const storage = await desk.context.newCDPSession(desk.page)
    const { origin } = new URL(lab.address)
    await storage.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 200_000 })
    await desk.open(ID)
    await write('// there is room')
    await desk.paste(`// ${'there is none '.repeat(60_000)}`)
    await desk.page.getByText(/There is no room left here for this draft\. Export everything/).waitFor()
    expect(await allOf(desk.page, 'drafts')).toMatchObject([{ text: '// there is room' }])
    await write('// there is room again')
    expect(await allOf(desk.page, 'drafts')).toMatchObject([{ text: '// there is room again' }])
  })
})

describe('one file of everything', () => {
  test('goes to another browser, where all is the same, and brings nothing twice', async () => {
    desk = await openDesk(lab)
    await desk.goTo('#/progress')
    const at = Date.now() - 5 * 86_400_000
    const log = [anAttempt({ exercise: ID, at }), anAttempt({ exercise: OTHER, at, hints: 2 })]
    await choose(desk.page, 'first.json', fileOf(log))
    await keep(desk.page).getByText('first.json brought 2 attempts, 1 draft.').waitFor()
    await stories(desk.page)
      .getByText(/2 hints/)
      .waitFor()
    const { name, text } = await exported(desk.page)
    expect(name).toMatch(/^tensorkata-\d{4}-\d\d-\d\d\.json$/)
    await keep(desk.page).getByText('It was last exported on').waitFor()
    const first = { attempts: await allOf(desk.page, 'attempts'), drafts: await allOf(desk.page, 'drafts') }
    const seen = await stories(desk.page).innerText()
    expect(desk.complaints).toEqual([])
    await desk.context.close()

    desk = await openDesk(lab)
    const { page } = desk
    await desk.goTo('#/progress')
    await choose(page, name, text)
    await keep(page).getByText(`${name} brought 2 attempts, 1 draft.`).waitFor()
    expect({ attempts: await allOf(page, 'attempts'), drafts: await allOf(page, 'drafts') }).toEqual(first)
    expect(await stories(page).innerText()).toBe(seen)
    await choose(page, name, text)
    await keep(page).getByText(`All of ${name} was here already.`).waitFor()
    expect(await allOf(page, 'attempts')).toEqual(first.attempts)
    expect(desk.complaints).toEqual([])
  })

  test('loses neither of two drafts, and brings its settings when asked to', async () => {
    desk = await openDesk(lab)
    const { page } = desk
    await desk.open(ID)
    await write('// mine')
    await desk.goTo('#/progress')
    await page.getByLabel('with its settings').check()
    await choose(page, 'later.json', fileOf([], '// later', Date.now() + 60_000))
    await keep(page).getByText('brought 1 draft. 1 older draft of the same exercise is kept below.').waitFor()
    await keep(page).getByText('1 older draft kept').click()
    const saving = page.waitForEvent('download')
    await keep(page).getByRole('button', { name: 'Save as a file' }).click()
    expect(readFileSync(await (await saving).path(), 'utf8')).toBe('// mine')
    await keep(page).getByRole('button', { name: 'Reload' }).click()
    await page.locator('html[data-theme=dark]').waitFor()
    await desk.open(ID)
    expect(await desk.text()).toBe('// later')
  })

  test.each<[string, string, RegExp]>([
    ['cut short', fileOf([anAttempt()]).slice(0, -20), /does not read as JSON.*export it again/],
    [
      'with a fault inside',
      fileOf([anAttempt(), { ...anAttempt(), at: 'noon' }]),
      /damaged at attempts\.1\.at/,
    ],
    ['of something else', '{"name": "package"}', /not a file that Tensorkata exported/],
  ])('%s is refused in words, and nothing is changed', async (_, text, words) => {
    desk = await openDesk(lab)
    await desk.goTo('#/progress')
    await choose(desk.page, 'spoilt.json', text)
    await keep(desk.page).getByText('spoilt.json was not imported, and nothing was changed.').waitFor()
    expect(await keep(desk.page).getByRole('status').innerText()).toMatch(words)
    expect([await allOf(desk.page, 'attempts'), await allOf(desk.page, 'drafts')]).toEqual([[], []])
  })
})

test('the days can be walked through by keys, and the reminder rests once it was closed', async () => {
  desk = await openDesk(lab)
  const { page } = desk
  await desk.goTo('#/progress')
  const now = Date.now()
  const log = Array.from({ length: 6 }, (_, i) => anAttempt({ exercise: ID, at: now - i * 1_000 }))
  await choose(page, 'six.json', fileOf(log))
  const days = page.getByRole('grid', { name: 'Days' })
  await days.waitFor()
  await days.locator('[tabindex="0"]').focus()
  expect(await page.evaluate('document.activeElement.ariaLabel')).toMatch(/: 6 submits, 6 passed$/)
  await page.keyboard.press('ArrowLeft')
  expect(await page.evaluate('document.activeElement.ariaLabel')).toMatch(/: nothing submitted$/)
  await page.locator('.said').getByText('nothing submitted').waitFor()
  const reminder = page.getByText('What you did here was never exported.')
  await reminder.waitFor()
  await page.getByRole('button', { name: 'Close this message' }).click()
  await reminder.waitFor({ state: 'detached' })
  await page.reload()
  await days.waitFor()
  expect(await reminder.count()).toBe(0)
  expect(desk.complaints).toEqual([])
})

test('what is due for review comes back as a variation, which no list shows', async () => {
  desk = await openDesk(lab)
  const { page } = desk
  await desk.goTo('#/progress')
  const at = Date.now() - 40 * 86_400_000
  await choose(page, 'once.json', fileOf([anAttempt({ exercise: 'llm/attention', outcome: 'passed', at })]))
  const review = page.getByRole('region', { name: 'Review' })
  await review.getByText('This time as “Grouped-query attention”.').waitFor()
  await review.getByRole('link', { name: 'Attention', exact: true }).click()
  await page.getByRole('heading', { name: 'Grouped-query attention', level: 1 }).waitFor()
  await page.getByText('A variation of an exercise that you know, for its review.').waitFor()
  await page.getByRole('link', { name: 'an exercise that you know' }).click()
  await page.getByRole('heading', { name: 'Attention', exact: true, level: 1 }).waitFor()
  await desk.goTo('#/practice?text=attention')
  await page.locator('.title', { hasText: /^Attention$/ }).waitFor()
  expect(await page.getByText('Grouped-query attention').count()).toBe(0)
  expect(desk.complaints).toEqual([])
})
