// What is left of what a realm may say.

import { CAPS } from './caps'
import type { Weight } from './message-weight'

export class Allowance {
  #messages = 0
  #bytes = 0

  /** Counts one message, whatever is done with it. Gives what is too much, or null. */
  excessOf({ bytes, values }: Pick<Weight, 'bytes' | 'values'> = { bytes: 0, values: 0 }): string | null {
    this.#bytes += bytes
    if (++this.#messages > CAPS.messages) return `More than ${CAPS.messages} messages were sent.`
    const isTooMuch = bytes > CAPS.messageBytes || values > CAPS.messageValues || this.#bytes > CAPS.bytes
    return isTooMuch ? 'More data was sent than the page takes.' : null
  }
}
