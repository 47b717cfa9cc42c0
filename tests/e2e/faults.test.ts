// When something is broken, the learner's code is not lost, and the page says what is the matter.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { ROOT } from '../../src/cli/realms/build-realms'
import { type Desk, openDesk } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

const ID = 'recommendation/embedding-similarity'
const REFERENCE = readFileSync(path.join(ROOT, 'exercises', ID, 'solution.ts'), 'utf8')
const STARTER = readFileSync(path.join(ROOT, 'exercises', ID, 'starter.ts'), 'utf8')
/** The reference with a line put into the function that every case calls. */
const broken = (line: string): string =>
  REFERENCE.replace(/(export (?:async )?function recommend\([\s\S]*?\n\)[^\n]*\{\n)/, `$1${line}\n`)
const LOOP = broken('  for (;;) {}')

let lab: LabBrowser
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())

let desk: Desk
afterEach(() => desk?.context.close())

/** A desk of its own: nothing stored, nothing cached, so that what is broken is asked for. */
async function open(
  kind: 'monaco' | 'plain' = 'monaco',
  prepare?: (page: Page) => Promise<unknown>,
): Promise<void> {
  desk = await openDesk(lab, undefined, prepare)
  await desk.open(ID, kind)
  await desk.backend('cpu')
}

test('the exercise has the function that these faults are put into', () => {
  expect(LOOP).toMatch(/Promise<Recommendation> \{\n {2}for \(;;\)/)
})

describe('code that', () => {
  test('loops for ever can be stopped at once, with typing possible meanwhile, and the next run passes', async () => {
    await open()
    await desk.paste(LOOP)
    await desk.press('Submit')
    await desk.verdict.getByText(/^Judging 1 of/).waitFor()
    await desk.editor.focus()
    await desk.page.keyboard.press('Control+End')
    await desk.page.keyboard.type('// still typing', { delay: 5 })
    expect(await desk.text()).toMatch(/still typing$/)
    const stoppedAt = Date.now()
    await desk.press('Stop')
    await desk.verdict.getByText('Stopped', { exact: true }).waitFor()
    expect(Date.now() - stoppedAt).toBeLessThan(2_000)
    await desk.paste(REFERENCE)
    expect(await desk.finish('Submit')).toMatch(/^Passed/)
    expect(desk.complaints).toEqual([])
  })

  test('loops for ever is ended by its time, and told so', async () => {
    await open()
    await desk.paste(LOOP)
    expect(await desk.finish('Run')).toMatch(/^Not yet: \d+ of/)
    expect(await desk.verdict.innerText()).toMatch(/still computing after \d+ s[\s\S]*loop that does not end/)
    expect(await desk.page.locator('iframe').count()).toBeLessThanOrEqual(4)
  })

  test('does not parse is marked on its line, and the line is one click away', async () => {
    await open()
    await desk.paste(`${REFERENCE}\nconst oops = = 1\n`)
    const line = REFERENCE.split('\n').length + 1
    expect(await desk.finish('Run')).toBe('Your code does not parse')
    await desk.page.locator('.tk-mark-error').first().waitFor()
    await desk.verdict
      .getByRole('button', { name: `Line ${line}` })
      .first()
      .click()
    await desk.page.keyboard.press('Home')
    await desk.page.keyboard.type('// ')
    expect(await desk.text()).toContain('// const oops = = 1')
    expect(await desk.finish('Run')).toMatch(/^The examples pass/)
  })

  test('misspells its export is told what was found', async () => {
    await open()
    await desk.paste(REFERENCE.replaceAll('recommend(', 'reccommend('))
    expect(await desk.finish('Submit')).toBe('An export is missing')
    expect(await desk.verdict.innerText()).toMatch(
      /No function named "recommend" is exported. Found: .*"reccommend"/,
    )
  })

  test('imports what is not there is told what there is', async () => {
    await open()
    await desk.paste(`import { chunk } from 'lodash'\n${REFERENCE}`)
    expect(await desk.finish('Submit')).toBe('An import is not available')
    expect(await desk.verdict.innerText()).toMatch(
      /Line 1\s+"lodash" cannot be imported here.[\s\S]*"@tensorflow\/tfjs"/,
    )
  })

  test('throws shows its line, and that line is marked', async () => {
    await open()
    await desk.paste(broken("  throw new Error('not yet')"))
    expect(await desk.finish('Submit')).toMatch(/^Not yet: \d+ of/)
    expect(await desk.verdict.innerText()).toMatch(/Line \d+\s+not yet/)
    await desk.verdict
      .getByRole('button', { name: /^Line \d+$/ })
      .first()
      .click()
    await desk.page.locator('.tk-mark-error').first().waitFor()
  })

  test('loses the graphics context is judged again on cpu, and that is said', async () => {
    await open()
    await desk.backend('webgl')
    const lose = `  const gl = (tf.backend() as any).gpgpu?.gl\n  gl?.getExtension('WEBGL_lose_context').loseContext()`
    await desk.paste(broken(lose))
    expect(await desk.finish('Run')).toMatch(/^The examples pass/)
    expect(await desk.verdict.innerText()).toMatch(
      /webgl lost its graphics context, so this was judged again on cpu/,
    )
  })
})

describe('the draft', () => {
  test('is there again after a reload, and after a visit elsewhere', async () => {
    await open()
    await desk.paste(`// mine\n${REFERENCE}`)
    await desk.saved()
    await desk.page.reload()
    await desk.page.locator('[data-editor=monaco]').waitFor()
    expect(await desk.text()).toBe(`// mine\n${REFERENCE}`)
    await desk.goTo('#/practice')
    await desk.open(ID)
    expect(await desk.text()).toBe(`// mine\n${REFERENCE}`)
  })

  test('is kept when the page is left at once after typing', async () => {
    await open()
    await desk.paste(`// in a hurry\n${REFERENCE}`)
    await desk.page.reload()
    await desk.page.locator('[data-editor=monaco]').waitFor()
    expect(await desk.text()).toBe(`// in a hurry\n${REFERENCE}`)
  })

  test('that cannot be read is offered as a file, and the starter is shown', async () => {
    await open()
    await desk.page.evaluate(async (id) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('tensorkata')
        request.onsuccess = () => resolve(request.result)
      })
      const change = database.transaction('drafts', 'readwrite')
      change.objectStore('drafts').put({ text: 'the only copy', savedAt: 'never' }, id)
      await new Promise((resolve) => (change.oncomplete = resolve))
      database.close()
    }, ID)
    await desk.page.reload()
    await desk.page.locator('[data-editor=monaco]').waitFor()
    await desk.page.getByText('The draft kept for this exercise could not be read').waitFor()
    expect(await desk.text()).toBe(STARTER)
    const saving = desk.page.waitForEvent('download')
    await desk.page.getByRole('button', { name: 'Save what was kept' }).click()
    const download = await saving
    expect(readFileSync(await download.path(), 'utf8')).toBe('the only copy')
    await desk.page.getByRole('button', { name: 'Close this message' }).click()
    expect(await desk.page.locator('.banner').count()).toBe(0)
  })

  test('that is kept nowhere is said to be so, and everything else works', async () => {
    await open('monaco', (page) =>
      page.addInitScript(() => {
        const denied = {
          get(): never {
            throw new DOMException('The operation is insecure.', 'SecurityError')
          },
        }
        Object.defineProperty(window, 'indexedDB', denied)
        Object.defineProperty(window, 'localStorage', denied)
      }),
    )
    await desk.page.getByText('This browser does not let pages keep data here').waitFor()
    await desk.paste(REFERENCE)
    expect(await desk.finish('Submit')).toMatch(/^Passed/)
    await desk.goTo('#/practice')
    await desk.page.getByText(/^1 of \d+ solved$/).waitFor()
    await desk.open(ID)
    expect(await desk.text()).toBe(REFERENCE)
  })
})

