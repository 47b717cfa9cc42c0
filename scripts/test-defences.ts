// `npm run test:defences [-- words]`: takes each defence (with these words in its name) away in a copy of the project, and
// sees an attack come through. A whole run writes the table of docs/security.md.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../src/cli/realms/build-realms'
import { type Defence, DEFENCES } from '../tests/defences/defences'
import { fillBetween } from '../src/cli/fill-between'
import { type Count, readReport } from './vitest-report'

const LAUNCH = 'sandboxes in processes of their own'
const IN_EACH_LAUNCH = new Set(
  ['frame', 'network', 'exhaustion', 'pack', 'forgery'].map((file) => `attacks/${file}`),
)
const NOT_COPIED = new Set(['node_modules', 'build', '.git', '.cache'])

const copy = mkdtempSync(path.join(tmpdir(), 'tensorkata-'))
cpSync(ROOT, copy, { recursive: true, filter: (file) => !NOT_COPIED.has(path.relative(ROOT, file)) })
symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'))

const words = process.argv.slice(2).join(' ')
const chosen = DEFENCES.filter(({ without }) => without.includes(words))
const faults = chosen.flatMap((defence) => {
  console.log(`without ${defence.without}`)
  const fault = faultOf(defence)
  console.log(fault === null ? '  the attack comes through, as it should' : `  ${fault}`)
  return fault === null ? [] : [fault]
})
rmSync(copy, { recursive: true })
if (faults.length === 0 && chosen.length === DEFENCES.length) writeTable()
console.log(`\n${chosen.length - faults.length} passed, ${faults.length} failed`)
process.exitCode = faults.length === 0 ? 0 : 1

/** Null when the attack's test is green with the defence and red without. */
function faultOf(defence: Defence): string | null {
  const file = path.join(copy, defence.file)
  const whole = readFileSync(file, 'utf8')
  if (whole.split(defence.from).length !== 2) return `${defence.file} does not hold "${defence.from}" once.`
  const before = attack(defence)
  if (before.failed > 0 || before.passed === 0) return `Its test is not green to begin with: ${say(before)}.`
  writeFileSync(
    file,
    whole.replace(defence.from, () => defence.to),
  )
  const after = attack(defence)
  writeFileSync(file, whole)
  return after.failed > 0 ? null : `Nothing turns red: ${say(after)}.`
}

function attack({ attack: [file, name], among = LAUNCH }: Defence): Count {
  const report = path.join(copy, 'report.json')
  rmSync(report, { force: true })
  const names = IN_EACH_LAUNCH.has(file) ? `${among}.*${name}` : name
  const project = file.startsWith('attacks/') ? 'attacks' : 'unit'
  const args = ['run', '--project', project, `tests/${file}.test.ts`, '-t', names]
  spawnSync(
    path.join(copy, 'node_modules/.bin/vitest'),
    [...args, '--testTimeout=20000', '--reporter=json', `--outputFile=${report}`],
    { cwd: copy, stdio: 'ignore' },
  )
  return readReport(report) ?? { passed: 0, failed: 0 }
}

function say({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`
}

function writeTable(): void {
  const file = path.join(ROOT, 'docs/security.md')
  const rows = DEFENCES.map(
    ({ without, attack: [name, title] }) =>
      `| ${without} | ${name.replace(/^\w+\//, '')}: ${title.replace('.*', ' … ')} … |`,
  )
  const table = ['| without | what turns red |', '| --- | --- |', ...rows].join('\n')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, fillBetween(text, '<!-- defences -->', '<!-- /defences -->', table))
  spawnSync(path.join(ROOT, 'node_modules/.bin/prettier'), ['--write', file], { stdio: 'ignore' })
}
