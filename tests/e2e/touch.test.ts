// On a phone, by touch: the editor that works there, its help, its keys, and the way to a verdict.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { type Desk, openDesk } from '../support/app'
import { faults } from '../support/faults'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

const ID = 'vision/image-convolution'
const PHONE = {
  ...{ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  reducedMotion: 'reduce' as const,
}
const read = (name: string): string => readFileSync(path.join(ROOT, 'exercises', ID, name), 'utf8')
const SOON = { timeout: 10_000 }
const FIRST = read('starter.ts').split('\n')[0]!

let lab: LabBrowser
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())

const tapTab = (desk: Desk, name: RegExp): Promise<void> => desk.page.getByRole('tab', { name }).tap()

async function openCode(prepare?: Parameters<typeof openDesk>[2], kind = 'codemirror'): Promise<Desk> {
  const desk = await openDesk(lab, PHONE, prepare)
  await desk.goTo(`#/practice/${ID}`)
  await tapTab(desk, /^Code$/)
  await desk.page.locator(`[data-editor=${kind}]`).waitFor()
  return desk
}

/** What the editor shows, read without a keyboard. */
const written = (desk: Desk): Promise<string> =>
  desk.page.locator('.cm-line').evaluateAll((lines) => lines.map((line) => line.textContent).join('\n'))
const firstLine = async (desk: Desk): Promise<string> => (await written(desk)).split('\n')[0]!

/** How far the page is wider than the screen. */
const excess = ({ page }: Desk): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** Whether the caret's line can be seen whole: in its editor, and in what the keyboard leaves of the screen. */
const caretIsSeen = ({ page }: Desk): Promise<boolean> =>
  page.evaluate(() => {
    const line = document.querySelector('.cm-activeLine')!.getBoundingClientRect()
    const room = document.querySelector('.cm-scroller')!.getBoundingClientRect()
    const screen = visualViewport!.offsetTop + visualViewport!.height
    return line.top >= room.top - 1 && line.bottom <= room.bottom + 1 && line.bottom <= screen
  })

/** Which offer is chosen, from 0, and whether it is in the part of the list that is seen. */
const chosenOffer = ({ page }: Desk): Promise<{ index: number; isSeen: boolean }> =>
  page.locator('.cm-tooltip-autocomplete [aria-selected=true]').evaluate((chosen) => {
    const list = chosen.parentElement!
    const [room, place] = [list.getBoundingClientRect(), chosen.getBoundingClientRect()]
    const isSeen = place.top >= room.top - 1 && place.bottom <= room.bottom + 1
    return { index: [...list.querySelectorAll('[role=option]')].indexOf(chosen), isSeen }
  })

/**
 * In both themes. The list of offers scrolls and cannot be focused, as the rule wants it: the editor keeps the focus and
 * moves in it by the arrow keys, which is tried instead.
 */
async function brokenRules({ page }: Desk): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`[data-theme=${colorScheme}]`).first().waitFor()
    await page.waitForTimeout(250)
    found.push(...(await faults(page)).map((fault) => `${colorScheme}: ${fault}`))
  }
  return found.filter((fault) => !/scrollable-region-focusable: #cm-ac-/.test(fault))
}

