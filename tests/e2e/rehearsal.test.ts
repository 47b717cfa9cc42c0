// A mock interview from choice to report: the clock is that of the wall, nothing helps, and nothing is lost.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { type Desk, openDesk, PATIENCE } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'
import { allOf } from '../support/stored'

let lab: LabBrowser
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())
afterEach(async () => {
  expect(desk.complaints).toEqual([])
  await desk.context.close()
})

/** In the page: the wall clock is shifted by what is kept here, for each tab and over reloads. */
function shiftedWall(): void {
  const real = Date.now.bind(Date)
  Date.now = () => real() + Number(localStorage.getItem('test-shift') ?? 0)
}
const sleep = (minutes: number): Promise<void> =>
  desk.page.evaluate((milliseconds) => {
    const shift = Number(localStorage.getItem('test-shift') ?? 0)
    localStorage.setItem('test-shift', `${shift + milliseconds}`)
  }, minutes * 60_000)

const timer = (page: Page = desk.page) => page.getByRole('timer', { name: 'Time left' })
/** In minutes. */
async function left(page: Page = desk.page): Promise<number> {
  const [seconds = 0, minutes = 0, hours = 0] = (await timer(page).innerText())
    .split(':')
    .map(Number)
    .reverse()
  return hours * 60 + minutes + seconds / 60
}
const button = (name: string | RegExp) => desk.page.getByRole('button', { name })
const exercises = () =>
  desk.page.getByRole('navigation', { name: 'Exercises of this rehearsal' }).getByRole('link')
const radio = (name: string) => desk.page.getByRole('radio', { name })
const chance = (percent: number) => radio(`${percent} percent`)
const idOf = (href: string | null): string => /[\w-]+\/[\w-]+$/.exec(href ?? '')![0]
const solutionOf = (id: string): string =>
  readFileSync(path.join(ROOT, 'exercises', id, 'solution.ts'), 'utf8')
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** From the choice to the first exercise with its editor. Gives the ids of the exercises. */
async function begin(minutes: number): Promise<string[]> {
  await desk.goTo('#/rehearsal')
  await radio(`${minutes} minutes`).check()
  await button(/^Begin/).click()
  await desk.page.locator('[data-editor=monaco]').waitFor()
  await desk.backend('cpu')
  return Promise.all((await exercises().all()).map(async (link) => idOf(await link.getAttribute('href'))))
}

test('one is chosen, solved in part, left, resumed and reported', async () => {
  desk = await openDesk(lab, undefined, (page) => page.context().addInitScript(shiftedWall))
  const { page } = desk
  const ids = await begin(60)
  expect([2, 3]).toContain(ids.length)
  expect(await left()).toBeGreaterThan(59)
  expect(await page.getByRole('tab', { name: /Hints|History|Solutions|Debrief/ }).count()).toBe(0)

  // A submit wants a prediction first; a run does not.
  await desk.finish('Run')
  await desk.press('Submit')
  await page.getByText('First say how likely it is to pass').waitFor()
  await page.keyboard.press('7')
  expect(await chance(70).isChecked()).toBe(true)
  expect(await desk.finish('Submit')).not.toMatch(/^Passed/)
  expect(await button('Run this case alone').count()).toBe(0)
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
  await desk.paste(solutionOf(ids[0]!))
  await chance(90).check()
  expect(await desk.finish('Submit')).toMatch(/^Passed/)
  await exercises().first().getByText('passed').waitFor({ state: 'attached' })
  expect(await allOf(page, 'attempts')).toMatchObject([
    { exercise: ids[0], rehearsal: expect.any(String) },
    { exercise: ids[0], outcome: 'passed', rehearsal: expect.any(String) },
  ])

  // The clock goes on by the wall while the page is away.
  await exercises().nth(1).click()
  await page.locator('h1').first().waitFor()
  await page.locator('[data-editor=monaco]').waitFor()
  await desk.paste('// half of it')
  await desk.page.locator('.draft', { hasText: /^Saved$/ }).waitFor()
  await sleep(20)
  await page.reload()
  await page.locator('[data-editor=monaco]').waitFor()
  expect(await left()).toBeLessThanOrEqual(40)
  expect(await left()).toBeGreaterThan(30)
  expect(await desk.text()).toBe('// half of it')
  await sleep(-15)
  expect(await left()).toBeLessThanOrEqual(40)

  // One tab runs it.
  const other = await desk.context.newPage()
  other.setDefaultTimeout(PATIENCE)
  await other.goto(page.url())
  await other.getByRole('heading', { name: 'This rehearsal runs in another tab' }).waitFor()
  await other.getByRole('button', { name: 'Run it here instead' }).click()
  await timer(other).waitFor()
  await page.getByRole('heading', { name: 'This rehearsal runs in another tab' }).waitFor()
  await other.close()
  await button('Run it here instead').click()
  await page.locator('[data-editor=monaco]').waitFor()
  expect(await desk.text()).toBe('// half of it')

  // When the time is up, what is there is kept, and the report waits to be opened.
  await sleep(60)
  await page.getByText('Time is up.', { exact: true }).waitFor()
  expect(await desk.text()).toBe('// half of it')
  expect(await page.getByRole('button', { name: /^Submit/ }).isDisabled()).toBe(true)
  await page.getByRole('link', { name: 'Open the report' }).click()
  await page.getByRole('heading', { name: `Rehearsal: 1 of ${ids.length} passed` }).waitFor()
  const report = await page.locator('main').innerText()
  expect(report).toMatch(/60 minutes of 60/)
  expect(report).toMatch(
    /Submit 1: predicted 70 %, (not yet|did not run)[^]*Submit 2: predicted 90 %, passed/,
  )
  expect(report).toMatch(/Time was up/)
  expect(report).toMatch(/predicted 80 % on average, and 50 % passed\. Brier score 0\.25/)
  expect(report).toMatch(/Finish “.+” in practice[^]*nothing was submitted/)

  // On paper.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(await page.getByRole('button', { name: 'Print or save as PDF' }).isVisible()).toBe(false)
  expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false)
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(29, 30, 34)')
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000)
  await page.emulateMedia({ media: null, colorScheme: null })

  // The code goes on in practice when it is wanted there; what was there before is as it was.
  await page
    .locator('li', { has: page.locator(`a[href="#/practice/${ids[1]}"]`) })
    .getByText('Go on in practice')
    .last()
    .click()
  await page.locator('[data-editor=monaco]').waitFor()
  await button('Put it into the editor').click()
  expect(await desk.text()).toBe('// half of it')
  await desk.open(ids[0]!)
  expect(await desk.text()).not.toBe(solutionOf(ids[0]!))
  await page.getByRole('tab', { name: 'History 2' }).waitFor()

  await desk.goTo('#/rehearsal')
  const past = page.getByRole('region', { name: 'Past rehearsals' })
  await past.getByText(`1 of ${ids.length} passed`).waitFor()
  await past.getByRole('link').first().click()
  await page.getByRole('heading', { name: /^Rehearsal: 1 of/ }).waitFor()
})

