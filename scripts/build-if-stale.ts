// Builds the app, or the checking page, unless the last build was of the same files.

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build, type UserConfig } from 'vite'
import { ROOT } from '../src/cli/realms/build-realms'

const SOURCES = [
  'src',
  'workers',
  'exercises',
  'public',
  'vite',
  'index.html',
  'sandbox.html',
  'vite.config.ts',
  'package-lock.json',
  'svelte.config.js',
]

export type BuildName = 'app' | 'checker' | 'bench'
const CONFIGS: Record<BuildName, () => Promise<{ default: UserConfig }>> = {
  app: () => import('../vite.config'),
  checker: () => import('../tests/support/checker/vite.config'),
  bench: () => import('../tests/bench/pages/vite.config'),
}
const OWN_SOURCES: Record<BuildName, readonly string[]> = {
  app: [],
  checker: ['tests/support/checker'],
  bench: ['tests/bench'],
}

/** The folder of an up-to-date build. */
export async function buildIfStale(name: BuildName): Promise<string> {
  const folder = path.join(ROOT, 'build', name)
  const stamp = path.join(ROOT, 'build', `${name}.stamp`)
  const print = fingerprint([...SOURCES, ...OWN_SOURCES[name]])
  if (existsSync(stamp) && existsSync(folder) && readFileSync(stamp, 'utf8') === print) return folder
  const { default: config } = await CONFIGS[name]()
  await asProduction(() => build({ ...config, configFile: false, logLevel: 'warn' }))
  writeFileSync(stamp, print)
  return folder
}

/** Whoever builds: under a test runner, Svelte and others would build what they build for tests. */
async function asProduction(work: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    await work()
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
}

/** Path, size and content of every file that goes in. */
function fingerprint(entries: readonly string[]): string {
  const hash = createHash('sha256')
  const visit = (file: string): void => {
    if (!existsSync(file)) return
    if (statSync(file).isDirectory())
      readdirSync(file)
        .sort()
        .forEach((name) => visit(path.join(file, name)))
    else hash.update(path.relative(ROOT, file)).update(readFileSync(file))
  }
  entries.forEach((entry) => visit(path.join(ROOT, entry)))
  return hash.digest('hex')
}
