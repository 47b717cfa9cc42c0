// `npm start`: builds when the build is stale, serves it, prints the address.

import { buildIfStale } from './build-if-stale'
import { serve, type Served } from './serve'

const FIRST_PORT = Number(process.env.PORT ?? 4173)

console.log('Tensorkata is getting ready …')
const folder = await buildIfStale('app')
const { address } = await onFreePort(FIRST_PORT)
console.log(`\n  Tensorkata is at ${address}\n  Press Ctrl+C to stop.\n`)

/** The wanted port, or the next free one. */
async function onFreePort(port: number): Promise<Served> {
  try {
    return await serve(folder, port)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE' && port < FIRST_PORT + 20)
      return onFreePort(port + 1)
    throw error
  }
}
