// Where in the text a problem of a run stands, however much of the place is known.
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import type { Mark } from '../../../src/editor/code-editor'
import { placeOf } from '../../../src/editor/codemirror-marks'

const state = EditorState.create({ doc: 'const a = 1\n  return undefinedName(a)\n' })

function marked(place: Omit<Mark, 'message' | 'severity'>): string {
  const { from, to } = placeOf({ ...place, message: 'Boom', severity: 'error' }, state)
  return state.sliceDoc(from, to)
}

test('a line is marked from its first letter', () =>
  expect(marked({ line: 2 })).toBe('return undefinedName(a)'))
test('a column marks its word', () => expect(marked({ line: 2, column: 10 })).toBe('undefinedName'))
test('a column beside a word marks one letter', () => expect(marked({ line: 2, column: 23 })).toBe('('))
test('both columns mark what is between', () => {
  expect(marked({ line: 2, column: 10, endColumn: 19 })).toBe('undefined')
})
test('columns beyond the line stay on it', () => {
  expect(marked({ line: 1, column: 7, endColumn: 400 })).toBe('a = 1')
  expect(marked({ line: 1, column: 400 })).toBe('')
})
test('lines beyond the text are its first and its last', () => {
  expect(marked({ line: 0 })).toBe('const a = 1')
  expect(marked({ line: 99 })).toBe('')
})
