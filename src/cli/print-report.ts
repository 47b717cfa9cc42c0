// A check's report as lines of text.

import type { CheckReport, Survivor } from './check-report'
import { describeChange } from './mutation/change'
import { tableOf } from './report-table'

/** A longer change is cut: the line where it stands says the rest. */
const MOST_LINES = 12

export function printReport(report: CheckReport): string {
  const faults = faultsOf(report)
  const survivors = report.exercises.flatMap(({ id, mutants }) =>
    (mutants?.survived ?? []).map((survivor) => printSurvivor(id, survivor)),
  )
  const advice =
    survivors.length > 0
      ? ['', 'Each surviving mutant is a test that is missing, or a line for equivalent.yaml.', ...survivors]
      : []
  const faultLines = faults.length > 0 ? ['', ...faults.map((fault) => `✗ ${fault}`)] : []
  return [...columns(tableOf(report)), ...advice, ...faultLines, '', summary(report)].join('\n')
}

/** Every reason why the check fails, in a line or two each. */
export function faultsOf({ exercises, mutants }: CheckReport): string[] {
  const ofExercises = exercises.flatMap(({ id, backends, mutants: own }) => [
    ...Object.entries(backends).flatMap(([backend, { flakes: _, ...kinds }]) =>
      Object.values(kinds).flatMap(({ faults }) =>
        faults.map(({ name, seed, fault }) => `${id} · ${backend} · ${name} · seed ${seed}\n    ${fault}`),
      ),
    ),
    ...(own?.faults ?? []).map((fault) => `${id} · mutants\n    ${fault.replaceAll('\n', '\n    ')}`),
  ])
  return [...ofExercises, ...(mutants?.faults ?? [])]
}

export function printSurvivor(exercise: string, { id, operator, line, ...change }: Survivor): string {
  const lines = describeChange(change).split('\n')
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '  …'] : lines
  return [
    `~ ${exercise}/solution.ts:${line}  ${operator}  ${id}`,
    ...shown.map((text) => `    ${text}`),
  ].join('\n')
}

/** Of all proofs. */
export function countsOf(report: CheckReport): { readonly passed: number; readonly failed: number } {
  const kinds = report.exercises.flatMap(({ backends }) =>
    Object.values(backends).flatMap(({ flakes: _, ...proofs }) => Object.values(proofs)),
  )
  return { passed: kinds.reduce((sum, kind) => sum + kind.held, 0), failed: faultsOf(report).length }
}

function summary(report: CheckReport): string {
  const { passed, failed } = countsOf(report)
  return `${passed} passed, ${failed} failed`
}

function columns(table: readonly (readonly string[])[]): string[] {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  )
}
