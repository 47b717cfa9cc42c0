// What stands beside the code: hints, history, solutions; and what can be done with the code as a whole.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { type Desk, openDesk, PATIENCE } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

const ID = 'llm/sampling'
const read = (file: string): string => readFileSync(path.join(ROOT, 'exercises', ID, file), 'utf8')
const [RIGHT, WRONG] = [read('solution.ts'), read('rejected/greedy.ts')]

let lab: LabBrowser
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())
beforeEach(async () => {
  desk = await openDesk(lab)
  await desk.open(ID)
  await desk.backend('cpu')
})
afterEach(async () => {
  expect(desk.complaints).toEqual([])
  await desk.context.close()
})

const tab = (name: RegExp) => desk.page.getByRole('tab', { name })
const button = (name: string | RegExp) => desk.page.getByRole('button', { name })
const reopen = async (): Promise<void> => {
  await desk.page.reload()
  await desk.open(ID)
}

test('hints open one at a time, and are open after a reload', async () => {
  await tab(/Hints/).click()
  expect(await desk.page.getByRole('heading', { name: /^Hint \d/ }).count()).toBe(0)
  await button('Show hint 1 of 3').click()
  await button('Show hint 2 of 3').click()
  await desk.page.getByRole('heading', { name: 'Hint 2' }).waitFor()
  await reopen()
  await tab(/Hints 2\/3/).click()
  expect(await desk.page.getByRole('heading', { name: /^Hint \d/ }).count()).toBe(2)
  expect(await desk.page.locator('.text .katex').count()).toBeGreaterThan(0)
})

test('the solution is asked for twice before it is shown, and that is remembered', async () => {
  await tab(/Solutions/).click()
  await button('Show me the solution').click()
  await button('Keep trying').click()
  expect(await button('Show me the solution').evaluate((it) => it === document.activeElement)).toBe(true)
  expect(await desk.page.getByRole('heading', { name: 'Classic mistakes' }).count()).toBe(0)
  await button('Show me the solution').click()
  await button('Yes, show it').click()
  await desk.page.getByRole('heading', { name: 'Classic mistakes' }).waitFor()
  await reopen()
  await tab(/Solutions/).click()
  await desk.page.getByRole('heading', { name: 'Classic mistakes' }).waitFor()
})

describe('after a wrong and a right submit', () => {
  test('the debrief opens by itself, a solution stands beside mine, and every attempt is in the history', async () => {
    await desk.paste(WRONG)
    expect(await desk.finish('Submit')).toMatch(/Not yet/)
    await button('Run this case alone').first().click()
    await desk.headline.getByText('this case still fails').waitFor()
    await desk.paste(RIGHT)
    expect(await desk.finish('Submit')).toMatch(/Passed/)

    await tab(/Debrief/).click()
    await desk.page.getByRole('heading', { name: 'Classic mistakes' }).waitFor()
    await desk.page.getByLabel('Beside mine').check()
    await desk.page.getByText('Mine beside The reference: 0 lines differ').waitFor({ state: 'attached' })
    await desk.page.getByLabel('Which solution').selectOption('tensors')
    await desk.page.getByText(/Mine beside Tensors: [1-9]\d* lines differ/).waitFor({ state: 'attached' })

    // Running one case is no attempt.
    await tab(/History 2/).click()
    const entries = desk.page.locator('.study details')
    expect(await entries.locator('.outcome').allInnerTexts()).toEqual(['Passed', 'Not yet'])
    await entries.nth(1).locator('summary').click()
    await button('Put it into the editor').click()
    await expect.poll(() => desk.text(), { timeout: PATIENCE }).toBe(WRONG)
    await button('Bring my code back').click()
    await expect.poll(() => desk.text(), { timeout: PATIENCE }).toBe(RIGHT)
  })
})

test('the results are copied as text, with every case and the seed', async () => {
  await desk.paste(WRONG)
  await desk.finish('Submit')
  await button('Copy as text').click()
  await desk.page.getByText('The results are on the clipboard.').waitFor()
  const text = await desk.page.evaluate(() => navigator.clipboard.readText())
  expect(text).toMatch(/✓ The case by hand/)
  expect(text).toMatch(/✗ A thousand draws of it[^]*Always the most probable token/)
  expect(text).toMatch(/failed, \d+ of \d+ cases, score \d+% \(cpu, seed \d+, \d+ ms\)$/)
})

test('a link carries the code to another browser, which asks before it takes it', async () => {
  await desk.paste(WRONG)
  await desk.page.getByText('More', { exact: true }).click()
  await button('Copy a link to this code').click()
  await desk.page.getByText('A link with your code is on the clipboard.').waitFor()
  const link = await desk.page.evaluate(() => navigator.clipboard.readText())
  const other = await openDesk(lab)
  await other.goTo(link.slice(link.indexOf('#')))
  await other.page.locator('[data-editor=monaco]').waitFor()
  await other.page.getByRole('button', { name: 'Put it into the editor' }).click()
  expect(await other.text()).toBe(WRONG)
  await other.page.getByRole('button', { name: 'Bring my code back' }).click()
  expect(await other.text()).toBe(read('starter.ts'))
  await other.goTo(`#/practice/${ID}?code=spoilt`)
  await other.page.getByText('The code in this link cannot be read').waitFor()
  await other.context.close()
})

test('a file is opened and saved, and the code is formatted', async () => {
  await desk.page
    .getByLabel('A file with code')
    .setInputFiles({ name: 'mine.ts', mimeType: 'text/plain', buffer: Buffer.from('export const  f=1\n') })
  await desk.page.getByText('This is mine.ts.').waitFor()
  await desk.page.getByText('More', { exact: true }).click()
  await button(/^Format the code/).click()
  // Not by selecting the text, which would call the formatting off.
  const shown = async (): Promise<string> =>
    (await desk.page.locator('.view-lines').innerText()).replaceAll('\u00a0', ' ')
  await expect.poll(shown, { timeout: 60_000, interval: 250 }).toContain('export const f = 1')
  await desk.page.getByText('More', { exact: true }).click()
  const [download] = await Promise.all([desk.page.waitForEvent('download'), button('Save to a file').click()])
  expect(download.suggestedFilename()).toBe('solution.ts')
  expect(readFileSync((await download.path())!, 'utf8')).toBe('export const f = 1\n')
})

test('everything can be found and done by keyboard from the list of commands', async () => {
  const { page } = desk
  await desk.paste(WRONG)
  await tab(/Statement/).focus()
  await page.keyboard.press('?')
  await page.getByRole('combobox', { name: 'Find a command' }).waitFor()
  await page.keyboard.type('starter')
  await page.keyboard.press('Enter')
  await page.getByText('This is the starter.').waitFor()
  expect(await desk.text()).toBe(read('starter.ts'))
  await tab(/Statement/).focus()
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  expect(await page.getByRole('dialog').count()).toBe(0)
  // The focus is back where it was.
  expect(await tab(/Statement/).evaluate((element) => element === document.activeElement)).toBe(true)
})
