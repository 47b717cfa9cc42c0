// A realm's end of a door, such that the code that it judges never gets hold of the port: nothing that can be patched is
// ever handed the port, or an event that leads to it.

import type { Endpoint } from 'comlink'

type Listener = (event: { readonly data: unknown; readonly origin: string }) => void

/** To be made before any code from elsewhere runs. It lives as long as its realm: listeners stay. */
export function privateDoor(port: MessagePort): Endpoint {
  const { apply } = Reflect
  const { postMessage, start } = MessagePort.prototype
  const { addEventListener } = EventTarget.prototype
  const readData = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')!.get!
  const door: Endpoint = {
    postMessage: (message: unknown, transfer: Transferable[] = []) =>
      apply(postMessage, port, [message, transfer]),
    addEventListener: (type: string, listener: unknown) => {
      const hear = (event: Event): unknown =>
        (listener as Listener)({ data: apply(readData, event, []), origin: '' })
      apply(addEventListener, port, [type, hear])
    },
    removeEventListener: () => {},
    start: () => apply(start, port, []),
  }
  return Object.freeze(door)
}
