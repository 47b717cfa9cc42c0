// The service worker, and the list of what it keeps: everything in the build that a browser with service workers can ask for.

import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { rolldown } from 'rolldown'
import type { Plugin } from 'vite'
import { ROOT } from '../src/cli/realms/build-realms'
import type { Kept, KeptFile } from '../workers/offline/kept'
import { headersFor } from './security'

/** Written here, or read by hosts alone. */
const NOT_KEPT = ['sw.js', 'offline.json', '_headers']

export function offline(): Plugin {
  let folder = ''
  return {
    name: 'tensorkata:offline',
    apply: 'build',
    configResolved({ root, build }) {
      folder = path.resolve(root, build.outDir)
    },
    // When all that the build writes is there, whoever wrote it.
    closeBundle: { order: 'post', sequential: true, handler: () => keepOffline(folder) },
  }
}

/** Writes sw.js and offline.json for whatever is in the folder of a build. */
export async function keepOffline(folder: string): Promise<void> {
  const sandbox = await readFile(path.join(folder, 'sandbox.html'), 'utf8')
  const files = await filesToKeep(folder)
  const kept: Kept = { files, sandboxHeaders: headersFor('/sandbox.html', sandbox) }
  await writeFile(path.join(folder, 'sw.js'), `self.KEPT = ${JSON.stringify(kept)};\n${await bundleWorker()}`)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  await writeFile(path.join(folder, 'offline.json'), JSON.stringify({ bytes }))
}

async function filesToKeep(folder: string): Promise<KeptFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((name) => !NOT_KEPT.includes(name))
    .sort()
  return Promise.all(
    withoutOldFonts(names).map(async (url) => {
      const content = await readFile(path.join(folder, url))
      const digest = createHash('sha256').update(content).digest('base64')
      const revision = url.startsWith('assets/') ? null : digest.slice(0, 12)
      return { url, revision, integrity: `sha256-${digest}`, bytes: content.length }
    }),
  )
}

/** A font that is there as .woff2 is asked for as nothing else by any browser that has service workers. */
function withoutOldFonts(names: readonly string[]): string[] {
  const stem = (name: string): string => name.replace(/-[\w-]{8}\.\w+$/, '')
  const modern = new Set(names.filter((name) => name.endsWith('.woff2')).map(stem))
  return names.filter((name) => !/\.(woff|ttf)$/.test(name) || !modern.has(stem(name)))
}

async function bundleWorker(): Promise<string> {
  const bundle = await rolldown({
    input: path.join(ROOT, 'workers/offline/main.ts'),
    platform: 'browser',
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'silent',
  })
  const { output } = await bundle.generate({
    format: 'iife',
    minify: true,
    comments: false,
    codeSplitting: false,
  })
  await bundle.close()
  return output[0].code
}
