// `virtual:catalogue`: the cards of all exercises, the address of each one's page and program, and the paths through them.

import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin, ViteDevServer } from 'vite'
import { exercisesUnder } from '../src/cli/find-exercises'
import { compileExercise } from '../src/cli/pack/compile-exercise'
import { readPack } from '../src/cli/pack/read-pack'
import { type CompiledExercise, cardOf } from '../src/core/pack/compiled'
import { readPaths } from './paths'

const VIRTUAL = 'virtual:catalogue'

export function catalogue(root: string): Plugin {
  const exercises = path.join(root, 'exercises')
  let isServer = false
  let compiled: Promise<CompiledExercise[]> | undefined
  const compile = (): Promise<CompiledExercise[]> => (compiled ??= compileAll(exercises))
  return {
    name: 'tensorkata:catalogue',
    configResolved(config) {
      isServer = config.command === 'serve'
    },
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    async load(id) {
      if (id !== `\0${VIRTUAL}`) return undefined
      const all = await compile()
      const address = (exercise: CompiledExercise, part: 'page' | 'program'): string => {
        const { id: exerciseId } = exercise.page
        if (isServer) return JSON.stringify(`/@exercise/${exerciseId}/${part}.json`)
        const name = `${exerciseId.replace('/', '-')}-${part}.json`
        return `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name, source: JSON.stringify(exercise[part]) })}`
      }
      const entries = all.map(
        (exercise) =>
          `{ card: ${JSON.stringify(cardOf(exercise.page))}, pageUrl: ${address(exercise, 'page')}, programUrl: ${address(exercise, 'program')} }`,
      )
      const ids = all.map(({ page }) => page.id)
      const paths = JSON.stringify(await readPaths(path.join(exercises, 'paths.yaml'), ids))
      return `export const paths = ${paths}\nexport default [\n${entries.join(',\n')}\n]`
    },
    configureServer(server: ViteDevServer) {
      server.watcher.add(exercises)
      server.watcher.on('all', (_, file) => {
        if (!file.startsWith(exercises)) return
        compiled = undefined
        const module = server.moduleGraph.getModuleById(`\0${VIRTUAL}`)
        if (module) server.moduleGraph.invalidateModule(module)
        server.ws.send({ type: 'full-reload' })
      })
      server.middlewares.use((request, response, next) => {
        const match = /\/@exercise\/([\w-]+\/[\w-]+)\/(page|program)\.json/.exec(request.url ?? '')
        if (!match) return next()
        compile().then((all) => {
          const exercise = all.find(({ page }) => page.id === match[1])
          response.statusCode = exercise ? 200 : 404
          response.setHeader('Content-Type', 'application/json')
          response.end(JSON.stringify(exercise?.[match[2] as 'page' | 'program'] ?? null))
        }, next)
      })
    },
  }
}

/** In the order of the packs' manifests. Throws PackError. */
async function compileAll(folder: string): Promise<CompiledExercise[]> {
  const packs = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const all: CompiledExercise[] = []
  for (const { name } of packs.sort((a, b) => a.name.localeCompare(b.name))) {
    const pack = path.join(folder, name)
    const { exercises } = (await readPack(pack)).manifest
    const rank = (exercise: string): number => exercises.indexOf(path.basename(exercise))
    // What the manifest leaves out is refused by name.
    for (const exercise of (await exercisesUnder(pack)).sort((a, b) => rank(a) - rank(b))) {
      const { page, program } = await compileExercise(exercise)
      all.push({ page, program })
    }
  }
  return all
}
