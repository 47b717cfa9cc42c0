// The first page explains itself: a network trains while one looks, from code that can be changed, and nothing else waits for it.

import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PATIENCE } from '../support/app'
import { type LabBrowser, openLabBrowser, type WatchedPage } from '../support/lab-browser'

interface Home extends WatchedPage {
  readonly example: Locator
  readonly status: Locator
  readonly code: Locator
  /** The line below the boundary: which epoch it shows. */
  readonly note: Locator
  readonly asked: string[]
  play(name?: 'Play' | 'Run'): Promise<void>
  /** Puts the code into the editor, as by pasting. */
  write(change: (code: string) => string): Promise<void>
}

let lab: LabBrowser
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())

async function openHome(
  options: Parameters<LabBrowser['newPage']>[0] = {},
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Home> {
  const watched = await lab.newPage({ viewport: { width: 1280, height: 860 }, ...options })
  const { page } = watched
  page.setDefaultTimeout(PATIENCE)
  await prepare(page)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${lab.address}#/`)
  const example = page.getByRole('region', { name: 'An example to play with' })
  await example.waitFor()
  const code = example.getByRole('textbox', { name: 'The code of the example' })
  return {
    ...{ ...watched, example, code, asked },
    status: example.getByRole('status'),
    note: example.locator('figcaption').first(),
    play: (name = 'Run') => example.getByRole('button', { name, exact: true }).click(),
    write: async (change) => code.fill(change(await code.inputValue())),
  }
}

const says = (home: Home, words: RegExp): Promise<void> => home.status.filter({ hasText: words }).waitFor()
const epochs = async (home: Home): Promise<number> =>
  Number(/^Epoch (\d+)/.exec(await home.note.innerText())?.[1] ?? 0)
/** Once the page is at rest, what would begin by itself has begun. */
const atRest = (home: Home): Promise<void> => home.page.waitForTimeout(2_500)
const calm = { reducedMotion: 'reduce' } as const

describe('on a first visit', () => {
  let home: Home
  beforeAll(async () => {
    home = await openHome({}, (page) =>
      page.addInitScript(() => {
        const shifts: number[] = []
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
        }).observe({ type: 'layout-shift', buffered: true })
        Object.assign(window, { shifts })
      }),
    )
    // Fonts that arrive move the heading by three pixels: not by the example, which waits until all is quiet.
    await home.page.evaluate(async () => {
      await document.fonts.ready
      ;(window as unknown as { shifts: number[] }).shifts.length = 0
    })
  })
  afterAll(() => home?.context.close())

  test('a sentence says what this is, and leads to where to start', async () => {
    expect(await home.page.locator('h1').innerText()).toMatch(/^Practise machine learning by building it/)
    const start = home.page.getByRole('link', { name: /^Start here/ })
    expect(await start.getAttribute('href')).toMatch(/^#\/practice\/[a-z-]+\/[a-z-]+$/)
  })

  test('a network trains by itself, and tells the moons apart in the end', async () => {
    await says(home, /Training/)
    await expect.poll(() => epochs(home), { timeout: PATIENCE }).toBeGreaterThan(5)
    await says(home, /Trained/)
    await expect
      .poll(() => home.note.innerText(), { timeout: PATIENCE })
      .toMatch(/^Epoch 120 of 120: (9[5-9]|100)% of the points/)
    const loss = home.example.getByRole('img', { name: /The loss as it learns/ })
    const last = async (): Promise<number> => {
      const [, number = ''] = /ends at (\S+?)\.? /.exec((await loss.getAttribute('aria-label'))!) ?? []
      return Number(number.replace('−', '-'))
    }
    await expect.poll(last).toBeLessThan(0.3)
  })

  test('nothing on the page was moved by it, and the large editor was not loaded', async () => {
    expect(await home.page.evaluate('window.shifts.reduce((sum, one) => sum + one, 0)')).toBe(0)
    expect(home.asked.filter((url) => /monaco|typescript-worker/.test(url))).toEqual([])
  })

  test('a changed number trains another network, by Ctrl+Enter', async () => {
    await home.write((code) => code.replace('hidden = 8', 'hidden = 3'))
    await home.code.press('Control+Enter')
    await says(home, /Starting|Training/)
    await expect.poll(() => epochs(home), { timeout: PATIENCE }).toBeLessThan(120)
    await says(home, /Trained/)
  })

  test('and who comes back finds what they typed', async () => {
    await home.page.getByRole('link', { name: 'Practice', exact: true }).click()
    await home.page.getByRole('heading', { name: 'Practice', level: 1 }).waitFor()
    await home.page.goBack()
    await expect.poll(() => home.code.inputValue()).toContain('hidden = 3')
    expect(home.complaints).toEqual([])
  })
})

