// Neither a learner's code nor a pack's reaches the network, what is stored, or another tab (threats 15 and 16).

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inEachEngine } from '../support/launches'
import { judge, type Trial, texts } from '../support/trial'

let server: Server
let address = ''
let hits = 0

beforeAll(async () => {
  // Connections count, not requests: a handshake that was refused has told something already.
  server = createServer((_, response) =>
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('here'),
  )
  server.on('connection', () => hits++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => void server.close())

/** Tries every way out and tells how each ended, once all have. */
const escape = (to: string): string => `
const patience = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 1500, 'nothing'))])
const attempt = async (name, way) => {
  try { console.log(name + ': ' + String(await patience(way()))) } catch (error) { console.log(name + ': refused') }
}
const heard = (target, good, bad) => new Promise((resolve, reject) => {
  target.addEventListener(good, () => resolve('open'))
  target.addEventListener(bad, () => reject(new Error('refused')))
})
const inside = (code) => {
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
  worker.addEventListener('error', (event) => event.preventDefault())
  return worker
}
const ways = {
  fetch: () => fetch('${to}fetch').then((response) => response.text()),
  'fetch without cors': () => fetch('${to}no-cors', { mode: 'no-cors' }).then(() => 'open'),
  'fetch keepalive': () => fetch('${to}keepalive', { method: 'POST', body: 'secret', keepalive: true, mode: 'no-cors' }).then(() => 'open'),
  xhr: () => { const request = new XMLHttpRequest(); request.open('GET', '${to}xhr'); request.send(); return heard(request, 'load', 'error') },
  'synchronous xhr': () => { const request = new XMLHttpRequest(); request.open('GET', '${to}sync', false); request.send(); return request.responseText },
  websocket: () => heard(new WebSocket('${to.replace('http', 'ws')}'), 'open', 'error'),
  eventsource: () => heard(new EventSource('${to}events'), 'open', 'error'),
  importScripts: () => { importScripts('${to}script.js'); return 'open' },
  import: () => import('${to}module.js').then(() => 'open'),
  worker: () => heard(new Worker('${to}worker.js'), 'message', 'error'),
  'shared worker': () => { new SharedWorker('${to}shared.js'); return 'open' },
  'nested fetch': () => heard(inside("fetch('${to}nested').then(() => postMessage(1), () => { throw 1 })"), 'message', 'error'),
  'nested websocket': () => heard(inside("new WebSocket('${to.replace('http', 'ws')}').onopen = () => postMessage(1)"), 'message', 'error'),
  'nested importScripts': () => heard(inside("importScripts('${to}nested.js'); postMessage(1)"), 'message', 'error'),
  webrtc: () => new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1' }] }) && 'open',
  webtransport: () => new WebTransport('${to.replace('http:', 'https:')}').ready.then(() => 'open'),
  beacon: () => { if (!navigator.sendBeacon('${to}beacon')) throw 1; return 'open' },
  font: async () => { const font = new FontFace('x', 'url(${to}font)'); await font.load(); return 'open' },
  image: () => new Image().src = '${to}image',
  'service worker': () => navigator.serviceWorker.register('${to}service.js').then(() => 'open'),
  indexedDB: () => { const request = indexedDB.open('tensorkata'); return heard(request, 'success', 'error') },
  caches: () => caches.open('tensorkata').then(() => 'open'),
  'file system': () => navigator.storage.getDirectory().then(() => 'open'),
  localStorage: () => localStorage.length + ' open',
  cookieStore: () => cookieStore.getAll().then(() => 'open'),
  document: () => document.title + ' open',
}
const escapeAll = () => Promise.all(Object.entries(ways).map(([name, way]) => attempt(name, way)))
const shout = () => { new BroadcastChannel('tensorkata').postMessage('shouted'); navigator.locks?.request('tensorkata', () => new Promise(() => {})).catch(() => {}) }
`

/** The addresses of all that the page's origin has in caches. */
const CACHED = `(async () => {
  const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
  return (await Promise.all(stores.map((store) => store.keys()))).flat().map(({ url }) => url)
})()`

const WHO: readonly (readonly [string, (to: string) => Trial])[] = [
  [
    'a learner',
    (to) => ({
      code: `${escape(to)}
        exports.add = async (a, b) => { if (a === 1) { shout(); await escapeAll() } return a + b }`,
      seconds: 30,
    }),
  ],
  [
    'a pack',
    (to) => ({
      // What a pack logs goes nowhere, so its learner's console tells.
      code: 'exports.add = (a) => console.log(a)',
      tests: `${escape(to).replaceAll('console.log(', 'said.push(')}
        const said = []
        const { suite } = require('@tensorkata/kit')
        exports.default = suite({ add: () => 0 }, ({ hidden }) => {
          hidden('escapes', async ({ learner }) => { shout(); await escapeAll(); for (const line of said) await learner.add(line) })
        })`,
      seconds: 30,
    }),
  ],
]

test('the server that listens hears whoever may speak', async () => {
  await fetch(address)
  expect(hits).toBe(1)
  hits = 0
})

inEachEngine((now) => {
  describe.each(WHO)('%s', (_, trial) => {
    // Firefox on a busy machine holds some attempts up for longer than there is. What arrived stays counted over retries.
    test('finds every way out refused, and nothing arrives anywhere', { retry: 2 }, async () => {
      const { page } = now()
      await page.evaluate(() => {
        const heard: unknown[] = []
        Object.assign(window, { heard })
        new BroadcastChannel('tensorkata').addEventListener('message', ({ data }) => heard.push(data))
        addEventListener('storage', () => heard.push('storage'))
        localStorage.setItem('mine', 'kept')
      })
      const before = await page.evaluate(CACHED)
      const report = await judge(page, trial(address))
      const said = texts(report)
      expect(report.outcome).toBe('passed')
      expect(said.filter((line) => /^[\w ]+: (refused|nothing|.*(open|here))/.test(line))).toHaveLength(26)
      // WebKit gives an opaque origin caches of its own, which die with it.
      const open = said.filter((line) => /open|here/.test(line))
      expect(open.filter((line) => line !== 'caches: open')).toEqual([])
      expect(await page.evaluate(CACHED)).toEqual(before)
      expect(hits).toBe(0)
      expect(await page.evaluate('heard')).toEqual([])
      const locks = await page.evaluate(async () => ((await navigator.locks.query()).held ?? []).length)
      expect(locks).toBe(0)
      const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
      expect(databases).toEqual([])
      expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ mine: 'kept' })
    })
  })

  test('what one run caches, where it may, the next one does not find', async () => {
    const { page } = now()
    const tests = (values: string): string => `
      const { suite } = require('@tensorkata/kit')
      exports.default = suite({ add: () => 0 }, ({ hidden }) => {
        hidden('asks', async ({ learner, expect }) => { await expect(await learner.add()).toEqual(${values}) })
      })`
    const keys = '(async () => (await caches.keys()).length)().catch(() => 0)'
    const leave = "(async () => { await caches.open('left') })().catch(() => {})"
    const first = { code: `exports.add = async () => { await ${leave}; return 0 }`, tests: tests('0') }
    expect((await judge(page, first)).outcome).toBe('passed')
    expect((await judge(page, { code: `exports.add = () => ${keys}`, tests: tests('0') })).outcome).toBe(
      'passed',
    )
  })
})
