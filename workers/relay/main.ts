// The relay's worker: trusted code of our own origin, wiring alone.

import { relay } from './relay'

const timing = {
  now: () => performance.now(),
  setTimeout: (run: () => void, milliseconds: number) => setTimeout(run, milliseconds),
}

addEventListener(
  'message',
  ({ ports: [realm, page] }) => relay(realm!, page!, (excess) => postMessage(excess), timing),
  { once: true },
)
