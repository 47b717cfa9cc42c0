// The page of the bare alternatives.

import { inputs } from '../workloads'

/** Milliseconds of the work itself in a fresh bare worker. */
async function bare(work: 'train' | 'convolve'): Promise<number> {
  const worker = new Worker(new URL('./bare-worker.ts', import.meta.url), { type: 'module' })
  const milliseconds = await answerOf<number>(worker, { work, inputs: inputs() })
  worker.terminate()
  return milliseconds
}

/** Milliseconds from new Worker to the first Python result. */
async function pyodide(): Promise<number> {
  const startedAt = performance.now()
  const worker = new Worker('/pyodide-worker.js', { type: 'module' })
  await answerOf(worker)
  worker.terminate()
  return performance.now() - startedAt
}

const answerOf = <T>(worker: Worker, message?: unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data)
    worker.onerror = (event) => reject(new Error(event.message))
    if (message !== undefined) worker.postMessage(message)
  })

const alternatives = { bare, pyodide }
export type Alternatives = typeof alternatives

Object.assign(window, { alternatives })
