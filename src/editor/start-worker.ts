// Starts one of the editor's workers, and tells when it really runs.
import { isGreeting } from './worker-greeting'

export interface Started {
  readonly worker: Worker
  /** Rejects when it cannot be loaded. */
  readonly ready: Promise<void>
}

export function startWorker(Maker: new (options?: { name?: string }) => Worker, name: string): Started {
  const worker = new Maker({ name: `editor-${name}` })
  const ready = new Promise<void>((resolve, reject) => {
    worker.addEventListener('message', (event) => isGreeting(event.data) && resolve())
    worker.addEventListener('error', (event) => {
      reject(new Error(`The editor's ${name} worker did not start. ${event.message ?? ''}`.trim()))
    })
  })
  return { worker, ready }
}
