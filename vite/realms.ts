// `virtual:realms`: the addresses of the realms' programs and of the wasm backend's bytes.

import path from 'node:path'
import type { Plugin } from 'vite'
import { buildRealm, readWasm, REALM_PROGRAMS, type RealmProgram, ROOT } from '../src/cli/realms/build-realms'

const VIRTUAL = 'virtual:realms'
const NAMES = Object.keys(REALM_PROGRAMS) as RealmProgram[]

export function realms(): Plugin {
  let isServer = false
  const programs = new Map<RealmProgram, Promise<string>>()
  const program = (name: RealmProgram): Promise<string> => {
    const text = programs.get(name) ?? buildRealm(name, { minify: !isServer })
    programs.set(name, text)
    return text
  }
  return {
    name: 'tensorkata:realms',
    configResolved(config) {
      isServer = config.command === 'serve'
    },
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    async load(id) {
      if (id !== `\0${VIRTUAL}`) return undefined
      if (isServer) return exportsOf((name) => JSON.stringify(`/@realm/${name}`))
      const references = new Map<string, string>()
      for (const name of NAMES)
        references.set(
          name,
          this.emitFile({ type: 'asset', name: `realm-${name}.js`, source: await program(name) }),
        )
      references.set(
        'wasm',
        this.emitFile({ type: 'asset', name: 'tfjs-backend-wasm.wasm', source: await readWasm() }),
      )
      return exportsOf((name) => `import.meta.ROLLUP_FILE_URL_${references.get(name)}`)
    },
    configureServer(server) {
      const roots = ['workers', 'src/core', 'src/kit', 'src/protocol'].map((folder) =>
        path.join(ROOT, folder),
      )
      server.watcher.on('change', (file) => {
        if (!roots.some((root) => file.startsWith(root))) return
        programs.delete('runner')
        programs.delete('grader')
      })
      server.middlewares.use((request, response, next) => {
        const name = /\/@realm\/(\w+)/.exec(request.url ?? '')?.[1]
        if (!name) return next()
        const isWasm = name === 'wasm'
        response.setHeader('Content-Type', isWasm ? 'application/wasm' : 'text/javascript')
        const content: Promise<string | Uint8Array> = isWasm ? readWasm() : program(name as RealmProgram)
        content.then((body) => response.end(body), next)
      })
    },
  }
}

const exportsOf = (address: (name: string) => string): string =>
  [...NAMES, 'wasm'].map((name) => `export const ${name}Url = ${address(name)}`).join('\n')
