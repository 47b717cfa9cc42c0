// Whether a page of an older build is still open: its files have to stay until it is not.

import { PAGE_LOCK } from '../../src/protocol/offline'

/** `locks` are those that are held; `isKept` tells whether an address is a file of this build. */
export const isOlderPageOpen = (
  locks: readonly { readonly name?: string }[],
  isKept: (address: string) => boolean,
): boolean =>
  locks.some(({ name = '' }) => name.startsWith(PAGE_LOCK) && !isKept(name.slice(PAGE_LOCK.length)))
