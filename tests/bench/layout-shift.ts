// How far what is on the page moves by itself on a first visit.

import type { Page } from 'playwright-core'
import type { Stands } from './stands'
import { round } from './statistics'

const ROUNDS = 3
/** By then what comes late has come: fonts, the editor, what waits for a page at rest. */
const SETTLED = 2_000
const PAGES = [
  { hash: '#/', there: 'main h1' },
  { hash: '#/practice', there: 'li[aria-posinset]' },
  { hash: '#/practice/vision/image-convolution', there: '[data-editor=monaco]' },
]

/** The cumulative layout shift of the worst of some first visits: the sum of all shifts, where nothing was pressed. */
export async function layoutShift({ app }: Stands): Promise<number> {
  let worst = 0
  for (let i = 0; i < ROUNDS; i++)
    for (const { hash, there } of PAGES) {
      const { page, context } = await app.newPage({ viewport: { width: 1280, height: 860 } })
      await page.addInitScript(watchShifts)
      await page.goto(`${app.address}${hash}`)
      await page.locator(there).first().waitFor()
      await page.waitForTimeout(SETTLED)
      worst = Math.max(worst, await shiftOf(page))
      await context.close()
    }
  return round(worst, 5)
}

const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { shift: number }).shift)

/** In the page, before all else. */
function watchShifts(): void {
  const state = window as unknown as { shift: number }
  state.shift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) state.shift += (entry as unknown as { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
}
