// The desk's small comforts: keys, undoing a reset, sizes and choices that stay.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { type Desk, openDesk } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

const ID = 'vision/image-convolution'
const read = (name: string): string => readFileSync(path.join(ROOT, 'exercises', ID, name), 'utf8')

let lab: LabBrowser
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
  desk = await openDesk(lab)
  await desk.open(ID)
  await desk.backend('cpu')
})
afterAll(() => lab?.close())

const reload = async (): Promise<void> => {
  await desk.page.reload()
  await desk.page.locator('[data-editor=monaco]').waitFor()
}

describe('the keys', () => {
  test('Ctrl+Enter runs and Ctrl+Shift+Enter submits, in the editor and outside of it', async () => {
    await desk.editor.focus()
    await desk.page.keyboard.press('Control+Enter')
    await desk.verdict.locator('.facts').waitFor()
    const examples = await desk.verdict.locator('.cases > li').count()
    await desk.page.keyboard.press('Control+Shift+Enter')
    await desk.verdict.locator('.categories').waitFor()
    expect(await desk.verdict.locator('.cases > li').count()).toBeGreaterThan(examples)
    expect(await desk.text()).toBe(read('starter.ts'))
    await desk.page.locator('main').focus()
    await desk.page.keyboard.press('Control+Enter')
    await desk.verdict.locator('.categories').waitFor({ state: 'detached' })
    await desk.verdict.locator('.facts').waitFor()
    expect(await desk.verdict.locator('.cases > li').count()).toBe(examples)
  })

  test('Escape and then Tab leaves the editor, and says so', async () => {
    await desk.editor.focus()
    await desk.page.keyboard.press('Escape')
    await desk.page.getByText('Tab now leaves the editor.').waitFor()
    await desk.page.keyboard.press('Tab')
    expect(await desk.page.evaluate("document.activeElement.closest('.monaco-editor') === null")).toBe(true)
    expect(await desk.text()).toBe(read('starter.ts'))
  })
})

describe('Reset', () => {
  test('brings the starter back, and one press brings the learner’s code back', async () => {
    const mine = `// mine\n${read('solution.ts')}`
    await desk.paste(mine)
    await desk.saved()
    await desk.press('Reset')
    expect(await desk.text()).toBe(read('starter.ts'))
    await desk.page.getByRole('button', { name: 'Bring my code back' }).click()
    expect(await desk.text()).toBe(mine)
    await desk.saved()
    await reload()
    expect(await desk.text()).toBe(mine)
  })
})

describe('what was chosen stays', () => {
  test('font size and wrapping, at once and after a reload', async () => {
    const view = desk.page.locator('details', { has: desk.page.getByText('More', { exact: true }) })
    await view.locator('summary').click()
    await desk.page.getByLabel('Font size').fill('20')
    await desk.page.getByLabel('Font size').press('Enter')
    await desk.page.getByLabel('Wrap lines').check()
    const size = () =>
      desk.page.locator('.monaco-editor .view-lines').evaluate((lines) => getComputedStyle(lines).fontSize)
    await expect.poll(size).toBe('20px')
    await reload()
    await expect.poll(size).toBe('20px')
    await view.locator('summary').click()
    expect(await desk.page.getByLabel('Wrap lines').isChecked()).toBe(true)
    expect(await desk.page.getByLabel('Font size').inputValue()).toBe('20')
  })

  test('the backend', async () => {
    await desk.backend('wasm')
    await reload()
    expect(await desk.page.getByLabel('Backend').inputValue()).toBe('wasm')
    await desk.backend('cpu')
  })

  test('the theme, in the page and in the editor', async () => {
    const grounds = () =>
      desk.page.evaluate(() =>
        [document.documentElement, document.querySelector('.monaco-editor')!].map(
          (element) => Number(/\d+/.exec(getComputedStyle(element).backgroundColor)?.[0]) < 80,
        ),
      )
    const theme = desk.page.getByRole('button', { name: /^Theme:/ })
    for (let press = 0; press < 5; press++) {
      if (/Dark/.test(await theme.innerText())) break
      await theme.click()
    }
    await expect.poll(grounds).toEqual([true, true])
    await reload()
    await expect.poll(grounds).toEqual([true, true])
    await theme.click()
    await theme.click()
    await expect.poll(grounds).toEqual([false, false])
  })

  test('the sizes of the panes, moved by keyboard', async () => {
    const divider = desk.page.getByRole('separator', { name: 'Resize the statement' })
    const width = async () => (await desk.page.locator('#study-statement').boundingBox())!.width
    const before = await width()
    await divider.focus()
    for (let press = 0; press < 5; press++) await desk.page.keyboard.press('ArrowLeft')
    await expect.poll(width).toBeLessThan(before - 20)
    const after = await width()
    await reload()
    await expect.poll(async () => Math.abs((await width()) - after)).toBeLessThan(3)
  })
})

test('and the browser had nothing to complain of', () => {
  expect(desk.complaints).toEqual([])
})
