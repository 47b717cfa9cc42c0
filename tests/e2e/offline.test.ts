// After one visit everything built in works without a connection; a new build is offered; an old page helps itself.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { type Desk, openDesk } from '../support/app'
import { anotherBuild, newerBuild, openSite, removeBuild, type Site, withoutFile } from '../support/site'

const ID = 'deep-learning/backprop-by-hand'
const OTHER = 'llm/sampling'
const REFERENCE = readFileSync(path.join(ROOT, 'exercises', ID, 'solution.ts'), 'utf8')
const TRIES_TO_LEAVE = `fetch('/').then(() => console.log('answered'), () => console.log('refused'))
console.log('origin', self.origin)
${REFERENCE}`
const VIEW = { viewport: { width: 1280, height: 860 }, serviceWorkers: 'allow' } as const
const SOON = { timeout: 20_000 }

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.close())

const status = (desk: Desk, words: string) => desk.page.getByRole('status').filter({ hasText: words })

/** A page on which everything is kept. */
async function visit(hash = '#/'): Promise<Desk> {
  const desk = await openDesk(site, VIEW)
  await desk.goTo(hash)
  await status(desk, 'Ready for offline use').waitFor({ state: 'attached' })
  return desk
}

describe('after one visit to the first page, without a server or a connection', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await visit()
    await site.stop()
    await desk.context.setOffline(true)
    await desk.page.reload()
  })
  afterAll(async () => {
    await desk?.context.close()
    await site.deploy()
  })

  test('the page starts again, in its own letters', async () => {
    await desk.page.getByRole('heading', { name: 'Practise machine learning' }).waitFor()
    const fonts = await desk.page.evaluate(async () => {
      const wanted = ['IBM Plex Sans Variable', 'IBM Plex Serif', 'IBM Plex Mono']
      const loaded = await Promise.all(wanted.map((name) => document.fonts.load(`16px "${name}"`)))
      return loaded.map((faces) => faces.every(({ status }) => status === 'loaded') && faces.length > 0)
    })
    expect(fonts).toEqual([true, true, true])
  })

  // Without a graphics card a whole verdict on webgl is a minute of compiling shaders: there, the examples tell.
  test.each([
    ['cpu', 'Submit', /^Passed, all/],
    ['wasm', 'Submit', /^Passed, all/],
    ['webgl', 'Run', /^The examples pass/],
  ] as const)('an exercise opens, runs and passes on %s', async (backend, deed, passed) => {
    await desk.open(ID)
    await desk.backend(backend)
    await desk.paste(REFERENCE)
    const headline = await desk.finish(deed)
    expect(headline, await desk.verdict.innerText()).toMatch(passed)
    expect(await desk.page.locator('.verdict .facts').innerText()).toContain(backend)
    await desk.goTo('#/')
  })

  test('the address of another exercise opens it in a new tab', async () => {
    const page = await desk.context.newPage()
    await page.goto(`${site.address}#/practice/${OTHER}`)
    await page.locator('[data-editor=monaco]').waitFor()
    await page.close()
  })

  test('and the browser had nothing to complain of', () => {
    expect(desk.complaints).toEqual([])
  })

  test('the sandbox still is of no origin and without a network', async () => {
    await desk.open(ID)
    await desk.page.reload()
    await desk.page.locator('[data-editor=monaco]').waitFor()
    await desk.backend('cpu')
    const frames = desk.page.locator('iframe')
    await expect.poll(() => frames.count(), SOON).toBe(2)
    const attributes = await frames.evaluateAll((all) => all.map((one) => one.getAttribute('sandbox')))
    expect(attributes).toEqual(['allow-scripts', 'allow-scripts'])
    const sandboxes = desk.page.frames().filter((frame) => frame.url().endsWith('/sandbox.html'))
    expect(sandboxes).toHaveLength(2)
    for (const frame of sandboxes) expect(await frame.evaluate(whatItCanDo)).toEqual(NOTHING)
    await desk.context.setOffline(false)
    await site.deploy()
    for (const frame of sandboxes) expect(await frame.evaluate(whatItCanDo)).toEqual(NOTHING)
    await site.stop()
    await desk.context.setOffline(true)
  })

  test('code that asks for the network is refused', async () => {
    await desk.paste(TRIES_TO_LEAVE)
    expect(await desk.finish('Submit')).toMatch(/^Passed/)
    const lines = await desk.page.locator('.results .side').innerText()
    expect(lines).toContain('origin null')
    expect(lines).toContain('refused')
    expect(lines).not.toContain('answered')
  })
})

const NOTHING = { origin: 'null', fetch: 'refused', injected: false, storage: 'SecurityError' }

async function whatItCanDo(): Promise<unknown> {
  const script = document.createElement('script')
  script.textContent = 'window.injected = true'
  document.head.append(script)
  const name = (run: () => unknown): unknown => {
    try {
      return run()
    } catch (error) {
      return (error as Error).name
    }
  }
  const answer = await fetch('./').then(
    () => 'answered',
    () => 'refused',
  )
  return {
    origin: self.origin,
    fetch: answer,
    injected: 'injected' in window,
    storage: name(() => window.localStorage.length),
  }
}

describe('without the learner’s leave', () => {
  let desk: Desk
  afterEach(() => desk?.context.close())

  test('nothing is kept where data is to be saved: the size is told, and asked for', async () => {
    desk = await openDesk(site, VIEW, (page) =>
      page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } })),
    )
    await desk.goTo('#/')
    const offer = desk.page.getByRole('button', { name: /^Save for offline use \(\d+ MB\)$/ })
    await offer.waitFor()
    expect(await desk.page.evaluate(() => caches.keys())).toEqual([])
    await offer.click()
    await status(desk, 'Ready for offline use').waitFor({ state: 'attached' })
    expect(desk.complaints).toEqual([])
  })
})

