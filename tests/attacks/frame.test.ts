// The sandbox's document runs our broker for the app and nothing for anyone else; both pages carry their policies.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContextOptions } from 'playwright-core'
import sirv from 'sirv'
import { describe, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/build-if-stale'
import { launchChromium } from '../support/chromium'
import { openLabBrowser, watchedPage } from '../support/lab-browser'
import { inEachLaunch } from '../support/launches'
import { judge, openChecker, RIGHT_ADDITION, texts } from '../support/trial'

/** Sends the boot message to a window, and tells after a while whether anything answered on the ports. */
const BOOT = `async (target) => {
  const [control, door, peer] = [new MessageChannel(), new MessageChannel(), new MessageChannel()]
  const program = new Blob(["addEventListener('message', ({ ports }) => ports[0].postMessage('running'))"])
  const answer = new Promise((resolve) => {
    door.port1.onmessage = ({ data }) => resolve(data)
    control.port1.onmessage = ({ data }) => resolve(JSON.stringify(data))
    setTimeout(resolve, 1500, 'silence')
  })
  target.postMessage(program, '*', [control.port2, door.port2, peer.port2])
  return answer
}`

inEachLaunch((now) => {
  test('opened by itself, the sandbox is of no origin and runs nothing', async () => {
    const { lab } = now()
    const { page, context } = await lab.newPage()
    await page.goto(`${lab.address}sandbox.html`)
    expect(await page.evaluate('self.origin')).toBe('null')
    expect(await page.evaluate(`(${BOOT})(window)`)).toBe('silence')
    expect(page.workers()).toEqual([])
    await context.close()
  })

  test('opened as a window by another page, it runs nothing', async () => {
    const { lab, page } = now()
    const answer = await page.evaluate(
      `(async () => {
        const opened = window.open('${lab.address}sandbox.html')
        await new Promise((resolve) => setTimeout(resolve, 1000))
        return opened ? (${BOOT})(opened) : 'silence'
      })()`,
    )
    expect(answer).toBe('silence')
  })

  test('framed by a page of another origin, it does not load', async () => {
    const { lab } = now()
    const server = createServer((_, response) =>
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(`<iframe src="${lab.address}sandbox.html"></iframe><iframe src="${lab.address}"></iframe>`),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { page, context, complaints } = await lab.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await expect.poll(() => complaints.filter((text) => text.includes('frame-ancestors')).length).toBe(2)
    expect(await page.evaluate(`(${BOOT})(frames[0])`)).toBe('silence')
    await context.close()
    server.close()
  })

  test('framed by another site, on a host that sends no headers, it runs nothing in our origin', async () => {
    const { lab } = now()
    const pages = sirv(await buildIfStale('checker'))
    const host = createServer((request, response) => pages(request, response))
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(host.address() as AddressInfo).port}/sandbox.html`
    const site = createServer((_, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<iframe src="${address}"></iframe>`),
    )
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    const { page, context } = await lab.newPage()
    await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`)
    await expect.poll(() => page.frames().at(-1)!.url()).toBe(address)
    expect(await page.evaluate(`(${BOOT})(frames[0])`)).toBe('silence')
    await context.close()
    for (const server of [host, site]) {
      server.close()
      server.closeAllConnections()
    }
  })

  test('framed by the app, its document holds the broker alone, and takes no script beside it', async () => {
    const { page } = now()
    await page.evaluate(() => (window as unknown as { checker: { warm(): void } }).checker.warm())
    await page.waitForFunction(() => document.querySelectorAll('iframe').length === 2)
    const sandboxes = () => page.frames().filter((one) => one.url().endsWith('/sandbox.html'))
    await expect.poll(() => sandboxes().length).toBe(2)
    const frame = sandboxes()[0]!
    await frame.waitForLoadState()
    const found = await frame.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.body.append(script)
      const blob = document.createElement('iframe')
      blob.src = 'https://example.com/'
      document.body.append(blob)
      const refused = await fetch('/').then(
        () => 'answered',
        () => 'refused',
      )
      const own = [...document.scripts].filter((one) => one !== script).length
      return { origin: self.origin, own, injected: 'injected' in window, refused }
    })
    expect(found).toEqual({ origin: 'null', own: 1, injected: false, refused: 'refused' })
    const attributes = await page.evaluate(() =>
      [...document.querySelectorAll('iframe')].map((one) => [one.getAttribute('sandbox'), one.hidden]),
    )
    expect(attributes).toEqual([
      ['allow-scripts', true],
      ['allow-scripts', true],
    ])
    expect((await judge(page, { code: RIGHT_ADDITION })).outcome).toBe('passed')
  })

  test('a sandbox that is sent elsewhere arrives nowhere', async () => {
    const { page, context } = await now().open()
    let visits = 0
    // Chromium connects ahead of its own refusal; what counts is whether anything is asked for.
    const server = createServer((_, response) => response.end('here')).on('request', () => visits++)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    await page.evaluate(() => (window as unknown as { checker: { warm(): void } }).checker.warm())
    const sandbox = () => page.frames().find((one) => one.url().endsWith('/sandbox.html'))
    await expect.poll(sandbox).toBeDefined()
    await sandbox()!.waitForLoadState()
    await sandbox()!.evaluate((address) => {
      setTimeout(() => (location.href = address))
    }, elsewhere)
    await page.waitForTimeout(1_000)
    expect(visits).toBe(0)
    await context.close()
    server.close()
  })

  test('the learner’s code is in a worker of no origin, with no document and no parent', async () => {
    const code = `console.log(origin, location.origin, typeof document, typeof window, typeof parent, typeof opener); ${RIGHT_ADDITION}`
    expect(texts(await judge(now().page, { code }))).toEqual([
      'null null undefined undefined undefined undefined',
    ])
  })

  test('a message to the page that is not a sandbox’s greeting starts nothing', async () => {
    const { page } = now()
    await page.evaluate(() => {
      for (const data of ['ready', { failed: 'x' }, { event: 'plan' }]) window.postMessage(data, '*')
    })
    expect((await judge(page, { code: RIGHT_ADDITION })).outcome).toBe('passed')
  })
})

describe('kept from a host that sends no headers', () => {
  test('a sandbox is of no origin all the same, since the service worker sends them', async () => {
    const pages = sirv(await buildIfStale('checker'))
    const host = createServer((request, response) => pages(request, response))
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    const browser = await launchChromium()
    try {
      const address = `http://localhost:${(host.address() as AddressInfo).port}/`
      const lab = { address, newPage: (options?: BrowserContextOptions) => watchedPage(browser, options) }
      const { page } = await openChecker(lab, { kept: true })
      const code = `console.log(self.origin); fetch('/').catch(() => console.log('refused')); ${RIGHT_ADDITION}`
      const verdict = await judge(page, { code })
      expect(verdict.outcome).toBe('passed')
      expect(texts(verdict)).toEqual(['null', 'refused'])
    } finally {
      await browser.close()
      host.close()
      host.closeAllConnections()
    }
  })
})

