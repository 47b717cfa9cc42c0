// A verdict as lines of text.

import type { Problem } from './problem'
import { type CaseResult, scoreOf, type Verdict } from './verdict'

const MARKS: Record<CaseResult['outcome']['status'], string> = {
  pass: '✓',
  fail: '✗',
  error: '✗',
  infra: '!',
  'not-run': '·',
}

export function printVerdict(verdict: Verdict): string {
  const { cases, problems, outcome, backend, backendNote, seed, milliseconds, reason } = verdict
  const passed = cases.filter((result) => result.outcome.status === 'pass').length
  const share =
    cases.length > 0 ? `, ${passed} of ${cases.length} cases, score ${Math.round(100 * scoreOf(cases))}%` : ''
  return [
    ...problems.map(problemText),
    ...cases.flatMap(caseLines),
    ...(reason ? [`! ${reason}`] : []),
    ...(backendNote ? [backendNote] : []),
    `${outcome}${share} (${backend}, seed ${seed}, ${Math.round(milliseconds)} ms)`,
  ].join('\n')
}

export function problemText({ message, line, remedy }: Problem): string {
  return `${line ? `line ${line}: ` : ''}${message}${remedy ? ` ${remedy}` : ''}`
}

/** All that a failing case says, as one text. */
export function wordsOf({ outcome }: CaseResult): string {
  if (outcome.status === 'fail') {
    const { message, diagnosis, hint } = outcome.failure
    return [message, diagnosis, hint].filter(Boolean).join(' ')
  }
  if (outcome.status === 'error')
    return [problemText(outcome.problem), outcome.hint].filter(Boolean).join(' ')
  return outcome.status === 'pass' ? '' : outcome.reason
}

function caseLines(result: CaseResult): string[] {
  const { outcome, title, category, kind, shown } = result
  const lines = [`${MARKS[outcome.status]} ${title}  [${kind}, ${category}]`]
  const words = wordsOf(result)
  if (words) lines.push(`    ${words}`)
  if (outcome.status === 'fail' && outcome.failure.detail) lines.push(`    ${outcome.failure.detail}`)
  if (shown && outcome.status !== 'pass')
    for (const { name, value } of shown.inputs)
      lines.push(`    ${name} = ${value.replaceAll('\n', '\n      ')}`)
  return lines
}
