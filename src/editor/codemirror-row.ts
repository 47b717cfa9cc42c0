// What the row of keys below CodeMirror does: it types, brackets in pairs as by a keyboard, and takes back.
import { insertBracket } from '@codemirror/autocomplete'
import { cursorCharLeft, cursorCharRight, indentMore, redo, undo } from '@codemirror/commands'
import { indentUnit } from '@codemirror/language'
import type { EditorView } from '@codemirror/view'
import type { RowKey } from './key-row'

/** What is in the first layer of every phone's keyboard is not here. */
const SIGNS = ['(', ')', '[', ']', '{', '}', '=', '=>', '.', ',', ':', "'", '*', '+', '<', '>']

export function rowFor(view: EditorView): RowKey[] {
  return [
    { text: '⇥', name: 'Tab', press: () => indent(view) },
    { text: '↶', name: 'Undo', press: () => undo(view) },
    ...SIGNS.map((text): RowKey => ({ text, press: () => type(view, text) })),
    { text: '←', name: 'Left', press: () => cursorCharLeft(view) },
    { text: '→', name: 'Right', press: () => cursorCharRight(view) },
    { text: '↷', name: 'Redo', press: () => redo(view) },
  ]
}

function indent(view: EditorView): void {
  const { state } = view
  if (state.selection.main.empty) type(view, state.facet(indentUnit))
  else indentMore(view)
}

function type(view: EditorView, text: string): void {
  const { state } = view
  const plainly = { ...state.replaceSelection(text), userEvent: 'input.type', scrollIntoView: true }
  view.dispatch(insertBracket(state, text) ?? state.update(plainly))
}
