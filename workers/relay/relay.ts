// Stands between a realm and the page: takes in whatever the realm sends, off the page's main thread, and sends on what
// the page can take.

import { Allowance } from '../../src/protocol/allowance'
import { weigh } from '../../src/protocol/message-weight'
import { Pace, type Timing } from './pace'

/** `report` is told what was too much, once; nothing of the realm's is taken in after that. */
export function relay(
  realm: MessagePort,
  page: MessagePort,
  report: (excess: string) => void,
  timing: Timing,
): void {
  const allowance = new Allowance()
  const pace = new Pace(timing)
  page.onmessage = ({ data }: MessageEvent<unknown>) => realm.postMessage(data)
  realm.onmessage = ({ data }: MessageEvent<unknown>) => {
    const weight = weigh(data)
    const excess = allowance.excessOf(weight)
    if (excess !== null) {
      realm.onmessage = null
      realm.close()
      report(excess)
    } else if (weight) pace.pass(weight, () => page.postMessage(data, weight.buffers as ArrayBuffer[]))
  }
}
