// `npm test` and `npm run check`: every stage one after another, and one line that counts all that ran.

import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import type { CheckReport } from '../src/cli/check-report'
import { countsOf, printReport } from '../src/cli/print-report'
import { ROOT } from '../src/cli/realms/build-realms'
import { type Count, readReport } from './vitest-report'

interface Stage {
  readonly name: string
  readonly run: () => Count | Promise<Count>
}

/** Passes or fails as one. */
interface Command {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
}

const bin = (name: string): string => path.join(ROOT, 'node_modules/.bin', name)

const command = (name: string, program: string, ...args: string[]): Command => ({ name, program, args })

/** Side by side, as many as there are cores; what each has to say comes when it is done. */
const commands = (name: string, ...all: readonly Command[]): Stage => ({
  name,
  run: async () => {
    const waiting = [...all]
    let failed = 0
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) failed += Number(!(await passes(next)))
    }
    await Promise.all(Array.from({ length: availableParallelism() }, worker))
    return { passed: all.length - failed, failed }
  },
})

function passes({ name, program, args }: Command): Promise<boolean> {
  const startedAt = Date.now()
  const child = spawn(bin(program), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes))
  return new Promise((resolve) => {
    const end = (passed: boolean): void => {
      process.stdout.write(Buffer.concat(said))
      console.log(`   ${passed ? 'passed' : 'FAILED'}: ${name} in ${seconds(startedAt)}`)
      resolve(passed)
    }
    child.on('error', (error) => (said.push(Buffer.from(`${error.message}\n`)), end(false)))
    child.on('close', (status) => end(status === 0))
  })
}

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** Projects of vitest: each of their tests counts. */
const tests = (name: string, ...projects: readonly string[]): Stage => ({
  name: `${name} tests`,
  run: () => {
    const report = path.join(mkdtempSync(path.join(tmpdir(), 'tensorkata-')), 'report.json')
    const args = [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--silent=passed-only',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]
    const { status } = spawnSync(bin('vitest'), args, { cwd: ROOT, stdio: 'inherit' })
    return countOf(report, status)
  },
})

/**
 * `kata check` without what changes with an exercise more than with the program: mutants; on other backends than cpu, all but
 * the reference; on webgl, also properties and training. Each proof counts. What was proved before is remembered.
 */
const packs: Stage = {
  name: 'packs',
  run: () => {
    const args = [
      'src/cli/kata.ts',
      'check',
      'exercises',
      '--seeds',
      '1',
      '--no-mutants',
      '--quick',
      '--json',
    ]
    const { stdout } = spawnSync(bin('tsx'), args, {
      ...{ cwd: ROOT, encoding: 'utf8', maxBuffer: 64_000_000 },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const report = JSON.parse(stdout) as CheckReport
      console.log(printReport(report))
      return countsOf(report)
    } catch {
      return { passed: 0, failed: 1 }
    }
  },
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

function countOf(report: string, status: number | null): Count {
  const { passed, failed, skipped } = readReport(report) ?? { passed: 0, failed: 1, skipped: 0 }
  // A test that was skipped is a failure, and so is a file that does not even load.
  const unsound = failed + skipped
  return { passed, failed: unsound === 0 && status !== 0 ? 1 : unsound }
}

const WORLDS = ['src/core', 'src/kit', 'workers', 'exercises', 'tsconfig.node.json']

const QUICK: readonly Stage[] = [
  commands(
    'format, lint and types',
    command('lint', 'eslint', '.'),
    command('format', 'prettier', '--check', '--cache', '--log-level', 'warn', '.'),
    command(
      'types of the app',
      'svelte-check',
      ...['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
    ),
    ...WORLDS.map((world) => command(`types of ${world}`, 'tsc', '-p', world)),
  ),
  tests('unit', 'unit', 'unit-workers'),
]
const FULL: readonly Stage[] = [
  ...QUICK,
  tests('browser', 'browser'),
  tests('attacks', 'attacks'),
  packs,
  tests('e2e', 'e2e'),
]

const counts: (Count & { name: string })[] = []
for (const { name, run } of process.argv.includes('--quick') ? QUICK : FULL) {
  const startedAt = Date.now()
  console.log(`\n── ${name}`)
  const count = await run()
  console.log(`   ${count.passed} passed, ${count.failed} failed in ${seconds(startedAt)}`)
  counts.push({ ...count, name })
}

const broken = counts.filter((count) => count.failed > 0).map((count) => count.name)
if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`)
console.log(
  `\n${sum(counts.map((count) => count.passed))} passed, ${sum(counts.map((count) => count.failed))} failed`,
)
process.exitCode = broken.length > 0 ? 1 : 0
