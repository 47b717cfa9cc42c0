// Names by content: of what a proof is made of, and of the program that carries it out.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { rolldown } from 'rolldown'
import { REALM_PROGRAMS, ROOT } from './realms/build-realms'

/** Where all that grades begins: this command, the process that judges, the realms, the page that judges on webgl. */
const ENTRIES = [
  ...['src/cli/prove.ts', 'src/cli/mutation/run-mutants.ts', 'src/cli/realms/judging-process.ts'],
  ...[...Object.values(REALM_PROGRAMS), 'tests/support/checker/main.ts'],
]

/** What no module imports: the broker, and the versions of the packages. */
const OTHERS = ['sandbox.html', 'package-lock.json']

/** A value of JSON as 64 hexadecimal digits. */
export const contentKey = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')

/** Changes with every file that has a part in a verdict, with Node and with the machine's kind. */
export async function engineKey(): Promise<string> {
  const files = [...(await modulesOf(ENTRIES)), ...OTHERS].sort()
  const contents = await Promise.all(
    files.map(async (file) => [file, await readFile(path.join(ROOT, file), 'utf8')]),
  )
  const { version, platform, arch } = process
  return contentKey([version, platform, arch, process.env.CHROME_PATH ?? '', contents])
}

/** The files of ours that these import, and those that they import, and so on; each from the root. */
export async function modulesOf(entries: readonly string[]): Promise<string[]> {
  const bundle = await rolldown({
    input: entries.map((entry) => path.join(ROOT, entry)),
    external: (id) => !/^[./]/.test(id),
    logLevel: 'silent',
  })
  try {
    await bundle.generate()
    return (await bundle.watchFiles).map((file) => path.relative(ROOT, file))
  } finally {
    await bundle.close()
  }
}
