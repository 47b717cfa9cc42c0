// The practice page: search, filters, the address that keeps them, the keyboard, paths, and a list of thousands.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { exercisesUnder } from '../../src/cli/find-exercises'
import { readExercise } from '../../src/cli/pack/read-exercise'
import { ROOT } from '../../src/cli/realms/build-realms'
import { readPaths } from '../../vite/paths'
import { type Desk, openDesk } from '../support/app'
import { keepPack } from '../support/keep-pack'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'
import { manyCards } from '../support/some-cards'

const EXERCISES = path.join(ROOT, 'exercises')
const exercises = await Promise.all((await exercisesUnder(EXERCISES)).map(readExercise))
/** A variation stands in no list. */
const ids = exercises.flatMap(({ id, frontMatter }) => (frontMatter.variationOf === undefined ? [id] : []))
const paths = await readPaths(path.join(EXERCISES, 'paths.yaml'), ids)

let lab: LabBrowser
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())
beforeEach(async () => {
  desk = await openDesk(lab)
  await desk.goTo('#/practice')
})
afterEach(async () => {
  expect(desk.complaints).toEqual([])
  await desk.context.close()
})

const part = () => desk.page.getByRole('region', { name: 'Exercises', exact: true })
const box = () => desk.page.getByRole('searchbox', { name: 'Search the exercises' })
const rows = () => part().locator('li[aria-posinset]')
const titles = () => rows().locator('.title').allTextContents()
const says = (words: string | RegExp) => part().getByRole('status').getByText(words).waitFor()
const focused = () =>
  desk.page.evaluate(
    () => document.activeElement?.querySelector('.title')?.textContent ?? document.activeElement?.ariaLabel,
  )
const addressHas = (words: string) => desk.page.waitForURL((url) => url.hash.includes(words))

test('"/" leads to the search, which narrows as one types, and whose address says the same after a reload', async () => {
  const { page } = desk
  await says(new RegExp(`^${ids.length} exercises$`))
  await page.keyboard.press('/')
  await page.keyboard.type('ÍMAGE Convol')
  await says(new RegExp(`^1 of ${ids.length} exercises$`))
  expect(await titles()).toEqual(['Image convolution'])
  await addressHas('text=')
  await page.reload()
  await says(new RegExp(`^1 of ${ids.length} exercises$`))
  expect(await box().inputValue()).toBe('ÍMAGE Convol')
  expect(await titles()).toEqual(['Image convolution'])
})

test('filters narrow, stand as chips, and go away one by one and together', async () => {
  const { page } = desk
  await page.getByLabel('Status').selectOption('Not tried')
  await page.getByLabel('Minutes').selectOption('Up to 30 min')
  await page.getByRole('checkbox', { name: /^Vision/ }).check()
  const chips = page.getByRole('list', { name: 'Active filters' })
  const words = async () =>
    (await chips.getByRole('button').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))
  expect(await words()).toEqual([
    'Remove filter: Vision ×',
    'Remove filter: Up to 30 min ×',
    'Remove filter: Not tried ×',
    'Clear all',
  ])
  expect(await titles()).toContain('Image convolution')
  expect(await titles()).not.toContain('Sample the next token')
  await addressHas('topic=vision&minutes=30&status=new')

  await page.getByLabel('Status').selectOption('Solved')
  await part().getByText('No exercise fits all of this.').waitFor()
  await chips.getByRole('button', { name: 'Remove filter: Solved' }).click()
  expect(await titles()).toContain('Image convolution')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Exercises')
  await chips.getByRole('button', { name: 'Clear all' }).click()
  await says(`${ids.length} exercises`)
  expect(await chips.count()).toBe(0)
  expect(await page.getByRole('checkbox', { name: /^Vision/ }).isChecked()).toBe(false)
})

test('the order is as it was asked for', async () => {
  await desk.page.getByLabel('Order').selectOption('By title')
  await addressHas('sort=title')
  const found = await titles()
  const { compare } = new Intl.Collator('en', { numeric: true })
  expect(found).toEqual([...found].sort(compare))
  await desk.page.getByLabel('Order').selectOption('Shortest first')
  const minutes = (await rows().locator('.minutes').allTextContents()).map((text) => parseInt(text))
  expect(minutes).toEqual([...minutes].sort((a, b) => a - b))
})

test('what is not found says so, and offers all of them', async () => {
  await box().fill('no such thing')
  await part().getByText('No exercise fits all of this.').waitFor()
  await says(`0 of ${ids.length} exercises`)
  await part().getByRole('button', { name: 'Clear the search and the filters' }).click()
  await says(`${ids.length} exercises`)
  expect(await box().inputValue()).toBe('')
})

