// What can be made smaller, as every host sends it: compressed, each file once in the life of a server.

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript;charset=utf-8',
  css: 'text/css;charset=utf-8',
  json: 'application/json',
  txt: 'text/plain;charset=utf-8',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
}
const ASSET = /^\/assets\/[\w.-]+\.(\w+)$/
const compress = promisify(gzip)

/** Answers for files of hashed names and whoever takes gzip; all else is `next`'s. */
export function gzipped(
  folder: string,
  setHeaders: (response: ServerResponse, pathname: string) => void,
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  const kept = new Map<string, Promise<Buffer>>()
  const bytesOf = (pathname: string): Promise<Buffer> => {
    const bytes = kept.get(pathname) ?? readFile(path.join(folder, pathname)).then((text) => compress(text))
    kept.set(pathname, bytes)
    return bytes
  }
  return (request, response, next) => {
    const pathname = request.url?.split('?')[0] ?? ''
    const kind = ASSET.exec(pathname)?.[1]
    const takes = /\bgzip\b/.test(String(request.headers['accept-encoding']))
    const isPlain = request.method === 'GET' && request.headers.range === undefined
    if (!kind || !(kind in TYPES) || !takes || !isPlain || !existsSync(path.join(folder, pathname)))
      return next()
    bytesOf(pathname).then((bytes) => {
      setHeaders(response, pathname)
      response
        .writeHead(200, {
          'Content-Type': TYPES[kind],
          'Content-Encoding': 'gzip',
          'Content-Length': bytes.length,
          Vary: 'Accept-Encoding',
        })
        .end(bytes)
    }, next)
  }
}
