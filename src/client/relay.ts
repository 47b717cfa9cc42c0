// The page's end of a realm's door. What a realm sends is taken in by a worker of our own, so that no message, however
// large, and no number of them holds the page's main thread up.

import type { Carrier, Port } from '../judging/realm'

export interface Relay {
  /** The page's end. */
  readonly door: Port
  /** The end that the realm is given. */
  readonly realmEnd: MessagePort
  /** Drops at once whatever is under way. */
  end(): void
  readonly onFailure: Carrier['onFailure']
}

export function openRelay(): Relay {
  const [above, below] = [new MessageChannel(), new MessageChannel()]
  const worker = new Worker(new URL('../../workers/relay/main.ts', import.meta.url), {
    type: 'module',
    name: 'relay',
  })
  worker.postMessage(null, [below.port1, above.port2])
  return {
    door: above.port1 as unknown as Port,
    realmEnd: below.port2,
    end: () => worker.terminate(),
    onFailure: (report) => {
      worker.onmessage = ({ data }: MessageEvent<string>) => report(data, 'flooded')
      worker.onerror = () => report('Its relay could not be loaded. Check the connection and try again.')
    },
  }
}
