// A check's report as Markdown, to keep or to put beside a change.

import { readFile, writeFile } from 'node:fs/promises'
import type { CheckReport } from './check-report'
import { exists } from './exists'
import { describeChange } from './mutation/change'
import { fillBetween } from './fill-between'
import { formatted } from './formatted'
import { faultsOf } from './print-report'
import { tableOf } from './report-table'

const [START, END] = ['<!-- check -->', '<!-- end of check -->']

/** In the place that `file` keeps for it between START and END, or as the whole of it. */
export async function writeMarkdown(file: string, report: CheckReport): Promise<void> {
  const text = (await exists(file)) ? await readFile(file, 'utf8') : ''
  const whole = text.includes(START)
    ? fillBetween(text, START, END, resultsOf(report))
    : markdownReport(report)
  await writeFile(file, await formatted(file, whole))
}

export const markdownReport = (report: CheckReport): string =>
  [`# Check: ${report.ok ? 'passed' : 'failed'}`, '', resultsOf(report), ''].join('\n')

function resultsOf(report: CheckReport): string {
  const [head, ...rows] = tableOf(report) as [string[], ...string[][]]
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const faults = faultsOf(report)
  return [
    ...[line(head), line(head.map(() => '---')), ...rows.map(line)],
    ...section(
      'Failures',
      faults.map((fault) => `- ${fault.replaceAll('\n', '\n  ')}`),
    ),
    ...section('Surviving mutants', survivorsOf(report)),
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
