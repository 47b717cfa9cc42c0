// Bundles the programs of the realms: each one classic script, so that a blob worker can run it in every engine.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** TF.js is a script of its own, put before each of the other two. */
export const REALM_PROGRAMS = {
  tf: 'workers/tf/main.ts',
  runner: 'workers/runner/main.ts',
  grader: 'workers/grader/main.ts',
} as const
export type RealmProgram = keyof typeof REALM_PROGRAMS

export async function buildRealm(
  name: RealmProgram,
  options: { minify: boolean } = { minify: true },
): Promise<string> {
  const bundle = await rolldown({
    input: path.join(ROOT, REALM_PROGRAMS[name]),
    platform: 'browser',
    resolve: { conditionNames: ['browser', 'import', 'module', 'default'] },
    // TF.js guards its Node-only paths at run time; the modules behind them are not shipped.
    external: [
      /^node-fetch$/,
      /^string_decoder$/,
      /^util$/,
      /^os$/,
      /^worker_threads$/,
      /^perf_hooks$/,
      /^fs$/,
      /^path$/,
      /^crypto$/,
    ],
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'silent',
  })
  const { output } = await bundle.generate({
    format: 'iife',
    minify: options.minify,
    comments: false,
    globals: (id) => `/* ${id} */ {}`,
    codeSplitting: false,
  })
  await bundle.close()
  return name === 'tf' ? output[0].code : strict(output[0].code)
}

/** As the modules were before they became a script: what a sloppy function is called on, a stack trace would give away. */
const strict = (code: string): string => `(() => {\n'use strict';\n${code}\n})()`

/** The wasm backend's program, with SIMD, which every engine that we support has. */
export async function readWasm(): Promise<Uint8Array> {
  const require = createRequire(import.meta.url)
  const folder = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))
  return readFile(path.join(folder, 'dist/tfjs-backend-wasm-simd.wasm'))
}

export const shortHash = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 12)
