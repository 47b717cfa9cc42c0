// The simple desk of the editor room: a text field with line numbers, for the first moment and for bad days.
import type { CodeEditor, EditorOptions, EditorSetup, Mark } from './code-editor'
import { CODE_FONT, LINE_HEIGHT, paint } from './editor-colours'
import { addPlainKeys, insertText } from './plain-keys'
import { createLineRuler } from './plain-lines'
import { createMarkList } from './plain-marks'
import './plain-editor.css'

export interface PlainEditor extends CodeEditor {
  readonly kind: 'plain'
  readonly element: HTMLElement
  /** How many characters stand before the cursor. */
  cursor(): number
}

export function openPlainEditor(host: HTMLElement, setup: EditorSetup): PlainEditor {
  const element = document.createElement('div')
  element.className = 'tk-plain'
  const field = createField(setup)
  const desk = document.createElement('div')
  desk.className = 'tk-plain-desk'
  const ruler = createLineRuler(field)
  const list = createMarkList((line) => selectLine(field, line))
  desk.append(ruler.element, field)
  element.append(desk, list.element)
  field.addEventListener('input', () => setup.onChange(field.value))
  addPlainKeys(field, setup)
  let options: EditorOptions = setup.options
  const dress = () => {
    applyOptions(element, field, options)
    ruler.update(options.wordWrap)
  }
  host.replaceChildren(element)
  dress()
  return {
    kind: 'plain',
    element,
    value: () => field.value,
    cursor: () => field.selectionStart,
    setValue: (text) => replaceAll(field, text),
    focus: () => field.focus(),
    reveal: (line) => selectLine(field, line),
    mark(problems: readonly Mark[]) {
      list.show(problems)
      ruler.mark(problems)
    },
    setOptions(changes) {
      options = { ...options, ...changes }
      dress()
    },
    dispose() {
      ruler.dispose()
      element.remove()
    },
  }
}

function createField({ label, value }: EditorSetup): HTMLTextAreaElement {
  const field = document.createElement('textarea')
  field.className = 'tk-plain-text'
  field.setAttribute('aria-label', label)
  field.spellcheck = false
  field.autocapitalize = 'off'
  field.setAttribute('autocorrect', 'off')
  field.autocomplete = 'off'
  field.value = value
  return field
}

function applyOptions(element: HTMLElement, field: HTMLTextAreaElement, options: EditorOptions): void {
  paint(element, options.theme)
  element.style.setProperty('--tk-plain-line', `${Math.round(options.fontSize * LINE_HEIGHT)}px`)
  element.style.fontFamily = CODE_FONT
  element.style.fontSize = `${options.fontSize}px`
  field.wrap = options.wordWrap ? 'soft' : 'off'
}

/** Goes through the browser's own editing, so that Ctrl+Z brings the old text back. */
function replaceAll(field: HTMLTextAreaElement, text: string): void {
  if (text === field.value) return
  const before = document.activeElement
  field.focus({ preventScroll: true })
  field.select()
  insertText(field, text)
  field.setSelectionRange(0, 0)
  if (before instanceof HTMLElement && before !== field) before.focus({ preventScroll: true })
}

function selectLine(field: HTMLTextAreaElement, line: number): void {
  const lines = field.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  field.focus()
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
}
