// The app as a person uses it: opens an exercise, pastes code, presses the buttons, reads the verdict.

import type { Locator, Page } from 'playwright-core'
import type { LabBrowser, WatchedPage } from './lab-browser'

/** Software rendering and a shared machine: patience, not speed, is what is asked for. */
export const PATIENCE = 90_000

export interface Desk extends WatchedPage {
  readonly verdict: Locator
  readonly headline: Locator
  readonly editor: Locator
  goTo(hash: string): Promise<void>
  /** Opens an exercise and waits for its editor. */
  open(id: string, kind?: 'monaco' | 'codemirror' | 'plain'): Promise<void>
  /** Replaces the whole text, from the clipboard. */
  paste(code: string): Promise<void>
  press(name: 'Run' | 'Submit' | 'Stop' | 'Reset'): Promise<void>
  /** Presses and waits for the end; gives the headline. */
  finish(name: 'Run' | 'Submit'): Promise<string>
  backend(name: string): Promise<void>
  /** What the editor holds. */
  text(): Promise<string>
  /** Waits until the draft is kept. */
  saved(): Promise<void>
}

export async function openDesk(
  lab: LabBrowser,
  options: Parameters<LabBrowser['newPage']>[0] = { viewport: { width: 1280, height: 860 } },
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Desk> {
  const watched = await lab.newPage(options)
  const { page } = watched
  page.setDefaultTimeout(PATIENCE)
  await prepare(page)
  const verdict = page.getByRole('region', { name: 'Verdict' })
  const headline = verdict.locator('.headline')
  const editor = page.getByRole('textbox', { name: 'Your code' })
  const goTo = async (hash: string): Promise<void> => {
    await page.goto(`${lab.address}${hash}`)
    await page.locator('main h1').first().waitFor()
  }
  const button = (name: string): Locator =>
    page
      .getByRole('button', { name, exact: false })
      .and(page.locator(`button:text-matches("^\\\\s*${name}(?! this)")`))
  const selectAll = async (): Promise<void> => {
    await editor.focus()
    await page.keyboard.press('Control+a')
  }
  return {
    ...watched,
    ...{ verdict, headline, editor, goTo },
    open: async (id, kind = 'monaco') => {
      await goTo(`#/practice/${id}`)
      await page.locator(`[data-editor=${kind}]`).waitFor()
    },
    paste: async (code) => {
      await page.evaluate((text) => navigator.clipboard.writeText(text), code)
      await selectAll()
      await page.keyboard.press('Control+v')
    },
    press: (name) => button(name).click(),
    finish: async (name) => {
      await page.evaluate(watchWork)
      await button(name).click()
      await page.evaluate(() => (window as unknown as { worked: Promise<void> }).worked)
      // What ended may not be what was asked for: a page that was just reloaded was seen to start once more.
      await headline.filter({ hasNotText: /…$/ }).waitFor()
      return headline.innerText()
    },
    backend: async (name) => void (await page.getByLabel('Backend').selectOption(name)),
    text: async () => {
      await selectAll()
      await page.keyboard.press('Control+c')
      const text = await page.evaluate(() => navigator.clipboard.readText())
      await page.keyboard.press('ArrowRight')
      return text.replaceAll('\r', '')
    },
    saved: () => page.locator('.draft', { hasText: /^(Saved|Starter)$/ }).waitFor(),
  }
}

/** A case's row by its title, opened. */
export async function openRow(desk: Desk, title: string): Promise<Locator> {
  const row = desk.verdict
    .locator('li')
    .filter({ has: desk.page.locator('.title').getByText(title, { exact: true }) })
  // A picture in the row has details of its own.
  const details = row.locator('> details')
  if ((await details.getAttribute('open')) === null) await details.locator('> summary').click()
  return row
}

/** In the page: `window.worked` resolves once Stop could be pressed and no longer can. */
function watchWork(): void {
  const stop = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Stop')!
  const worked = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!stop.disabled) return
      observer.disconnect()
      resolve()
    })
    observer.observe(stop, { attributeFilter: ['disabled'] })
  })
  Object.assign(window, { worked })
}
