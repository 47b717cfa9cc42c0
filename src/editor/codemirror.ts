// The good desk of the editor room where one touches the screen: CodeMirror, with the same TypeScript behind it.
import { closeBrackets, closeBracketsKeymap, completionStatus } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state'
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { stayAboveKeyboard } from './above-keyboard'
import { fixedTip, showCaret } from './caret-tip'
import type { CodeEditor, EditorOptions, EditorSetup } from './code-editor'
import './codemirror.css'
import { helpedBy } from './codemirror-language'
import { marks, setMarks, startOf } from './codemirror-marks'
import { rowFor } from './codemirror-row'
import { lookOf } from './codemirror-theme'
import { paint } from './editor-colours'
import { createKeyRow } from './key-row'
import { openLanguage } from './open-language'
import { createMarkList } from './plain-marks'

/** Fills `host`, which has a size of its own. TypeScript's help comes later, or not at all, and the editor says so. */
export function createCodeMirror(host: HTMLElement, setup: EditorSetup, cursor = 0): CodeEditor {
  const [look, wrap, help] = [new Compartment(), new Compartment(), new Compartment()]
  let options: EditorOptions = setup.options
  const desk = elementOf('tk-cm-desk')
  const view = new EditorView({
    parent: desk,
    doc: setup.value,
    selection: { anchor: Math.min(cursor, setup.value.length) },
    extensions: [
      ...[keysOf(setup), writing, marks, look.of(lookOf(options)), wrap.of(wrapping(options))],
      help.of(fixedTip('')),
      EditorView.contentAttributes.of({ 'aria-label': setup.label, tabindex: '0' }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) setup.onChange(state.doc.toString())
      }),
    ],
  })
  const reveal = (line: number): void => {
    const start = startOf(view.state.doc, line)
    view.dispatch({
      selection: { anchor: start },
      effects: EditorView.scrollIntoView(start, { y: 'center' }),
    })
    view.focus()
  }
  const list = createMarkList(reveal)
  const root = elementOf('tk-cm')
  root.append(desk, list.element, createKeyRow(rowFor(view)))
  paint(root, options.theme)
  host.replaceChildren(root)
  const stopGivingWay = stayAboveKeyboard(root)
  // The keyboard has come, or the keys below: there is less room, and it may have been the caret's.
  const room = new ResizeObserver(() => showCaret(view))
  room.observe(desk)
  const stopHelp = helpLater(view, help, setup)
  return {
    kind: 'codemirror',
    value: () => view.state.doc.toString(),
    setValue: (text) => replaceAll(view, text),
    focus: () => view.focus(),
    reveal,
    mark(problems) {
      list.show(problems)
      view.dispatch({ effects: setMarks.of(problems) })
    },
    setOptions(changes) {
      options = { ...options, ...changes }
      paint(root, options.theme)
      view.dispatch({ effects: [look.reconfigure(lookOf(options)), wrap.reconfigure(wrapping(options))] })
    },
    dispose() {
      stopGivingWay()
      room.disconnect()
      stopHelp()
      view.destroy()
      root.remove()
    },
  }
}

function elementOf(className: string): HTMLElement {
  const element = document.createElement('div')
  element.className = className
  return element
}

const wrapping = ({ wordWrap }: EditorOptions): Extension => (wordWrap ? EditorView.lineWrapping : [])

/** The selection is the browser's own, whose handles a finger can take hold of. */
const writing: Extension = [
  ...[history(), indentOnInput(), bracketMatching(), closeBrackets()],
  ...[lineNumbers(), highlightActiveLine(), highlightActiveLineGutter()],
  ...[javascript({ typescript: true }), indentUnit.of('  '), EditorState.tabSize.of(2)],
  keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
]

function keysOf({ onRun, onSubmit, onEscapeHint }: EditorSetup): Extension {
  return [
    Prec.highest(
      keymap.of([
        { key: 'Mod-Enter', run: () => (onRun(), true) },
        { key: 'Shift-Mod-Enter', run: () => (onSubmit(), true) },
      ]),
    ),
    // CodeMirror itself lets the next Tab leave after Escape.
    EditorView.domEventHandlers({
      keydown: ({ key }, { state }) => {
        if (key === 'Escape' && completionStatus(state) === null) onEscapeHint?.()
        return false
      },
    }),
  ]
}

/** One undoable step of its own. */
function replaceAll(view: EditorView, text: string): void {
  if (text === view.state.doc.toString()) return
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: 0 },
    annotations: isolateHistory.of('full'),
  })
}

/** The text can be typed at once; TypeScript comes when it has come. What is returned ends it. */
function helpLater(view: EditorView, help: Compartment, { path, files }: EditorSetup): () => void {
  let isGone = false
  let close = (): void => {}
  openLanguage(path, files).then(
    (opened) => {
      if (isGone) return opened.close()
      close = opened.close
      view.dispatch({ effects: help.reconfigure(helpedBy(opened.language)) })
    },
    (error: unknown) => {
      console.warn('TypeScript did not come to the editor.', error)
      const words = 'Completions and type errors could not be loaded. Running and submitting work the same.'
      if (!isGone) view.dispatch({ effects: help.reconfigure(fixedTip(words)) })
    },
  )
  return () => {
    isGone = true
    close()
  }
}
