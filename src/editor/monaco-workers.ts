// Monaco's workers: started by us, waited for, and never replaced by the main thread behind the learner's back.
import { type Started, startWorker } from './start-worker'
import TextWorker from './text-worker?worker'
import TypeScriptWorker from './typescript-worker?worker'

type Kind = 'typescript' | 'text'

const makers: Readonly<Record<Kind, new (options?: { name?: string }) => Worker>> = {
  typescript: TypeScriptWorker,
  text: TextWorker,
}
const waiting = new Map<Kind, Started>()
let starting: Promise<void> | undefined

/**
 * Starts both workers, once a page, and settles when both have said they run. Rejects when one cannot start (and the
 * next call tries again): Monaco itself would warn in the console and do the work on the main thread, where a type
 * check of TF.js freezes the page.
 */
export function startWorkers(): Promise<void> {
  starting ??= startBoth().catch((error: unknown) => {
    starting = undefined
    for (const { worker } of waiting.values()) worker.terminate()
    waiting.clear()
    throw error
  })
  return starting
}

async function startBoth(): Promise<void> {
  self.MonacoEnvironment = { getWorker: (_, label) => take(kindOf(label)) }
  for (const kind of ['typescript', 'text'] as const) waiting.set(kind, startWorker(makers[kind], kind))
  await Promise.all([...waiting.values()].map(({ ready }) => ready))
}

/** Monaco takes the worker that waits, and later, after it stopped one, a fresh one. */
function take(kind: Kind): Worker | Promise<Worker> {
  const started = waiting.get(kind)
  if (started && waiting.delete(kind)) return started.worker
  try {
    const { worker, ready } = startWorker(makers[kind], kind)
    ready.catch((error: unknown) => console.error(error))
    return worker
  } catch (error) {
    // A throw from here is what sends Monaco to the main thread; a rejection is not.
    return Promise.reject(error instanceof Error ? error : new Error(String(error)))
  }
}

function kindOf(label: string): Kind {
  return label === 'typescript' || label === 'javascript' ? 'typescript' : 'text'
}
