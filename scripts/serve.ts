// Serves a build as it is meant to be served: with its security headers.

import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import sirv from 'sirv'
import { headersFor } from '../vite/security'
import { gzipped } from './gzipped'

export interface Served {
  readonly address: string
  close(): Promise<void>
}

/** Resolves once it listens. Port 0 takes any free one; a taken port rejects with EADDRINUSE. */
export async function serve(folder: string, port: number, host = '127.0.0.1'): Promise<Served> {
  const sandboxHtml = readFileSync(path.join(folder, 'sandbox.html'), 'utf8')
  const setHeaders = (response: ServerResponse, pathname: string): void => {
    for (const [name, value] of Object.entries(headersFor(pathname, sandboxHtml)))
      response.setHeader(name, value)
    // Hashed names never change their content; all else is asked for again.
    response.setHeader(
      'Cache-Control',
      pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
  }
  const texts = gzipped(folder, setHeaders)
  const files = sirv(folder, { etag: true, setHeaders })
  const server = createServer((request, response) =>
    texts(request, response, () =>
      files(request, response, () => {
        response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is nothing here.')
      }),
    ),
  )
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return {
    address: `http://${host === '127.0.0.1' ? 'localhost' : host}:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
