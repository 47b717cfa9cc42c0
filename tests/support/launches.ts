// Runs a family of tests twice: with each sandbox in a process of its own, and with all of them in the page's.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import type { LabBrowser } from './lab-browser'
import { LAUNCHES, openChecker, openCheckerBrowser } from './trial'

export interface Launched {
  readonly lab: LabBrowser
  /** The checking page. */
  readonly page: Page
  readonly complaints: readonly string[]
}

export function inEachLaunch(define: (now: () => Launched) => void): void {
  describe.each(LAUNCHES)('with %s', (_, args) => {
    let launched: Launched
    let lab: LabBrowser
    beforeAll(async () => {
      lab = await openCheckerBrowser(args)
      launched = { lab, ...(await openChecker(lab)) }
    })
    afterAll(() => lab?.close())
    define(() => launched)
  })
}

/** What is in the page's prototypes: the same before and after, if nothing came through. */
export const prototypesOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify(
      [Object, Array, Function, Promise, String, Number, Map, Error].map(({ prototype }) =>
        Reflect.ownKeys(prototype).map(String).sort(),
      ),
    ),
  )