describe('the headers and the pages themselves', () => {
  test('carry the policies: the app takes scripts from its own files alone, the sandbox takes nothing', async () => {
    const lab = await openLabBrowser('app')
    try {
      const app = await fetch(lab.address)
      const sandbox = await fetch(`${lab.address}sandbox.html`)
      const policy = (response: Response): Map<string, string> =>
        new Map(
          response.headers
            .get('content-security-policy')!
            .split('; ')
            .map((line) => [line.split(' ')[0]!, line.split(' ').slice(1).join(' ')]),
        )
      expect(Object.fromEntries(policy(app))).toMatchObject({
        'default-src': "'none'",
        'script-src': "'self'",
        'worker-src': "'self'",
        'connect-src': "'self'",
        'frame-src': "'self'",
        'base-uri': "'none'",
        'form-action': "'none'",
        'frame-ancestors': "'none'",
      })
      const sandboxed = Object.fromEntries(policy(sandbox))
      expect(sandboxed).toMatchObject({
        'default-src': "'none'",
        'connect-src': "'none'",
        'worker-src': 'blob:',
        sandbox: 'allow-scripts',
        'frame-ancestors': "'self'",
      })
      expect(sandboxed['script-src']).toMatch(/^'sha256-[\w+/=]+' 'unsafe-eval' blob:$/)
      for (const response of [app, sandbox]) {
        expect(response.headers.get('x-content-type-options')).toBe('nosniff')
        expect(response.headers.get('referrer-policy')).toBe('no-referrer')
        // For hosts that send no headers. What only a header can say is not repeated there.
        const html = await response.text()
        const meta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
        expect(meta).toContain("default-src 'none'")
        expect(response.headers.get('content-security-policy')).toContain(meta)
      }
    } finally {
      await lab.close()
    }
  })
})
