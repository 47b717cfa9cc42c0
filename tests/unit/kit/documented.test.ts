// Every public name of the kit is in the author's guide.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../../src/cli/realms/build-realms'

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')
const guide = read('docs/authoring.md')

/** The names between the braces of every `export { … } from`. */
const exported = [...read('src/kit/kit.ts').matchAll(/export (?:type )?\{([^}]+)\}/g)].flatMap(([, names]) =>
  names!
    .split(',')
    .map((name) => name.trim().replace(/^type /, ''))
    .filter(Boolean),
)
/** The members of an interface of the kit. */
const membersOf = (file: string, name: string): string[] => {
  const body = new RegExp(`export interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(read(file))![1]!
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[?<(:]/gm)].map(([, member]) => member!)
}

test('the lists are not empty', () => {
  expect(exported).toContain('distribution')
  expect(membersOf('src/kit/expect.ts', 'Expectation')).toContain('toBeCloseTo')
})

test.each([
  ...exported,
  ...membersOf('src/kit/suite.ts', 'CaseTools'),
  ...membersOf('src/kit/suite.ts', 'Measured'),
  ...membersOf('src/kit/suite.ts', 'OverSeeds'),
  ...membersOf('src/kit/suite.ts', 'CaseOptions'),
  ...membersOf('src/kit/expect.ts', 'Expectation'),
  ...membersOf('src/kit/draw.ts', 'Draw'),
  ...membersOf('src/kit/show.ts', 'DemoTools'),
])('%s', (name) => {
  expect(guide).toMatch(new RegExp(`\\b${name}\\b`))
})