describe('without', () => {
  test('Monaco, a plain editor runs and submits the same', async () => {
    await open('plain', (page) => page.route(/\/assets\/monaco-.*\.js$/, (route) => route.abort()))
    expect(await desk.page.locator('.pane .problem').innerText()).toMatch(/simple one.*your text is safe/)
    await desk.paste(REFERENCE)
    expect(await desk.finish('Run')).toMatch(/^The examples pass/)
    expect(await desk.finish('Submit')).toMatch(/^Passed/)
  })

  test('an exercise that validates, the page says what is wrong, and tries again', async () => {
    let garbled = true
    desk = await openDesk(lab, undefined, (page) =>
      page.route(/-page-.*\.json$/, (route) =>
        garbled ? route.fulfill({ json: { id: ID, title: 1 } }) : route.continue(),
      ),
    )
    await desk.goTo(`#/practice/${ID}`)
    await desk.page.getByRole('heading', { name: 'This exercise did not open' }).waitFor()
    expect(await desk.page.locator('main').innerText()).toMatch(/does not validate at title/)
    garbled = false
    await desk.page.getByRole('button', { name: 'Try again' }).click()
    await desk.page.locator('[data-editor=monaco]').waitFor()
    expect(await desk.text()).toBe(STARTER)
  })

  test('its program, nothing is judged and nothing is lost, and the next try works', async () => {
    let gone = true
    await open('monaco', (page) =>
      page.route(/-program-.*\.json$/, (route) => (gone ? route.abort() : route.continue())),
    )
    await desk.paste(`// mine\n${REFERENCE}`)
    expect(await desk.finish('Submit')).toBe('Nothing was judged')
    expect(await desk.verdict.innerText()).toMatch(/could not be loaded. Check the connection and try again/)
    expect(await desk.text()).toBe(`// mine\n${REFERENCE}`)
    gone = false
    expect(await desk.finish('Submit')).toMatch(/^Passed/)
  })

  test.each([
    ['the sandbox', /\/sandbox\.html$/],
    ['the realms’ program', /realm-tf-.*\.js$/],
    ['the compiler', /\/main-.*\.js$/],
    ['the lab', /\/lab-.*\.js$/],
  ])('%s, nothing is judged, it is said why, and the next try works', async (_, address) => {
    let gone = true
    let asked = 0
    await open('monaco', (page) =>
      page.route(address, (route) => (asked++, gone ? route.abort() : route.continue())),
    )
    await desk.paste(REFERENCE)
    expect(await desk.finish('Submit')).toBe('Nothing was judged')
    expect(asked).toBeGreaterThan(0)
    expect(await desk.verdict.locator('.note').innerText()).not.toBe('')
    gone = false
    expect(await desk.finish('Submit')).toMatch(/^Passed/)
  })
})

test('without WebGL, it runs on cpu and says so', async () => {
  const without = await openLabBrowser('app', { args: ['--use-gl=disabled'] })
  try {
    desk = await openDesk(without)
    await desk.open(ID)
    await desk.backend('webgl')
    await desk.paste(REFERENCE)
    expect(await desk.finish('Submit')).toMatch(/^Passed/)
    expect(await desk.verdict.innerText()).toMatch(/webgl is not available here .*so this ran on cpu/)
  } finally {
    await without.close()
  }
})
