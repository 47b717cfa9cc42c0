// This page as one of its build: says that the files of it are still wanted, or lets go of them.

import { PAGE_LOCK } from '../protocol/offline'

/** Tells the service worker, as long as the page is open. `entry` is the address of the build's first script. */
export function holdPage(entry: string): void {
  const whileOpen = new Promise(() => {})
  void navigator.locks?.request(`${PAGE_LOCK}${entry}`, { mode: 'shared' }, () => whileOpen)
}

/** Loads the page as the server has it now. What was kept for offline use stays, and is not loaded again. */
export async function reloadFromServer(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration(document.baseURI).catch(() => undefined)
  await registration?.unregister()
  location.reload()
}
