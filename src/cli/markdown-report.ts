// A check's report as Markdown, to keep or to put beside a change.

import type { CheckReport } from './check-report'
import { describeChange } from './mutation/change'
import { faultsOf } from './print-report'
import { tableOf } from './report-table'

export function markdownReport(report: CheckReport): string {
  const [head, ...rows] = tableOf(report) as [string[], ...string[][]]
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const faults = faultsOf(report)
  return [
    `# Check: ${report.ok ? 'passed' : 'failed'}`,
    '',
    ...[line(head), line(head.map(() => '---')), ...rows.map(line)],
    ...section(
      'Failures',
      faults.map((fault) => `- ${fault.replaceAll('\n', '\n  ')}`),
    ),
    ...section('Surviving mutants', survivorsOf(report)),
    '',
  ].join('\n')
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? ['', `## ${title}`, '', ...lines] : []

function survivorsOf({ exercises }: CheckReport): string[] {
  return exercises.flatMap(({ id, mutants }) =>
    (mutants?.survived ?? []).flatMap((survivor) => [
      `${id}/solution.ts:${survivor.line}, ${survivor.operator}, \`${survivor.id}\``,
      ...['', '```diff', describeChange(survivor), '```', ''],
    ]),
  )
}
