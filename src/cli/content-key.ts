// Names by content: of what a proof is made of, and of the program that carries it out.

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { ROOT } from './realms/build-realms'

/** All that grades: the realms, the kit, the compiler, the judging, this command; and the versions of the packages. */
const ENGINE = [
  ...['src/core', 'src/kit', 'src/protocol', 'src/judging', 'src/client', 'src/cli', 'workers'],
  ...['vite', 'tests/support', 'sandbox.html', 'package-lock.json'],
]

/** A value of JSON as 64 hexadecimal digits. */
export const contentKey = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')

/** Changes with every file that has a part in a verdict, with Node and with the machine's kind. */
export async function engineKey(): Promise<string> {
  const files = (await Promise.all(ENGINE.map((entry) => filesUnder(path.join(ROOT, entry))))).flat()
  const contents = await Promise.all(
    files.map(async (file) => [path.relative(ROOT, file), await readFile(file, 'utf8')]),
  )
  const { version, platform, arch } = process
  return contentKey([version, platform, arch, process.env.CHROME_PATH ?? '', contents])
}

async function filesUnder(entry: string): Promise<string[]> {
  const entries = await readdir(entry, { withFileTypes: true, recursive: true }).catch(() => null)
  if (!entries) return [entry]
  return entries
    .filter((found) => found.isFile())
    .map((found) => path.join(found.parentPath, found.name))
    .sort()
}
