// Two texts in two columns: nothing of either is lost, and what is the same stands side by side.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sideBySide } from '../../../src/ui/parts/study/side-by-side'

test('a changed line stands beside what it was, an added one beside nothing', () => {
  expect(sideBySide('a\nb\nc\n', 'a\nB\nc\nd')).toEqual([
    { kind: 'same', left: 'a', right: 'a' },
    { kind: 'changed', left: 'b', right: 'B' },
    { kind: 'same', left: 'c', right: 'c' },
    { kind: 'right', left: null, right: 'd' },
  ])
})

test('equal texts, but for the end of the last line, have no other row', () => {
  expect(sideBySide('a\nb', 'a\nb\n').every(({ kind }) => kind === 'same')).toBe(true)
})

test('each column is its text', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(text, text, (left, right) => {
      const rows = sideBySide(left.join('\n'), right.join('\n'))
      const column = (side: 'left' | 'right'): string =>
        rows.flatMap((row) => (row[side] === null ? [] : [row[side]])).join('\n')
      const whole = (lines: string[]): string => lines.join('\n').replace(/\n$/, '')
      expect(column('left')).toBe(whole(left))
      expect(column('right')).toBe(whole(right))
    }),
  )
})
