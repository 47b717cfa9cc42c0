// Progress without a terminal: a line for each group that is done, and only then.

import { expect, test } from 'vitest'
import { barOf, createLines } from '../../../src/cli/progress'

test('a group is told of when its last step is over', () => {
  const written: string[] = []
  const progress = createLines({ write: (text: string | Uint8Array) => written.push(String(text)) > 0 })
  progress.expect('a', 2)
  progress.expect('b', 1)
  progress.expect('a', 1)
  progress.step('a', true)
  progress.step('a', false)
  expect(written).toEqual([])
  progress.step('b', true)
  progress.step('a', true)
  expect(written).toEqual(['b: 1 of 1\n', 'a: 2 of 3\n'])
})

test('the bar fills from nothing to everything', () => {
  expect(barOf(0, 10)).toBe('░'.repeat(24))
  expect(barOf(5, 10)).toBe('█'.repeat(12) + '░'.repeat(12))
  expect(barOf(10, 10)).toBe('█'.repeat(24))
  expect(barOf(0, 0)).toBe('░'.repeat(24))
})
