// Programs that the tests need: where they are, and how they get here.

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** The first of the names that is on the path. */
export function onPath(...names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file))
}

/** Throws where there are no Debian packages, or no right to install them. */
export function installFromDebian(...packages: readonly string[]): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new Error('Debian packages need root.')
  console.error(`Installing ${packages.join(' and ')} …`)
  const run = (...args: string[]): Buffer =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  run('update', '-qq')
  run('install', '-y', '-qq', '--no-install-recommends', ...packages)
}

/** What `find` finds, now or after installing the packages. Throws when neither helps. */
export function findOrInstall(
  name: string,
  find: () => string | undefined,
  packages: readonly string[],
): string {
  const here = find()
  if (here) return here
  installFromDebian(...packages)
  const now = find()
  if (now) return now
  throw new Error(`${name} is not here, and installing ${packages.join(' and ')} did not bring it.`)
}
