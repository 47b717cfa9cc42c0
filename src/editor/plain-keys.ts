// What the keys do in the plain editor: indent, keep the indent, run, submit, and leave by Escape then Tab.
import type { EditorSetup } from './code-editor'

const INDENT = '  '

type Keys = Pick<EditorSetup, 'onRun' | 'onSubmit' | 'onEscapeHint'>

export function addPlainKeys(field: HTMLTextAreaElement, setup: Keys): void {
  let leaving = false
  field.addEventListener('blur', () => (leaving = false))
  field.addEventListener('pointerdown', () => (leaving = false))
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.key === 'Shift') return
    if (event.key === 'Escape') {
      leaving = true
      setup.onEscapeHint?.()
    } else if (event.key === 'Tab' && !hasModifier(event)) {
      if (leaving) return
      event.preventDefault()
      if (event.shiftKey) outdent(field)
      else indent(field)
    } else {
      leaving = false
      if (event.key === 'Enter') onEnter(event, field, setup)
    }
  })
}

/** Types `text` over the selection in a way the browser can undo. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  const done = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)
  if (done) return
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

function onEnter(event: KeyboardEvent, field: HTMLTextAreaElement, setup: Keys): void {
  const isCommand = event.ctrlKey || event.metaKey
  if (!isCommand && (event.altKey || event.shiftKey)) return
  event.preventDefault()
  if (!isCommand) insertText(field, `\n${currentIndent(field)}`)
  else if (event.shiftKey) setup.onSubmit()
  else setup.onRun()
}

function indent(field: HTMLTextAreaElement): void {
  if (!selectedText(field).includes('\n')) insertText(field, INDENT)
  else changeLines(field, (line) => (line === '' ? line : INDENT + line))
}

function outdent(field: HTMLTextAreaElement): void {
  changeLines(field, (line) => line.replace(/^ {1,2}|^\t/, ''))
}

/** Rewrites the lines the selection touches; a bare cursor stays where it was in its line. */
function changeLines(field: HTMLTextAreaElement, change: (line: string) => string): void {
  const { value, selectionStart, selectionEnd } = field
  const start = lineStart(field)
  const after = value.indexOf('\n', Math.max(selectionStart, selectionEnd - 1))
  const end = after < 0 ? value.length : after
  const old = value.slice(start, end)
  const text = old.split('\n').map(change).join('\n')
  if (text === old) return
  field.setSelectionRange(start, end)
  insertText(field, text)
  const cursor = Math.max(start, selectionStart + text.length - old.length)
  if (selectionStart === selectionEnd) field.setSelectionRange(cursor, cursor)
  else field.setSelectionRange(start, start + text.length)
}

function currentIndent(field: HTMLTextAreaElement): string {
  const line = field.value.slice(lineStart(field), field.selectionStart)
  return /^[ \t]*/.exec(line)?.[0] ?? ''
}

function lineStart(field: HTMLTextAreaElement): number {
  return field.value.lastIndexOf('\n', field.selectionStart - 1) + 1
}

function selectedText(field: HTMLTextAreaElement): string {
  return field.value.slice(field.selectionStart, field.selectionEnd)
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey
}
