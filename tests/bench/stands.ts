// Where the measuring happens: the app, the checking page, and the page of the bare alternatives.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Page } from 'playwright-core'
import sirv from 'sirv'
import { buildIfStale } from '../../scripts/build-if-stale'
import { ROOT } from '../../src/cli/realms/build-realms'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

export interface Stands {
  readonly app: LabBrowser
  /** `window.checker` is there. */
  readonly checker: Page
  /** `window.alternatives` is there. */
  readonly bare: Page
  readonly bareAddress: string
  close(): Promise<void>
}

export async function openStands(): Promise<Stands> {
  const app = await openLabBrowser('app', {})
  const checking = await openLabBrowser('checker', {})
  const bareServer = await serveBare(await buildIfStale('bench'))
  const { page: checker } = await checking.newPage()
  await checker.goto(checking.address)
  await checker.waitForFunction('window.checker !== undefined && window.timing !== undefined')
  const bare = await checking.browser.newPage()
  await bare.goto(bareServer.address)
  await bare.waitForFunction('window.alternatives !== undefined')
  return {
    ...{ app, checker, bare, bareAddress: bareServer.address },
    close: async () => {
      await app.close()
      await checking.close()
      bareServer.close()
    },
  }
}

/** Without our headers: this is what others do. */
async function serveBare(folder: string): Promise<{ address: string; close(): void }> {
  const pages = sirv(folder)
  const own = sirv(path.join(ROOT, 'tests/bench/pages'))
  const pyodide = sirv(path.join(ROOT, 'node_modules/pyodide'))
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/pyodide/')) {
      request.url = request.url.slice('/pyodide'.length)
      return pyodide(request, response)
    }
    return pages(request, response, () => own(request, response))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
