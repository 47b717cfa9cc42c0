// One line below the code, for who has no pointer to rest on a word: what is wrong at the caret, or what stands there.
import { forEachDiagnostic, setDiagnosticsEffect } from '@codemirror/lint'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, type Panel, showPanel } from '@codemirror/view'

/** Milliseconds after the caret has come to rest. */
const DELAY = 250

/** The words for an offset of a text; null where there is nothing to say. Their first line is the one that is shown. */
export type Explain = (text: string, at: number) => Promise<string | null>

export function caretTip(explain: Explain): Extension {
  return showPanel.of((view) => followCaret(view, createLine(view), explain))
}

/** Says one thing wherever the caret is, also to who does not write; or nothing, and keeps the room. */
export function fixedTip(words: string): Extension {
  return showPanel.of((view) => {
    const line = createLine(view)
    line.tell(words, false)
    line.dom.classList.toggle('tk-cm-tip-fixed', words !== '')
    return { dom: line.dom }
  })
}

/** Scrolls to the caret of who writes, with a line around it. */
export function showCaret(view: EditorView): void {
  const { head } = view.state.selection.main
  if (view.hasFocus) view.dispatch({ effects: EditorView.scrollIntoView(head, { yMargin: 24 }) })
}

function followCaret(view: EditorView, line: Line, explain: Explain): Panel {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = async (): Promise<void> => {
    const { state } = view
    const problem = problemAtCaret(state)
    if (problem !== null) return line.tell(problem, true)
    const words = await explain(state.doc.toString(), state.selection.main.head).catch(() => null)
    if (view.state === state) line.tell(words ?? placeIn(state), false)
  }
  return {
    dom: line.dom,
    update({ docChanged, selectionSet, transactions }) {
      const isChecked = transactions.some(({ effects }) =>
        effects.some((one) => one.is(setDiagnosticsEffect)),
      )
      if (!docChanged && !selectionSet && !isChecked) return
      clearTimeout(timer)
      timer = setTimeout(() => void look(), DELAY)
    },
    destroy: () => clearTimeout(timer),
  }
}

interface Line {
  readonly dom: HTMLElement
  tell(words: string, isProblem: boolean): void
}

/** A tap shows all of what is longer than the line, and another takes it away. */
function createLine(view: EditorView): Line {
  const dom = document.createElement('div')
  dom.className = 'tk-cm-tip'
  const button = document.createElement('button')
  button.type = 'button'
  const open = (isOpen: boolean): void => button.setAttribute('aria-expanded', String(isOpen))
  button.addEventListener('click', () => {
    open(button.getAttribute('aria-expanded') !== 'true')
    showCaret(view)
  })
  // To read on must not put the phone's keyboard away.
  button.addEventListener('mousedown', (event) => event.preventDefault())
  dom.append(button)
  const tell: Line['tell'] = (words, isProblem) => {
    if (words === button.textContent) return
    button.textContent = words
    button.hidden = words === ''
    button.classList.toggle('tk-cm-tip-problem', isProblem)
    open(false)
  }
  button.hidden = true
  return { dom, tell }
}

function placeIn({ doc, selection }: EditorState): string {
  const { number, from } = doc.lineAt(selection.main.head)
  return `Line ${number}, column ${selection.main.head - from + 1}`
}

/** Of the problems on the caret's line, the one that it stands in, or else the first. */
function problemAtCaret(state: EditorState): string | null {
  const { head } = state.selection.main
  const line = state.doc.lineAt(head)
  let onLine: string | null = null
  let atCaret: string | null = null
  forEachDiagnostic(state, ({ message }, from, to) => {
    if (from > line.to || to < line.from) return
    onLine ??= message
    if (from <= head && to >= head) atCaret ??= message
  })
  return atCaret ?? onLine
}