describe('an exercise', () => {
  let desk: Desk
  const asked: string[] = []
  beforeAll(async () => {
    desk = await openCode(async (page) => page.on('request', (request) => asked.push(request.url())))
  })
  afterAll(() => desk?.context.close())

  const keys = () => desk.page.getByRole('toolbar', { name: 'Keys' })
  const press = (name: string) => keys().getByRole('button', { name, exact: true }).tap()
  const tip = (text: RegExp) => desk.page.locator('.tk-cm-tip button', { hasText: text })

  test('opens in an editor that works by touch, and Monaco was not loaded', async () => {
    expect(await firstLine(desk)).toBe(FIRST)
    expect(asked.filter((url) => /monaco/.test(url))).toEqual([])
    expect(asked.some((url) => /codemirror/.test(url))).toBe(true)
    expect(await keys().isVisible()).toBe(false)
  })

  test('a tap puts the caret, and what is typed is kept', async () => {
    await desk.page.locator('.cm-line').first().tap()
    expect(await keys().isVisible()).toBe(true)
    await desk.page.keyboard.press('Home')
    await desk.page.keyboard.type('// by hand\n')
    await desk.saved()
    await desk.page.reload()
    await tapTab(desk, /^Code$/)
    await desk.page.locator('[data-editor=codemirror]').waitFor()
    expect(await firstLine(desk)).toBe('// by hand')
  })

  test('the row of keys types, brackets in pairs, and takes nothing of the focus', async () => {
    await desk.page.locator('.cm-line').first().tap()
    await desk.page.keyboard.press('Home')
    await desk.page.keyboard.press('Enter')
    await desk.page.keyboard.press('ArrowUp')
    for (const name of ['Tab', '(', ')', '=>', '{']) await press(name)
    expect(await firstLine(desk)).toBe('  ()=>{}')
    expect(await desk.page.evaluate('document.activeElement.classList.contains("cm-content")')).toBe(true)
    for (let undone = 0; undone < 6; undone++)
      if ((await firstLine(desk)) !== '// by hand') await press('Undo')
    expect(await firstLine(desk)).toBe('// by hand')
  })

  test('TypeScript offers what could be typed, and a tap takes it; the line below tells what it is', async () => {
    await desk.editor.focus()
    await desk.page.keyboard.press('Control+End')
    await desk.page.keyboard.type('\ntf.')
    const offers = desk.page.locator('.cm-tooltip-autocomplete').getByRole('option')
    // The types of TF.js are read once, which takes a while.
    await offers.first().waitFor()
    expect(await brokenRules(desk)).toEqual([])
    expect(await excess(desk)).toBeLessThanOrEqual(0)
    for (let down = 0; down < 6; down++) await desk.page.keyboard.press('ArrowDown')
    await expect.poll(() => chosenOffer(desk), SOON).toEqual({ index: 6, isSeen: true })
    await desk.page.keyboard.type('matM')
    await offers.getByText('matMul').first().tap()
    expect((await written(desk)).split('\n').at(-1)).toBe('tf.matMul')
    const told = tip(/^.*matMul.*Tensor.*dot product/s)
    await told.waitFor()
    const { height } = (await told.boundingBox())!
    await told.tap()
    expect((await told.boundingBox())!.height).toBeGreaterThan(height)
    expect(await desk.page.evaluate('document.activeElement.classList.contains("cm-content")')).toBe(true)
    await press('(')
    await tip(/^matMul\(a: /).waitFor()
  })

  test('and says what does not fit, on the line of the caret', async () => {
    await desk.page.keyboard.press('Control+End')
    await desk.page.keyboard.press('Enter')
    await desk.page.keyboard.type("const wrong: number = 'text'")
    await desk.page.locator('.cm-lintRange-error', { hasText: 'wrong' }).waitFor()
    await tip(/not assignable to type 'number'/).waitFor()
  })

  test('the caret stays in sight when the keyboard comes, whether the page shrinks or is covered', async () => {
    await desk.page.keyboard.press('Control+End')
    await desk.page.setViewportSize({ width: 360, height: 400 })
    await expect.poll(() => caretIsSeen(desk), SOON).toBe(true)
    expect(await excess(desk)).toBeLessThanOrEqual(0)
    await desk.page.setViewportSize(PHONE.viewport)
    await desk.page.evaluate(() => {
      Object.defineProperty(visualViewport, 'height', { configurable: true, value: 420 })
      visualViewport!.dispatchEvent(new Event('resize'))
    })
    await expect.poll(() => caretIsSeen(desk), SOON).toBe(true)
    const row = (await keys().boundingBox())!
    expect(row.y + row.height).toBeLessThanOrEqual(421)
    await desk.page.evaluate(() => {
      Reflect.deleteProperty(visualViewport!, 'height')
      visualViewport!.dispatchEvent(new Event('resize'))
    })
    await expect.poll(async () => (await keys().boundingBox())!.y, SOON).toBeGreaterThan(600)
  })

  test('what a submission finds is marked on its line and listed below', async () => {
    await desk.backend('cpu')
    await desk.paste('\n\nexport const = 1')
    await desk.finish('Submit')
    await desk.verdict.getByRole('button', { name: 'Line 3' }).first().tap()
    await desk.page.locator('.tk-cm-dot-error').first().waitFor()
    expect(await desk.page.locator('.cm-activeLine').textContent()).toBe('export const = 1')
    expect(await caretIsSeen(desk)).toBe(true)
    await desk.page
      .getByRole('button', { name: /^Line 3, error/ })
      .first()
      .waitFor()
    expect(await brokenRules(desk)).toEqual([])
  })

  test('Reset can be undone from the keys', async () => {
    await desk.press('Reset')
    await expect.poll(() => firstLine(desk), SOON).toBe(FIRST)
    await desk.page.locator('.cm-line').first().tap()
    await press('Undo')
    expect(await written(desk)).toBe('\n\nexport const = 1')
  })

  test('a right answer runs and passes', async () => {
    await desk.paste(read('solution.ts'))
    await desk.finish('Run')
    await tapTab(desk, /^Code$/)
    expect(await desk.finish('Submit')).toMatch(/^Passed/)
    expect(await excess(desk)).toBeLessThanOrEqual(0)
  })

  test('and nothing complained', () => {
    expect(desk.complaints).toEqual([])
  })
})

test('the scratch area writes and runs by touch', async () => {
  const desk = await openDesk(lab, PHONE)
  await desk.page.goto(`${lab.address}#/scratch`)
  await desk.page.locator('[data-editor=codemirror]').waitFor()
  await desk.paste("console.log('by ' + 'touch')")
  await desk.page.getByRole('button', { name: 'Run', exact: true }).tap()
  await desk.page.getByText('Ran to its last line').waitFor()
  await desk.page.getByText('by touch', { exact: true }).waitFor()
  expect(await excess(desk)).toBeLessThanOrEqual(0)
  expect(desk.complaints).toEqual([])
  await desk.context.close()
})

describe('where something cannot be loaded', () => {
  test('a plain editor stands in for CodeMirror', async () => {
    const desk = await openCode((page) => page.route('**/codemirror-*.js', (route) => route.abort()), 'plain')
    await desk.page.getByText(/your text is safe/).waitFor()
    expect(await desk.editor.inputValue()).toBe(read('starter.ts'))
    await desk.context.close()
  })

  test('without TypeScript one still writes, and is told', async () => {
    const desk = await openCode((page) => page.route('**/tfjs-types*', (route) => route.abort()))
    await desk.page.getByText(/^Completions and type errors could not be loaded/).waitFor()
    await desk.page.locator('.cm-line').first().tap()
    await desk.page.keyboard.press('Home')
    await desk.page.keyboard.type('// mine\n')
    expect(await firstLine(desk)).toBe('// mine')
    await desk.context.close()
  })
})
