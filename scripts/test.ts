// `npm test` and `npm run check`: every stage one after another, and one line that counts all that ran.

import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CheckReport } from '../src/cli/check-report'
import { countsOf, printReport } from '../src/cli/print-report'
import { ROOT } from '../src/cli/realms/build-realms'
import { type Count, readReport } from './vitest-report'

interface Stage {
  readonly name: string
  readonly run: () => Count
}

const bin = (name: string): string => path.join(ROOT, 'node_modules/.bin', name)

/** A command that passes or fails as one. */
const command = (name: string, program: string, ...args: string[]): Stage => ({
  name,
  run: () => {
    const { status } = spawnSync(bin(program), args, { cwd: ROOT, stdio: 'inherit' })
    return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  },
})

/** A project of vitest: each of its tests counts. */
const tests = (project: string): Stage => ({
  name: `${project} tests`,
  run: () => {
    const report = path.join(mkdtempSync(path.join(tmpdir(), 'tensorkata-')), 'report.json')
    const args = [
      'run',
      '--project',
      project,
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
 * `kata check` without what changes with an exercise more than with the program: mutants, wrong solutions on other backends
 * than cpu, and other right ones on webgl. Each proof counts. What was proved before is remembered.
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
  command('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  command('lint', 'eslint', '.'),
  ...WORLDS.map((world) => command(`types of ${world}`, 'tsc', '-p', world)),
  command(
    'types of the app',
    'svelte-check',
    '--tsconfig',
    './tsconfig.json',
    '--fail-on-warnings',
    '--output',
    'human',
  ),
  tests('unit'),
]
const FULL: readonly Stage[] = [...QUICK, tests('browser'), tests('attacks'), packs, tests('e2e')]

const counts = (process.argv.includes('--quick') ? QUICK : FULL).map((stage) => {
  const startedAt = Date.now()
  console.log(`\n── ${stage.name}`)
  const count = stage.run()
  console.log(
    `   ${count.passed} passed, ${count.failed} failed in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  )
  return { ...count, name: stage.name }
})

const broken = counts.filter((count) => count.failed > 0).map((count) => count.name)
if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`)
console.log(
  `\n${sum(counts.map((count) => count.passed))} passed, ${sum(counts.map((count) => count.failed))} failed`,
)
process.exitCode = broken.length > 0 ? 1 : 0
