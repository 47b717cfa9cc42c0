// The production build served with its real headers, and a Chromium to open it in.

import type { Browser, BrowserContext, LaunchOptions, Page } from 'playwright-core'
import { buildIfStale, type BuildName } from '../../scripts/build-if-stale'
import { serve, type Served } from '../../scripts/serve'
import { launchChromium } from './chromium'

export interface LabBrowser {
  readonly address: string
  readonly browser: Browser
  /**
   * A page in a context of its own: nothing stored, nothing cached. It keeps nothing for offline use unless
   * `serviceWorkers` is 'allow', since what a test breaks would then be answered all the same.
   */
  newPage(options?: Parameters<Browser['newContext']>[0]): Promise<WatchedPage>
  close(): Promise<void>
}

export interface WatchedPage {
  readonly page: Page
  readonly context: BrowserContext
  /** Console errors and warnings, uncaught errors and violations of the content security policy, as they came. */
  readonly complaints: string[]
}

/** Without a graphics card, what puts a page's layers together costs a seventh of a test's time. WebGL is not concerned. */
const NO_COMPOSITOR: LaunchOptions = { args: ['--disable-gpu-compositing'] }

export async function openLabBrowser(
  build: BuildName = 'app',
  options: LaunchOptions = NO_COMPOSITOR,
): Promise<LabBrowser> {
  const server: Served = await serve(await buildIfStale(build), 0)
  const browser = await launchChromium(options)
  return {
    address: server.address,
    browser,
    newPage: (contextOptions) => watchedPage(browser, contextOptions),
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}

export async function watchedPage(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  })
  if (options.serviceWorkers !== 'allow')
    await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { page, context, complaints }
}
