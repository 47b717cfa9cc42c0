// equivalent.yaml: which mutants its entries stand for, and what is said of those that stand for none.

import { describe, expect, test } from 'vitest'
import {
  killedProblem,
  matchEquivalents,
  parseEquivalents,
  readEquivalents,
} from '../../../../src/cli/mutation/equivalents'
import { nameMutants } from '../../../../src/cli/mutation/mutant'
import { formatProblem } from '../../../../src/cli/pack/problems'

const SOURCE = 'const a = 1\nf(1)\nf(1)\n'
const REASON = 'reason: It is a reason of some length.'
const put = (at: number, text: string) => ({ operator: 'test', start: at, end: at + 1, text })
const [one, first, second] = nameMutants(SOURCE, [
  put(SOURCE.indexOf('1'), '2'),
  put(SOURCE.indexOf('f(1)') + 2, '2'),
  put(SOURCE.lastIndexOf('f(1)') + 2, '2'),
])
const mutants = [one!, first!, second!]

const match = (yaml: string) => {
  const { matched, problems } = matchEquivalents(parseEquivalents(yaml, 'equivalent.yaml'), mutants)
  return { found: [...matched.keys()], problems: problems.map(formatProblem) }
}
const entry = (lines: readonly string[], more = REASON): string =>
  ['- mutant: |', ...lines.map((line) => `    ${line}`), `  ${more}`, ''].join('\n')

describe('an entry', () => {
  test('stands for the mutant whose lines it gives, however they are indented', () => {
    expect(match(entry(['- const a = 1', '+ const a = 2']))).toEqual({ found: [one], problems: [] })
    expect(match(entry(['-     const a = 1', '', '+   const a = 2  ']))).toEqual({
      found: [one],
      problems: [],
    })
  })

  test('says which when the same lines are there more than once', () => {
    const lines = ['- f(1)', '+ f(2)']
    expect(match(entry(lines, `nth: 2\n  ${REASON}`))).toEqual({ found: [second], problems: [] })
    expect(match(entry(lines))).toEqual({
      found: [],
      problems: [
        'equivalent.yaml:1: 2 mutants change these lines like this, on lines 2, 3 of solution.ts. Say which with "nth: 1", and write an entry for each.',
      ],
    })
    expect(match(entry(lines, `nth: 3\n  ${REASON}`)).problems).toEqual([
      'equivalent.yaml:1: nth is 3, but only 2 of the mutants change these lines like this. Remove the entry, or copy the lines anew from `kata check`.',
    ])
  })

  test('that no mutant fits is stale', () => {
    const yaml = `# A remark.\n${entry(['- const a = 1', '+ const a = 2'])}${entry(['- const b = 1', '+ const b = 2'])}`
    expect(match(yaml)).toEqual({
      found: [one],
      problems: [
        'equivalent.yaml:6: No mutant of solution.ts changes these lines like this. Remove the entry, or copy the lines anew from `kata check`.',
      ],
    })
  })

  test('that is there twice is too many', () => {
    const lines = ['- const a = 1', '+ const a = 2']
    expect(match(entry(lines) + entry(lines)).problems).toEqual([
      'equivalent.yaml:5: Line 1 has the same mutant. Remove one of them.',
    ])
  })

  test('of a mutant that a test kills says so', () => {
    const [stale] = parseEquivalents(entry(['- const a = 1', '+ const a = 2']), 'equivalent.yaml')
    expect(formatProblem(killedProblem(stale!))).toBe(
      'equivalent.yaml:1: A test kills this mutant: it is not equivalent. Remove the entry.',
    )
  })
})

test('a folder without the file has no entries', async () => {
  expect(await readEquivalents('/nowhere')).toEqual([])
})
