// The compiler's worker, started with the first Run and kept.

import { type Remote, wrap } from 'comlink'
import type { CompilerDoor } from '../../workers/compiler/main'
import type { CompileReply, CompileRequest } from '../../workers/compiler/compile'
import { remembered } from '../core/remembered'

/** Rejects when the worker cannot be loaded. */
export async function compile(request: CompileRequest): Promise<CompileReply> {
  return (await start()).compile(request)
}

const start = remembered<void, Remote<CompilerDoor>>(
  () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('../../workers/compiler/main.ts', import.meta.url), {
        type: 'module',
        name: 'compiler',
      })
      worker.addEventListener('error', () =>
        reject(new Error('The compiler could not be loaded. Check the connection and try again.')),
      )
      worker.addEventListener('message', () => resolve(wrap<CompilerDoor>(worker)), { once: true })
    }),
)