describe('nothing begins by itself', () => {
  test('where reduced motion is asked for: Play does', async () => {
    const home = await openHome(calm)
    await atRest(home)
    expect(await home.note.innerText()).toBe('Nothing is learned yet.')
    expect(home.asked.filter((url) => url.includes('realm-'))).toEqual([])
    await home.play('Play')
    await says(home, /Training/)
    await home.context.close()
  })

  test.each([
    ['where data is to be saved', { saveData: true }],
    ['where the connection is slow', { saveData: false, effectiveType: '3g' }],
  ])('%s', async (_, connection) => {
    const home = await openHome({}, (page) =>
      page.addInitScript((value) => Object.defineProperty(navigator, 'connection', { value }), connection),
    )
    await atRest(home)
    expect(await home.note.innerText()).toBe('Nothing is learned yet.')
    expect(home.asked.filter((url) => url.includes('realm-'))).toEqual([])
    await home.context.close()
  })
})

describe('while it trains', () => {
  test('it waits out of sight, and goes on from there', async () => {
    const home = await openHome({ ...calm, viewport: { width: 1280, height: 400 } })
    await home.play('Play')
    await expect.poll(() => epochs(home), { timeout: PATIENCE }).toBeGreaterThan(1)
    await home.page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
    await says(home, /Paused/)
    // A call that was under way ends.
    await home.page.waitForTimeout(1_000)
    const there = await epochs(home)
    await home.page.waitForTimeout(1_500)
    expect(await epochs(home)).toBe(there)
    await home.page.evaluate('scrollTo(0, 0)')
    await says(home, /Training|Trained/)
    await expect.poll(() => epochs(home), { timeout: PATIENCE }).toBeGreaterThan(there)
    await home.context.close()
  })

  test('Stop ends it, and an endless loop too, which does the page no harm', async () => {
    const home = await openHome(calm)
    await home.write((code) => code.replace('const model =', 'for (;;) {}\n  const model ='))
    await home.play('Play')
    await says(home, /Starting|Training/)
    await home.page.waitForTimeout(1_500)
    const lag = await home.page.evaluate(async () => {
      const from = performance.now()
      await new Promise((resolve) => setTimeout(resolve, 50))
      return performance.now() - from
    })
    expect(lag).toBeLessThan(500)
    await home.example.getByRole('button', { name: 'Stop' }).click()
    await says(home, /Stopped/)
    await expect.poll(() => home.page.locator('iframe').count()).toBe(0)
    await home.play()
    await says(home, /does not train yet/)
    await home.example.getByText(/still at work after 10 s/).waitFor()
    expect(await home.page.locator('iframe').count()).toBe(0)
    await home.context.close()
  })
})

describe('what is wrong with the code is told', () => {
  let home: Home
  let starter = ''
  beforeAll(async () => {
    home = await openHome(calm)
    starter = await home.code.inputValue()
  })
  afterAll(() => home?.context.close())

  test.each<[string, (code: string) => string, RegExp]>([
    [
      'what does not parse',
      (code) => code.replace('const hidden = 8', 'const hidden ='),
      /^Line 5, error: .*expected/,
    ],
    ['what throws', (code) => code.replace("'sigmoid'", "'sigmoyd'"), /^Line 13, error: .*sigmoyd/],
    [
      'what cannot be imported',
      (code) => `import './x'\n${code}`,
      /^Line 1, error: "\.\/x" cannot be imported/,
    ],
  ])('%s, at its line', async (_, change, words) => {
    await home.write(() => change(starter))
    await home.page.keyboard.press('Control+Enter')
    const told = home.example.getByRole('list', { name: 'Problems' }).getByRole('button')
    await told.filter({ hasText: words }).waitFor()
    await told.first().click()
    expect(await home.page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
  })

  test('and what has no line, in words', async () => {
    await home.write(() => starter.replace('return model', ''))
    await home.play()
    await home.example.getByText(/createModel has to return a model/).waitFor()
    await home.write(() => starter)
    await home.play()
    await says(home, /Training/)
    expect(await home.example.getByRole('list', { name: 'Problems' }).count()).toBe(0)
  })

  test('what the code logs is shown, with the way to its line', async () => {
    await home.write(() =>
      starter.replace('return model', "console.log('hello from line 16')\n  return model"),
    )
    await home.play()
    await home.example.getByText('hello from line 16').first().waitFor()
    await home.example.getByRole('button', { name: 'Go to line 16' }).click()
    expect(home.complaints).toEqual([])
  })
})

test('the rest is named, not listed: what is next and the paths', async () => {
  const home = await openHome(calm)
  const main = home.page.locator('main')
  await main.getByRole('heading', { name: 'Next for you' }).waitFor()
  expect(await main.getByRole('heading', { level: 3 }).count()).toBeLessThanOrEqual(6)
  expect(await main.getByRole('link').count()).toBeLessThanOrEqual(9)
  await main.getByRole('link', { name: /^All \d+ exercises$/ }).click()
  await home.page.getByRole('heading', { name: 'Practice', level: 1 }).waitFor()
  await home.context.close()
})
