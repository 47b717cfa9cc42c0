// What a keystroke in the search of two thousand exercises costs the page's thread, until the list is painted.

import type { Page } from 'playwright-core'
import { keepPack } from '../support/keep-pack'
import { manyCards } from '../support/some-cards'
import type { Stands } from './stands'
import { median, round } from './statistics'

const COUNT = 2_000
/** Letter by letter these leave thousands, hundreds, tens; each is then taken back. */
const WORDS = ['pagerank by hand', 'embedding on a graph', 'beam search with a mask']
/** Between two letters: a quick typist's. */
const PAUSE = 120

export async function practiceFilter({ app }: Stands): Promise<{ medianMs: number }> {
  const { page, context } = await app.newPage({ viewport: { width: 1280, height: 860 } })
  await page.goto(`${app.address}#/practice`)
  await page.locator('li[aria-posinset]').first().waitFor()
  await keepPack(page, manyCards(COUNT))
  await page.reload()
  await page
    .getByRole('status')
    .filter({ hasText: /^2,\d+ exercises$/ })
    .waitFor()
  await page.getByRole('searchbox').focus()
  await page.evaluate(watchKeys)
  for (const words of WORDS) {
    await page.keyboard.type(words, { delay: PAUSE })
    await narrowed(page)
    for (let left = words.length; left > 0; left--) await page.keyboard.press('Backspace', { delay: PAUSE })
  }
  const times = await page.evaluate(() => (window as unknown as { keys: number[] }).keys)
  await context.close()
  const wanted = 2 * WORDS.join('').length
  if (times.length < 0.9 * wanted) throw new Error(`Of ${wanted} keystrokes ${times.length} were timed.`)
  return { medianMs: round(median(times), 1) }
}

/** A search that finds everything, or nothing, would be a cheap one. */
async function narrowed(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /^[1-9]\d* of 2,/ })
    .waitFor()
}

/**
 * In the page: from the key to the end of what it set off, and from the begin of the next frame to when that is laid out
 * and painted. The time between the two, in which the thread is free, is not counted.
 */
function watchKeys(): void {
  const keys: number[] = []
  Object.assign(window, { keys })
  let begun = 0
  let spent = 0
  const painted = new MessageChannel()
  addEventListener('keydown', () => (begun = performance.now()), { capture: true })
  // The last to hear of it: the app's own handlers, and all that they put off to the end of theirs, are through.
  addEventListener('input', () => {
    spent = performance.now() - begun
    requestAnimationFrame(() => {
      begun = performance.now()
      painted.port2.postMessage(null)
    })
  })
  painted.port1.onmessage = () => void keys.push(spent + performance.now() - begun)
}
