// The table of a check: a row for each exercise and backend, a column for each kind of proof.

import { type CheckReport, KINDS, type KindReport, type MutantsReport } from './check-report'
import { percent } from './mutation/score'

/** The first row is the head. */
export function tableOf({ exercises }: CheckReport): string[][] {
  const withMutants = exercises.some(({ mutants }) => mutants)
  const rows = exercises.flatMap(({ id, backends, mutants }) =>
    Object.entries(backends).map(([backend, report]) => [
      ...[id, backend, ...KINDS.map((kind) => proofCell(report[kind]))],
      ...(withMutants ? [backend === 'cpu' && mutants ? mutantsCell(mutants) : ''] : []),
    ]),
  )
  return [['exercise', 'backend', ...KINDS, ...(withMutants ? ['mutants'] : [])], ...rows]
}

function proofCell({ tried, held }: KindReport): string {
  if (tried === 0) return ''
  return held === tried ? `${held} ✓` : `${held} of ${tried} ✗`
}

function mutantsCell(report: MutantsReport): string {
  const { total, killed, equivalent, faults } = report
  return `${percent(report)}, ${killed} of ${total - equivalent} ${faults.length === 0 ? '✓' : '✗'}`
}
