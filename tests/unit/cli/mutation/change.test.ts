// A mutant's change as lines: what a survivor shows, and what equivalent.yaml repeats.

import { expect, test } from 'vitest'
import { changeOf, describeChange } from '../../../../src/cli/mutation/change'
import { printSurvivor } from '../../../../src/cli/print-report'

const SOURCE = 'function f() {\n  const a = 1\n  const b = 2\n  return a\n}\n'
const between = (from: string, to: string, text: string) => ({
  start: SOURCE.indexOf(from),
  end: SOURCE.indexOf(to) + to.length,
  text,
})

test('of a part of a line is that line', () => {
  expect(changeOf(SOURCE, between('1', '1', '2'))).toEqual({
    line: 2,
    removed: ['  const a = 1'],
    added: ['  const a = 2'],
  })
})

test('of several lines leaves out those at its ends that stay', () => {
  const all = between('function', '}', 'function f() {\n  const a = 1\n  return a\n}')
  expect(changeOf(SOURCE, all)).toEqual({
    line: 3,
    removed: ['  const b = 2', '  return a'],
    added: ['  return a'],
  })
})

test('of a first, of a last and of an only line', () => {
  expect(changeOf(SOURCE, between('f()', 'f()', 'g()'))).toMatchObject({ line: 1, added: ['function g() {'] })
  expect(changeOf('a', { start: 0, end: 1, text: 'b' })).toEqual({ line: 1, removed: ['a'], added: ['b'] })
  expect(changeOf('a\nb', { start: 2, end: 3, text: 'c' })).toMatchObject({ line: 2, removed: ['b'] })
})

test('is described without its place and its indentation', () => {
  expect(describeChange(changeOf(SOURCE, between('1', '2', '3')))).toBe(
    '- const a = 1\n- const b = 2\n+ const a = 3',
  )
})

test('of a survivor shows where, by which operator, and its name', () => {
  const survivor = { id: 'm123456', operator: 'nudge-constant', ...changeOf(SOURCE, between('1', '1', '2')) }
  expect(printSurvivor('pack/slug', survivor)).toBe(
    '~ pack/slug/solution.ts:2  nudge-constant  m123456\n    - const a = 1\n    + const a = 2',
  )
})

test('that is long is cut', () => {
  const removed = Array.from({ length: 30 }, (_, i) => `line ${i}`)
  const lines = printSurvivor('p/s', { id: 'm', operator: 'o', line: 1, removed, added: ['{}'] }).split('\n')
  expect(lines).toHaveLength(14)
  expect(lines.at(-1)).toBe('      …')
})
