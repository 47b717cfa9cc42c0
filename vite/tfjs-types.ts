// Where the editor's knowledge of TF.js comes from: one declaration file, made once and served as `virtual:tfjs-types`.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { normalizePath, type Plugin } from 'vite'

const VIRTUAL = 'virtual:tfjs-types'

/** `import url from 'virtual:tfjs-types'` gives the address of the text of `@tensorflow/tfjs/index.d.ts`. */
export function tfjsTypes(): Plugin {
  let root = process.cwd()
  return {
    name: 'tensorkata:tfjs-types',
    configResolved(config) {
      root = config.root
    },
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    async load(id) {
      if (id !== `\0${VIRTUAL}`) return undefined
      return `export { default } from ${JSON.stringify(`${normalizePath(await tfjsTypesFile(root))}?url`)}`
    },
  }
}

/** The path of the rolled-up types; rolls them up first when this version has not been rolled up before. */
export async function tfjsTypesFile(root: string): Promise<string> {
  const project = projectFolder(root)
  const folder = join(project, 'node_modules/.cache/tensorkata')
  // `.txt`, for a server takes `.ts` for a film (video/mp2t) and Vite takes it for source to compile.
  const file = join(folder, `tfjs-types-${fingerprint(project)}.txt`)
  if (existsSync(file)) return file
  const { rollTfjsTypes } = await import('./tfjs-types/roll.ts')
  mkdirSync(folder, { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, rollTfjsTypes(project))
  renameSync(draft, file)
  return file
}

/** The nearest folder upwards that has TF.js installed: Vite's root may be a page of its own, as in tests. */
function projectFolder(from: string): string {
  if (existsSync(join(from, 'node_modules/@tensorflow/tfjs/package.json'))) return from
  const parent = join(from, '..')
  return parent === from ? fileURLToPath(new URL('..', import.meta.url)) : projectFolder(parent)
}

function fingerprint(project: string): string {
  const manifest = readFileSync(join(project, 'node_modules/@tensorflow/tfjs/package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const workshop = fileURLToPath(new URL('tfjs-types', import.meta.url))
  const hash = createHash('sha256')
  for (const name of readdirSync(workshop).sort()) hash.update(readFileSync(join(workshop, name)))
  return `${version}-${hash.digest('hex').slice(0, 8)}`
}
