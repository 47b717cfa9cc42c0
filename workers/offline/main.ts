// The service worker: keeps all that is built in on this device, and answers from it. A new build waits until it is told.

import { PrecacheController } from 'workbox-precaching/PrecacheController.js'
import { GONE, type Keeping, MISSING, ORDERS } from '../../src/protocol/offline'
import type { Kept } from './kept'
import { isOlderPageOpen } from './older-pages'

declare const self: ServiceWorkerGlobalScope & { readonly KEPT: Kept }

const { files, sandboxHeaders } = self.KEPT
const at = (name: string): string => new URL(name, self.registration.scope).href
const [HOME, INDEX, SANDBOX, ASSETS] = [at('./'), at('index.html'), at('sandbox.html'), at('assets/')]

const sizes = new Map(files.map(({ url, bytes }) => [at(url), bytes]))
const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
let done = 0

const keeper = new PrecacheController({
  plugins: [
    {
      handlerDidComplete: async ({ event, request }) => {
        if (event?.type !== 'install') return
        done += sizes.get(request.url) ?? 0
        await tell({ done, total })
      },
    },
  ],
})
keeper.addToCacheList(files.map(({ url, revision, integrity }) => ({ url: at(url), revision, integrity })))

self.addEventListener('install', (event) => void keeper.install(event))
self.addEventListener('activate', (event) => {
  // The page that brought us here has no worker yet, and what it loads from now on should be answered too.
  event.waitUntil(self.clients.claim())
  event.waitUntil(tidy(event))
})
self.addEventListener('message', (event) => {
  if (event.data === ORDERS.takeOver) event.waitUntil(self.skipWaiting())
  if (event.data === ORDERS.tidy) event.waitUntil(tidy(event))
})
self.addEventListener('fetch', (event) => {
  const answer = event.request.method === 'GET' ? answerTo(event) : undefined
  if (answer) event.respondWith(answer)
})

/** Undefined where the network is asked as if we were not here. */
function answerTo(event: FetchEvent): Promise<Response> | undefined {
  const url = new URL(event.request.url)
  url.hash = ''
  const isHome = event.request.mode === 'navigate' && `${url.origin}${url.pathname}` === HOME
  const address = isHome ? INDEX : url.href
  if (address === SANDBOX) return sandbox(event)
  if (keeper.getCacheKeyForURL(address)) return fromKept(event, address).catch(() => fromServer(event))
  return address.startsWith(ASSETS) ? fromOlder(event) : undefined
}

/** What the browser cleared away meanwhile is fetched and kept again, if it still is the file of this build. */
function fromKept(event: FetchEvent, url: string): Promise<Response> {
  const cacheKey = keeper.getCacheKeyForURL(url)!
  const params = { cacheKey, integrity: keeper.getIntegrityForCacheKey(cacheKey) }
  return keeper.strategy.handle({ event, request: new Request(url, { credentials: 'same-origin' }), params })
}

async function sandbox(event: FetchEvent): Promise<Response> {
  const { body, headers } = await fromKept(event, SANDBOX).catch(() => fromServer(event))
  return new Response(body, { headers: { ...Object.fromEntries(headers), ...sandboxHeaders } })
}

/** For a page of an older build that is still open. */
async function fromOlder(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(keeper.strategy.cacheName)
  return (await cache.match(event.request.url)) ?? fromServer(event)
}

/** The page is told of what is gone: of a worker's script that we answer for, its browser would not tell. */
async function fromServer(event: FetchEvent): Promise<Response> {
  const response = await fetch(event.request)
  if (GONE.includes(response.status)) (await self.clients.get(event.clientId))?.postMessage(MISSING)
  return response
}

async function tidy(event: ExtendableEvent): Promise<void> {
  const { held = [] } = await navigator.locks.query()
  const isKept = (address: string): boolean => keeper.getCacheKeyForURL(address) !== undefined
  if (!isOlderPageOpen(held, isKept)) await keeper.activate(event)
}

async function tell(keeping: Keeping): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const page of pages) page.postMessage(keeping)
}
