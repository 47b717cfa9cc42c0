// Runs a family of tests in every engine; in Chromium three times: with each sandbox in a process of its own, with all of
// them in the page's, and with the frames that are loaded without a connection.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { buildIfStale } from '../../scripts/build-if-stale'
import { serve, type Served } from '../../scripts/serve'
import { ENGINES } from './engines/engines'
import type { Engine, LabPage } from './engines/lab-page'
import type { LabBrowser, WatchedPage } from './lab-browser'
import { LAUNCHES, openChecker, openCheckerBrowser } from './trial'

export interface Launched {
  readonly lab: LabBrowser
  /** The checking page. */
  readonly page: Page
  readonly complaints: readonly string[]
  /** Another checking page, whose sandboxes come from where this one's do. */
  open(): Promise<WatchedPage>
}

interface Where {
  /** Also in frames that are loaded without a connection. Floods are the same there: a frame's origin has no part in them. */
  readonly kept?: boolean
}

/** For tests that need more of the browser than a page. */
export function inEachLaunch(
  define: (now: () => Launched) => void,
  { kept: alsoKept = true }: Where = {},
): void {
  describe.each(LAUNCHES.filter(({ kept }) => alsoKept || !kept))(
    'in Chromium with $name',
    ({ args, kept }) => {
      let launched: Launched
      let lab: LabBrowser
      beforeAll(async () => {
        lab = await openCheckerBrowser(args)
        const open = (): Promise<WatchedPage> => openChecker(lab, { kept })
        launched = { lab, ...(await open()), open }
      })
      afterAll(() => lab?.close())
      define(() => launched)
    },
  )
}

type Define = (now: () => { readonly page: LabPage }, engine: string) => void

/** An engine that is not here is named before and after the tests: its tests are not skipped, there are none. */
export function inEachEngine(define: Define, where: Where = {}): void {
  inEachLaunch((now) => define(() => ({ page: now().page as LabPage }), 'Chromium'), where)
  for (const engine of ENGINES.filter(({ name }) => !inject('missingEngines').includes(name)))
    describe(`in ${engine.name}`, () => inEngine(engine, define))
}

function inEngine(engine: Engine, define: Define): void {
  let server: Served
  let opened: Awaited<ReturnType<Engine['open']>>
  beforeAll(async () => {
    server = await serve(await buildIfStale('checker'), 0)
    opened = await engine.open(server.address)
    await opened.page.waitForFunction('window.checker !== undefined')
  })
  afterAll(async () => {
    await opened?.close()
    await server?.close()
  })
  define(() => opened, engine.name)
}

/** What is in the page's prototypes: the same before and after, if nothing came through. */
export const prototypesOf = (page: LabPage): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify(
      [Object, Array, Function, Promise, String, Number, Map, Error].map(({ prototype }) =>
        Reflect.ownKeys(prototype).map(String).sort(),
      ),
    ),
  )
