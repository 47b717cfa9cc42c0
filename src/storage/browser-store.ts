// Drafts, logs and imported packs in IndexedDB.

import { type IDBPDatabase, openDB } from 'idb'
import { savedDrafts } from './drafts'
import { withLeftDrafts } from './left-drafts'
import { savedLogs } from './logs'
import { createMemoryStore } from './memory-store'
import { savedPacks } from './packs'
import { type Schema, upgrade, VERSION } from './schema'
import type { Store } from './store'
import { openTabs } from './tabs'

const DENIED =
  'This browser does not let pages keep data here (private mode, or a setting). Your code stays until you close this tab.'

const BLOCKED =
  'Another tab holds the data of an older version. Close the other tabs of this page and reload; until then your code stays only until you close this tab.'

const NEWER =
  'The data here was kept by a newer version of this page than this one. Reload the page; until then your code stays only until you close this tab.'
const PATIENCE = 3_000

export interface StoreHooks {
  /** An attempt was kept: there is something now that is worth keeping. */
  onKept(): void
  /** May throw where it is denied. */
  readonly localStorage: () => Storage
}

/** Never rejects: where storage is denied, everything is kept in memory, and `impairment` says so. */
export async function openStore(hooks: StoreHooks): Promise<Store> {
  try {
    const opening = openDB<Schema>('tensorkata', VERSION, { upgrade, blocking: letGo })
    const database = await Promise.race([opening, late()])
    return database
      ? await withLeftDrafts(fromDatabase(database, hooks), hooks.localStorage)
      : createMemoryStore(BLOCKED)
  } catch (error) {
    const isNewer = error instanceof DOMException && error.name === 'VersionError'
    return createMemoryStore(isNewer ? NEWER : DENIED)
  }
}

/** A newer page in another tab wants to change the stores: this one stops writing, and says so when it would. */
const letGo = (_: number, __: number | null, event: IDBVersionChangeEvent): void =>
  (event.target as IDBDatabase).close()

const late = (): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), PATIENCE))

function fromDatabase(database: IDBPDatabase<Schema>, { onKept }: StoreHooks): Omit<Store, 'putDown'> {
  const tabs = openTabs(() => new BroadcastChannel('tensorkata'))
  /** Loaded with the first export or import. */
  const everything = async () => (await import('./everything')).savedEverything(database, tabs)
  return {
    impairment: null,
    onChange: tabs.onChange,
    ...savedDrafts(database, tabs),
    ...savedLogs(database, tabs, onKept),
    exportAll: async () => (await everything()).exportAll(),
    importAll: async (bundle) => (await everything()).importAll(bundle),
    ...savedPacks(database, tabs),
  }
}
