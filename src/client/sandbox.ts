// A realm's carrier in the browser: a hidden sandboxed frame, the broker in its document, one blob worker, and the relay
// that its messages come through.

import type { Carrier } from '../judging/realm'
import { openRelay } from './relay'

const READY_MILLISECONDS = 15_000
/** How long after its document loaded the broker in it may take to say so. An error page loads too, and says nothing. */
const GREETING_MILLISECONDS = 4_000
/** How long the network may take where the frame is also kept on this device. */
const NETWORK_MILLISECONDS = 2_000
/** How long the broker may take to end a worker before its frame is removed, which ends it for certain. */
const END_MILLISECONDS = 100

/** Resolves when the worker was started. Rejects when the frame does not answer. */
export async function openSandbox(program: Blob, peer: MessagePort): Promise<Carrier> {
  const frame = await openFrame()
  const [control, relay] = [new MessageChannel(), openRelay()]
  // The origin of a sandboxed frame is opaque, and "*" is the only name that it has.
  frame.contentWindow!.postMessage(program, '*', [control.port2, relay.realmEnd, peer])
  return {
    door: relay.door,
    end: () => {
      relay.end()
      end(frame, control.port1)
    },
    onFailure: (report) => {
      relay.onFailure(report)
      control.port1.onmessage = ({ data }: MessageEvent<{ failed?: unknown }>) => {
        if (typeof data.failed === 'string') report(data.failed.slice(0, 1_000))
      }
    },
  }
}

/**
 * No browser lets a service worker answer for a frame that its attribute puts into an origin of its own. So without the
 * network, a second frame is loaded from what is kept on this device, and what makes its origin opaque is the header that
 * the service worker sends with it. That it is opaque is checked, by the broker and here.
 */
async function openFrame(): Promise<HTMLIFrameElement> {
  if (!navigator.serviceWorker?.controller) return frameWith('allow-scripts')
  let isOpen = false
  const open = async (sandbox: string): Promise<HTMLIFrameElement> => {
    const frame = await frameWith(sandbox)
    if (isOpen) {
      frame.remove()
      throw new Error('Another frame was sooner.')
    }
    isOpen = true
    // Wherever it were to go from here, it would be without an origin.
    frame.setAttribute('sandbox', 'allow-scripts')
    return frame
  }
  const online = navigator.onLine
    ? open('allow-scripts')
    : Promise.reject(new Error('There is no connection.'))
  const openKept = async (): Promise<HTMLIFrameElement> => {
    await Promise.race([
      online.catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, NETWORK_MILLISECONDS)),
    ])
    return isOpen ? online : open('allow-scripts allow-same-origin')
  }
  // The network may be slow and yet come first: it is not given up on while the other is tried.
  return Promise.any([online, openKept()]).catch(({ errors }: AggregateError) => {
    throw errors.at(-1)
  })
}

async function frameWith(sandbox: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', sandbox)
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.hidden = true
  frame.title = 'Sandbox'
  frame.src = new URL('sandbox.html', document.baseURI).href
  try {
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => reject(new Error('The sandbox did not load.'))
      const timer = setTimeout(giveUp, READY_MILLISECONDS)
      frame.addEventListener('load', () => setTimeout(giveUp, GREETING_MILLISECONDS))
      addEventListener('message', function ready({ source, origin }) {
        if (source === null || source !== frame.contentWindow) return
        removeEventListener('message', ready)
        clearTimeout(timer)
        if (origin === 'null') resolve()
        else reject(new Error('The sandbox is not closed off from this page, so nothing is run in it.'))
      })
      document.body.append(frame)
    })
    return frame
  } catch (error) {
    frame.remove()
    throw error
  }
}

function end(frame: HTMLIFrameElement, control: MessagePort): void {
  const remove = (): void => {
    clearTimeout(backStop)
    control.close()
    frame.remove()
  }
  const backStop = setTimeout(remove, END_MILLISECONDS)
  control.onmessage = remove
  control.postMessage('end')
}