describe('a new build', () => {
  let newer: string
  let desk: Desk
  beforeAll(async () => {
    newer = await anotherBuild((folder) => newerBuild(folder, 'NEWER'))
  })
  afterEach(async () => {
    await desk?.context.close()
    await site.deploy()
  })
  afterAll(() => removeBuild(newer))

  const isNewer = (page: Page): Promise<boolean> =>
    page.evaluate(() =>
      document.querySelector<HTMLScriptElement>('script[type=module]')!.src.includes('NEWER'),
    )

  test('is offered, not forced; it takes the draft along; older pages keep what they need until they close', async () => {
    desk = await visit(`#/practice/${ID}`)
    const { page } = desk
    const older = await desk.context.newPage()
    await older.goto(site.address)
    await site.deploy(newer)
    await page.reload()
    await page.getByText('A new version is ready').waitFor()
    const loads = countLoads(page)
    await page.locator('[data-editor=monaco]').waitFor()
    await desk.paste(`// in a hurry\n${REFERENCE}`)
    await page.waitForTimeout(1_000)
    expect([await isNewer(page), loads.count]).toEqual([false, 0])
    await desk.editor.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('// the last word\n')
    await page.getByRole('button', { name: 'Use it now' }).click()
    await expect.poll(() => loads.count, SOON).toBe(1)
    await page.locator('[data-editor=monaco]').waitFor()
    expect(await isNewer(page)).toBe(true)
    expect(await desk.text()).toBe(`// the last word\n// in a hurry\n${REFERENCE}`)

    expect(await isNewer(older)).toBe(false)
    await older.goto(`${site.address}#/practice/${OTHER}`)
    await older.locator('[data-editor=monaco]').waitFor()
    expect(await isNewer(older)).toBe(false)
    await older.close()
    await page.reload()
    await expect.poll(() => page.evaluate(olderScripts), SOON).toEqual([])
    expect(loads.count).toBe(2)
    expect(desk.complaints).toEqual([])
  })

  test.each([
    ['nothing was kept', () => openDesk(site)],
    ['what was kept was cleared away', async () => clearedAway(await visit())],
  ])(
    'that took files away is loaded once, with the draft, by a page that asks for them: %s',
    async (_, open) => {
      desk = await open()
      await desk.open(ID)
      await desk.backend('cpu')
      await desk.paste(`// mine\n${REFERENCE}`)
      const loads = countLoads(desk.page)
      await desk.saved()
      await site.deploy(newer)
      // A page of its own file, which nothing has loaded yet; what Run needs may all be here by now.
      await desk.page.getByRole('link', { name: 'Rehearse' }).click()
      await expect.poll(() => loads.count, SOON).toBe(1)
      await desk.page.getByRole('heading', { name: 'Rehearsal', level: 1 }).waitFor()
      expect(await isNewer(desk.page)).toBe(true)
      await desk.page.getByText('This page was reloaded, because the server has a newer version').waitFor()
      await desk.page.evaluate((id) => (location.hash = `#/practice/${id}`), ID)
      await desk.page.locator('[data-editor=monaco]').waitFor()
      expect(await desk.text()).toBe(`// mine\n${REFERENCE}`)
      expect(await desk.finish('Run')).toMatch(/^The examples pass/)
      expect(loads.count).toBe(1)
    },
  )

  test('that lacks a file is reloaded once, then said to be broken, and the draft stays', async () => {
    const broken = await anotherBuild((folder) => withoutFile(folder, /^lab-/))
    await site.deploy(broken)
    desk = await openDesk(site)
    const loads = countLoads(desk.page)
    await desk.open(ID)
    await desk.page.getByText('also after a reload').waitFor()
    expect(loads.count).toBe(2)
    await desk.paste(`// mine\n${REFERENCE}`)
    await desk.press('Submit')
    await desk.verdict.getByText('Nothing was judged').waitFor()
    await desk.saved()
    await desk.page.waitForTimeout(3_000)
    expect(loads.count).toBe(2)
    expect(await desk.text()).toBe(`// mine\n${REFERENCE}`)
    removeBuild(broken)
  })
})

/** As a browser does that needs room. */
async function clearedAway(desk: Desk): Promise<Desk> {
  await desk.page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name)
  })
  await (await desk.context.newCDPSession(desk.page)).send('Network.clearBrowserCache')
  return desk
}

function countLoads(page: Page): { count: number } {
  const loads = { count: 0 }
  page.on('load', () => loads.count++)
  return loads
}

async function olderScripts(): Promise<string[]> {
  const [name] = await caches.keys()
  const kept = await (await caches.open(name!)).keys()
  return kept.map(({ url }) => url).filter((url) => url.endsWith('.js') && !url.includes('NEWER'))
}

test('Chromium finds nothing that would keep it from being installed', async () => {
  const desk = await visit()
  const devtools = await desk.context.newCDPSession(desk.page)
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  const found = installabilityErrors.map(({ errorId }) => errorId)
  // Tests run in a context that is never installed from.
  expect(found.filter((id) => id !== 'in-incognito')).toEqual([])
  const { errors, url } = await devtools.send('Page.getAppManifest')
  expect([errors, url]).toEqual([[], `${site.address}manifest.webmanifest`])
  await desk.context.close()
})
