// The page's side of the service worker: has it keep everything, hears how far it is, and lets a new build take over.

import * as v from 'valibot'
import { Keeping, ORDERS } from '../protocol/offline'

export { savesData } from './saves-data'

interface Watcher {
  onProgress(keeping: Keeping): void
  onKept(): void
  onUpdate(): void
  onFailure(): void
}

const Size = v.object({ bytes: v.number() })
const CHECK_EVERY = 3_600_000
const PATIENCE = 5_000
const page = (name: string): string => new URL(name, document.baseURI).href
const registered = (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker.getRegistration(page('./'))

export const isSupported = (): boolean => 'serviceWorker' in navigator

export const isKept = async (): Promise<boolean> => Boolean((await registered())?.active)

/** Bytes of all that would be kept. Rejects when the server cannot be reached. */
export async function size(): Promise<number> {
  return v.parse(Size, await (await fetch(page('offline.json'))).json()).bytes
}

/** Rejects when the worker cannot be loaded or is refused. May be called again after a failure. */
export async function keep(watcher: Watcher): Promise<void> {
  const { serviceWorker } = navigator
  serviceWorker.onmessage = ({ data }) => {
    const keeping = v.safeParse(Keeping, data)
    if (keeping.success) watcher.onProgress(keeping.output)
  }
  const registration = await serviceWorker.register(page('sw.js'), { updateViaCache: 'none' })
  const follow = (worker: ServiceWorker | null): void => {
    const tell = (): void => {
      if (worker?.state === 'activated') watcher.onKept()
      if (worker?.state === 'installed' && registration.active) watcher.onUpdate()
      if (worker?.state === 'redundant' && !registration.active) watcher.onFailure()
    }
    worker?.addEventListener('statechange', tell)
    tell()
  }
  for (const worker of [registration.active, registration.waiting, registration.installing]) follow(worker)
  registration.onupdatefound = () => follow(registration.installing)
  registration.active?.postMessage(ORDERS.tidy)
  checkEachHour(registration)
}

/** A new build takes over from the one that answers now. Resolves when it has, or takes too long. */
export async function takeOver(): Promise<void> {
  const waiting = (await registered())?.waiting
  if (!waiting) return
  await new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true })
    setTimeout(resolve, PATIENCE)
    waiting.postMessage(ORDERS.takeOver)
  })
}

let timer: ReturnType<typeof setInterval> | undefined

/** At once, and each hour while the page is looked at. */
function checkEachHour(registration: ServiceWorkerRegistration): void {
  let checkedAt = -Infinity
  const check = (): void => {
    if (document.hidden || performance.now() - checkedAt < CHECK_EVERY) return
    checkedAt = performance.now()
    // Without a connection there is nothing to be noticed.
    registration.update().catch(() => {})
  }
  check()
  clearInterval(timer)
  timer = setInterval(check, CHECK_EVERY / 12)
}
