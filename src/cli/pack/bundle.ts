// Bundles one TypeScript file of an exercise with what it imports, to the body of a function of (require, exports, module).

import path from 'node:path'
import { rolldown } from 'rolldown'

export interface Bundled {
  readonly code: string
  /** Absolute paths of all files that went in. */
  readonly inputs: readonly string[]
}

/** `external` stay `require` calls: TF.js, the kit, public files. Binary data files are inlined. */
export async function bundleFile(file: string, external: readonly string[]): Promise<Bundled> {
  const bundle = await rolldown({
    input: file,
    platform: 'neutral',
    external: (id) => external.includes(id),
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
