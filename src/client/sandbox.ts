// A realm's carrier in the browser: a hidden sandboxed frame, the broker in its document, one blob worker, and the relay
// that its messages come through.

import type { Carrier } from '../judging/realm'
import { openRelay } from './relay'

const READY_MILLISECONDS = 15_000
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

async function openFrame(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.hidden = true
  frame.title = 'Sandbox'
  frame.src = new URL('sandbox.html', document.baseURI).href
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The sandbox did not load.')), READY_MILLISECONDS)
      addEventListener('message', function ready({ source }) {
        if (source === null || source !== frame.contentWindow) return
        removeEventListener('message', ready)
        clearTimeout(timer)
        resolve()
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
