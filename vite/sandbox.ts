// sandbox.html, as it is written plus its policy: Vite's own handling of HTML would add scripts to it.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { APP_POLICY, headersFor, sandboxPolicy, withPolicy } from './security'

export function sandbox(root: string): Plugin {
  const read = (): string => {
    const html = readFileSync(path.join(root, 'sandbox.html'), 'utf8')
    return withPolicy(html, sandboxPolicy(html))
  }
  return {
    name: 'tensorkata:sandbox',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!request.url?.split('?')[0]?.endsWith('/sandbox.html')) return next()
        const html = read()
        for (const [name, value] of Object.entries(headersFor('/sandbox.html', html)))
          response.setHeader(name, value)
        response.setHeader('Content-Type', 'text/html').end(html)
      })
    },
    generateBundle() {
      const html = read()
      this.emitFile({ type: 'asset', fileName: 'sandbox.html', source: html })
      this.emitFile({ type: 'asset', fileName: '_headers', source: staticHeaders(html) })
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { server }) => (server ? html : withPolicy(html, APP_POLICY)),
    },
  }
}

/** The headers in the form that static hosts read. */
function staticHeaders(html: string): string {
  const block = (path: string): string =>
    [path, ...Object.entries(headersFor(path, html)).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  return `${block('/')}\n\n${block('/index.html')}\n\n${block('/sandbox.html')}\n`
}
