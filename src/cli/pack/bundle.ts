// Bundles one TypeScript file of an exercise with what it imports, to the body of a function of (require, exports, module).

import path from 'node:path'
import { type Plugin, rolldown } from 'rolldown'
import { ROOT } from '../realms/build-realms'

export interface Bundled {
  readonly code: string
  /** Absolute paths of all files that went in. */
  readonly inputs: readonly string[]
}

/** An exercise is of modules, whether or not a package.json above its folder says so: the code would differ with it. */
const AS_MODULES: Plugin = {
  name: 'tensorkata:as-modules',
  async resolveId(source, importer, options) {
    const resolved = await this.resolve(source, importer, { ...options, skipSelf: true })
    if (!resolved || resolved.external) return resolved
    return { ...resolved, packageJsonPath: path.join(ROOT, 'package.json') }
  },
}

/** `external` stay `require` calls: TF.js, the kit, public files. Binary data files are inlined. */
export async function bundleFile(file: string, external: readonly string[]): Promise<Bundled> {
  const bundle = await rolldown({
    input: file,
    // The names of the modules are written into the code: from here, they are the same on every machine.
    cwd: path.dirname(path.resolve(file)),
    platform: 'neutral',
    external: (id) => external.includes(id),
    plugins: [AS_MODULES],
    moduleTypes: { '.bin': 'binary', '.txt': 'text' },
    transform: { target: 'es2022' },
    logLevel: 'silent',
  })
  try {
    const { output } = await bundle.generate({
      format: 'cjs',
      exports: 'named',
      comments: false,
      codeSplitting: false,
      esModule: true,
    })
    const chunk = output[0]
    return { code: chunk.code, inputs: Object.keys(chunk.modules).filter((id) => path.isAbsolute(id)) }
  } finally {
    await bundle.close()
  }
}
