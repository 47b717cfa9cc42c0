// Waits until the page has what it needs at first, so that what can wait does not slow it.

const QUIET = 3_000
const PATIENCE = 60_000

/** Resolves when nothing has been loaded for `quiet` milliseconds, the page is looked at, and the browser is idle. */
export async function whenQuiet(quiet = QUIET): Promise<void> {
  await new Promise<void>((resolve) => {
    let timer: ReturnType<typeof setTimeout>
    const observer = new PerformanceObserver(() => wait())
    const finish = (): void => {
      observer.disconnect()
      clearTimeout(timer)
      clearTimeout(atLast)
      resolve()
    }
    const wait = (): void => {
      clearTimeout(timer)
      timer = setTimeout(finish, quiet)
    }
    const atLast = setTimeout(finish, PATIENCE)
    observer.observe({ type: 'resource' })
    wait()
  })
  if (document.hidden)
    await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }))
  if ('requestIdleCallback' in window)
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: quiet }))
}