test('an address that asks for nonsense shows all, and the link above leads back to all', async () => {
  await desk.goTo('#/practice?topic=cooking&difficulty=9&sort=magic&colour=red')
  await says(`${ids.length} exercises`)
  await desk.goTo('#/practice?difficulty=3&text=by+hand')
  expect(await titles()).toContain('Backpropagation by hand')
  await desk.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Practice' }).click()
  await says(`${ids.length} exercises`)
  await expect.poll(() => box().inputValue(), { timeout: 10_000 }).toBe('')
})

test('the keys move between entries and open one, and Back leads to the same list and entry', async () => {
  const { page } = desk
  const all = await titles()
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  expect(await focused()).toBe(all[0])
  for (const [key, title] of [
    ['j', all[1]],
    ['ArrowDown', all[2]],
    ['k', all[1]],
    ['End', all.at(-1)],
    ['ArrowDown', all.at(-1)],
    ['Home', all[0]],
    ['ArrowUp', 'Search the exercises'],
  ] as const) {
    await page.keyboard.press(key)
    expect(await focused(), key).toBe(title)
  }
  await page.keyboard.type('by')
  await says(/ of /)
  const some = await titles()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  expect(await focused()).toBe(some[1])
  await page.keyboard.press('Enter')
  await page.locator('article h1', { hasText: some[1]! }).waitFor()
  await page.goBack()
  await says(/ of /)
  expect(await box().inputValue()).toBe('by')
  expect(await titles()).toEqual(some)
  await expect.poll(focused).toBe(some[1])
})

describe('paths', () => {
  const ID = 'deep-learning/backprop-by-hand'
  const way = paths.find(({ exercises }) => exercises.includes(ID))!

  test('each tells its first step, and leads there', async () => {
    const { page } = desk
    for (const { title, exercises } of paths) {
      const item = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: title, level: 3 }) })
      const link = item.getByRole('paragraph').getByRole('link')
      expect(await link.getAttribute('href')).toBe(`#/practice/${exercises[0]}`)
    }
    await page
      .getByRole('region', { name: 'Next for you' })
      .getByText(/^A good start: the easiest in /)
      .waitFor()
    await page.getByRole('heading', { name: way.title, level: 3 }).click()
    const steps = page.locator('details[open] ol').getByRole('link')
    expect(await steps.count()).toBe(way.exercises.length)
    await steps.first().click()
    await page.locator('[data-editor]').waitFor()
  })

  test('what was solved is counted, and the next of its path is proposed, with the reason', async () => {
    const { page } = desk
    await desk.open(ID)
    await desk.backend('cpu')
    await desk.paste(readFileSync(path.join(EXERCISES, ID, 'solution.ts'), 'utf8'))
    expect(await desk.finish('Submit')).toMatch(/^Passed/)
    await desk.goTo('#/practice?status=solved')
    await page.getByText(/^1 of \d+ solved$/).waitFor()
    expect(await titles()).toEqual(['Backpropagation by hand'])
    const next = page.getByRole('region', { name: 'Next for you' })
    expect(await next.innerText()).toContain(`Next in “${way.title}”`)
    expect(await next.getByRole('link').getAttribute('href')).toBe(`#/practice/${way.exercises[0]}`)
    await page.getByText(`(1 of ${way.exercises.length} solved)`).first().waitFor()
  })
})

test('of two thousand, a part is made at a time, and search, keys and Back reach all', async () => {
  const { page } = desk
  const count = 2_000 + ids.length
  await keepPack(page, manyCards(2_000))
  await page.reload()
  await says(`${count.toLocaleString('en')} exercises`)
  expect(await rows().count()).toBe(100)
  await part().getByRole('button', { name: 'Show 100 more' }).click()
  expect(await rows().count()).toBe(200)
  await page.keyboard.press('End')
  await rows()
    .locator(`nth=-1`)
    .and(page.locator(`[aria-posinset="${count}"]`))
    .waitFor()
  expect(await focused()).toMatch(/, 1999$/)
  expect(await rows().count()).toBe(100)
  await page.keyboard.press('Enter')
  await page.locator('main h1').waitFor()
  await page.goBack()
  await expect.poll(focused).toMatch(/, 1999$/)
  await box().fill('pagerank')
  await says(`250 of ${count.toLocaleString('en')} exercises`)
  expect((await titles()).every((title) => title.startsWith('PageRank '))).toBe(true)
  await page.getByLabel('Pack').first().selectOption({ label: 'Many' })
  await addressHas('from=many')
})
