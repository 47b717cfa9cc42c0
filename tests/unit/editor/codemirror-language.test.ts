// When CodeMirror asks for what could be typed, and in which order it is shown.
import { expect, test } from 'vitest'
import { boostOf, prefixIn } from '../../../src/editor/codemirror-language'

test.each([
  ['  tf.mat', 'mat'],
  ['  tf.', ''],
  ['const $x1', '$x1'],
  ['x', 'x'],
])('after %j a name is gone on with: %j', (before, prefix) => {
  expect(prefixIn(before)).toBe(prefix)
})

test.each(['', '  ', 'f(', 'x = 12', 'x = 1e3'])('after %j nothing is offered unasked', (before) => {
  expect(prefixIn(before)).toBeNull()
})

test('what is near comes first, what is deprecated last, and all of it within what CodeMirror takes', () => {
  const boosts = ['11', '12', '15', '16', 'z11'].map(boostOf)
  expect(boosts).toEqual([...boosts].sort((a, b) => b - a))
  expect(new Set(boosts).size).toBe(boosts.length)
  for (const boost of boosts) expect(Math.abs(boost)).toBeLessThanOrEqual(99)
})