test('one that runs is gone on with or ended from anywhere, and fits a phone', async () => {
  desk = await openDesk(lab, { viewport: { width: 360, height: 740 } })
  const { page } = desk
  await desk.goTo('#/rehearsal')
  await radio('Chosen by me').check()
  await page.getByText('Choose at least one topic.').waitFor()
  expect(await button(/^Begin/).isDisabled()).toBe(true)
  await radio('As the posting weighs them').check()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await button(/^Begin/).click()
  await timer().waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.getByRole('tab', { name: 'Code' }).click()
  await page.locator('[data-editor]').waitFor()
  expect(await chance(90).locator('xpath=..').isVisible()).toBe(true)
  expect(await overflow(page)).toBeLessThanOrEqual(0)

  // Hints of practice are not locked away: it is said that they count, and asked once.
  const room = page.url()
  const [exercise] = await Promise.all((await exercises().all()).map((link) => link.getAttribute('href')))
  await desk.goTo(`#/practice/${idOf(exercise!)}`)
  await page.getByRole('tab', { name: 'Hints' }).click()
  await page.getByText('Its report counts each hint').waitFor()
  await button(/^Show hint 1/).click()
  await button('Leave it closed').click()
  expect(await button(/^Show hint 1/).evaluate((it) => it === document.activeElement)).toBe(true)
  await button(/^Show hint 1/).click()
  await button('Open it').click()
  await page.getByRole('heading', { name: 'Hint 1' }).waitFor()
  await button(/^Show hint 2/).click()
  await page.getByRole('heading', { name: 'Hint 2' }).waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.getByRole('link', { name: 'Back to the rehearsal' }).click()
  await timer().waitFor()
  expect(page.url()).toBe(room)

  await desk.goTo('#/progress')
  await desk.goTo('#/rehearsal')
  await page.getByRole('heading', { name: 'One is running' }).waitFor()
  await page.getByRole('link', { name: 'Go on' }).click()
  await button('End').click()
  await button('Go on').click()
  await button('End').click()
  await button('End it').click()
  await page.getByRole('heading', { name: /^Rehearsal: 0 of/ }).waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  const report = await page.locator('main').innerText()
  expect(report).toMatch(/nothing to compare/)
  expect(report).toMatch(/help opened in practice twice/)
  await desk.goTo('#/rehearsal')
  await button(/^Begin/).waitFor()
})

test('an address of one that is not here says so', async () => {
  desk = await openDesk(lab)
  for (const rest of ['', '/llm/sampling']) {
    await desk.goTo(`#/rehearsal/${'0f'.repeat(16)}${rest}`)
    await desk.page.getByRole('heading', { name: 'There is no such rehearsal here' }).waitFor()
  }
})
