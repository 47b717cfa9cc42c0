// Notices that the server no longer has a file of this page's build: a newer build took its place.

import { GONE, MISSING } from '../protocol/offline'

/** `entry` is the address of this build's first script. Asks the server only after something could not be loaded. */
export function watchForMissing(entry: string, report: () => void): void {
  const folder = new URL('./', entry).href
  new PerformanceObserver((list) => {
    const entries = list.getEntries() as PerformanceResourceTiming[]
    if (entries.some(({ name, responseStatus }) => name.startsWith(folder) && GONE.includes(responseStatus)))
      report()
  }).observe({ type: 'resource', buffered: true })
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data === MISSING) report()
  })
  // For browsers that do not tell how an answer went, and hosts that answer everything with a page.
  addEventListener('vite:preloadError', () => {
    void isOutdated(entry).then((outdated) => {
      if (outdated) report()
    })
  })
}

/** True when the server's page names another first script than ours. False when there is no telling. */
async function isOutdated(entry: string): Promise<boolean> {
  const name = entry.slice(entry.lastIndexOf('/') + 1)
  try {
    // With a question mark, so that it is not answered from what is kept on this device.
    const response = await fetch(new URL('?now', document.baseURI), { cache: 'no-store' })
    return response.ok && !(await response.text()).includes(name)
  } catch {
    return false
  }
}
