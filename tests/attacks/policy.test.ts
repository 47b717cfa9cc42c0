// Each line of the policies holds by itself, tried with script that runs in the very page: as if something of a pack's or a
// learner's had got there.

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LabBrowser, openLabBrowser, type WatchedPage } from '../support/lab-browser'

/** What is done, with `there` the address of another site, and `add(name, attributes)` to put an element into the page. */
const LEAKS: readonly (readonly [line: string, way: string, attempt: string])[] = [
  ['script-src', 'a script of another site', "add('script', { src: there + 'script' })"],
  ['connect-src', 'fetch', "fetch(there + 'fetch', { mode: 'no-cors' }).catch(() => {})"],
  ['connect-src', 'a beacon', "navigator.sendBeacon(there + 'beacon', 'x')"],
  ['style-src', 'a style sheet', "add('link', { rel: 'stylesheet', href: there + 'style' })"],
  ['img-src', 'a picture', "add('img', { src: there + 'picture' })"],
  ['font-src', 'a font', "new FontFace('x', 'url(' + there + 'font)').load().catch(() => {})"],
  ['default-src', 'a film', "add('video', { src: there + 'film', preload: 'auto' })"],
  ['default-src', 'an object', "add('object', { data: there + 'object' })"],
  ['frame-src', 'a frame', "add('iframe', { src: there + 'frame' })"],
  [
    'form-action',
    'a form',
    "add('form', { action: there + 'form', method: 'post', target: '_blank' }).submit()",
  ],
]

let lab: LabBrowser
let server: Server
let there: string
const asked: string[] = []

beforeAll(async () => {
  lab = await openLabBrowser('app')
  // Chromium may connect ahead of its own refusal; what counts is whether anything is asked for.
  server = createServer((request, response) => response.end('')).on('request', ({ url }) =>
    asked.push(url ?? ''),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  there = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(async () => {
  await lab?.close()
  server?.closeAllConnections()
  server?.close()
})

async function openApp(): Promise<WatchedPage> {
  const watched = await lab.newPage()
  await watched.page.goto(lab.address)
  await watched.page.locator('main h1').waitFor()
  return watched
}

/** Lets script run in a document, and gives what the other site was asked for in the second after it. */
async function askedBy(document: Page | Frame, attempt: string): Promise<string[]> {
  asked.length = 0
  await document.evaluate(`(() => {
    const there = ${JSON.stringify(there)}
    const add = (name, attributes) => {
      const element = Object.assign(document.createElement(name), attributes)
      document.body.append(element)
      return element
    }
    ${attempt}
  })()`)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  return [...asked]
}

/** As Chromium tells of a document; others keep to the policy and do not tell. */
const allowedIn = (page: Page): Promise<Record<string, boolean>> =>
  page.evaluate(() => {
    const { featurePolicy } = document as unknown as {
      featurePolicy: { allowsFeature(name: string): boolean }
    }
    const names = ['camera', 'microphone', 'geolocation']
    return Object.fromEntries(names.map((name) => [name, featurePolicy.allowsFeature(name)]))
  })

describe('in the app’s own page', () => {
  test.each(LEAKS)('%s: %s goes nowhere', async (_, __, attempt) => {
    const { page, context } = await openApp()
    expect(await askedBy(page, attempt)).toEqual([])
    await context.close()
  })

  test('the other site would have heard of it: a page without a policy asks for each', async () => {
    const { page, context } = await lab.newPage()
    await page.goto(there)
    for (const [, , attempt] of LEAKS) expect(await askedBy(page, attempt)).not.toEqual([])
    await context.close()
  })

  test('script-src: a script that is written into the page, and eval, do not run', async () => {
    const { page, context } = await openApp()
    await askedBy(page, "add('script', { textContent: 'window.injected = 1' })")
    await askedBy(page, "add('button', {}).setAttribute('onclick', 'window.injected = 2')")
    await page.evaluate(() => document.body.querySelector<HTMLElement>('button[onclick]')!.click())
    expect(await page.evaluate(() => (window as unknown as { injected?: number }).injected)).toBeUndefined()
    await context.close()
  })

  test('worker-src: a worker of somebody’s own making does not start', async () => {
    const { page, context } = await openApp()
    const started = await page.evaluate(
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, 2_000, 'silence')
          try {
            const worker = new Worker(URL.createObjectURL(new Blob(['postMessage("started")'])))
            worker.onmessage = ({ data }) => resolve(data)
            worker.onerror = () => resolve('refused')
          } catch {
            resolve('refused')
          }
        }),
    )
    expect(started).toBe('refused')
    await context.close()
  })

  test('Permissions-Policy: the camera is the app’s to ask for, and the microphone nobody’s', async () => {
    const { page, context } = await openApp()
    expect(await allowedIn(page)).toEqual({ camera: true, microphone: false, geolocation: false })
    await context.close()
  })

  test('base-uri: addresses lead where they led', async () => {
    const { page, context } = await openApp()
    await askedBy(page, "add('base', { href: there })")
    expect(await page.evaluate(() => document.baseURI)).toBe(lab.address)
    await context.close()
  })
})

describe('in the sandbox’s document', () => {
  test('Permissions-Policy: there is no camera, not even when it is opened by itself', async () => {
    const { page, context } = await lab.newPage()
    await page.goto(`${lab.address}sandbox.html`)
    expect(await allowedIn(page)).toEqual({ camera: false, microphone: false, geolocation: false })
    await context.close()
  })

  test('default-src: nothing is asked of another site, in whichever way', async () => {
    const { page, context } = await lab.newPage()
    await page.goto(`${lab.address}sandbox.html`)
    for (const [, , attempt] of LEAKS) expect(await askedBy(page, attempt)).toEqual([])
    await context.close()
  })

  test('base-uri: addresses lead where they led', async () => {
    const { page, context } = await lab.newPage()
    await page.goto(`${lab.address}sandbox.html`)
    await askedBy(page, "add('base', { href: there })")
    expect(await page.evaluate(() => document.baseURI)).toBe(`${lab.address}sandbox.html`)
    await context.close()
  })
})
