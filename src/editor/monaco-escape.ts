// No keyboard trap: in Monaco, too, Escape and then Tab leaves the editor. (Ctrl+M switches what Tab does for good.)
import { KeyCode, type IDisposable, type editor } from 'monaco-editor/editor'

/** Widgets for which Escape means "close this", and after which Tab should go on indenting. */
const OPEN_WIDGETS = [
  '.suggest-widget.visible',
  '.parameter-hints-widget.visible',
  '.find-widget.visible',
  '.rename-box',
]

export function escapeThenTabLeaves(view: editor.IStandaloneCodeEditor, onArmed: () => void): IDisposable {
  let armed = false
  const arm = (on: boolean) => {
    if (armed === on) return
    armed = on
    view.updateOptions({ tabFocusMode: on })
  }
  const listeners = [
    view.onKeyDown((event) => {
      if (event.keyCode === KeyCode.Escape && isIdle(view)) {
        arm(true)
        onArmed()
      } else if (![KeyCode.Tab, KeyCode.Shift, KeyCode.Escape].includes(event.keyCode)) arm(false)
    }),
    view.onMouseDown(() => arm(false)),
    view.onDidBlurEditorWidget(() => arm(false)),
  ]
  return { dispose: () => listeners.forEach((listener) => listener.dispose()) }
}

function isIdle(view: editor.IStandaloneCodeEditor): boolean {
  const selections = view.getSelections() ?? []
  const isBusy = selections.length > 1 || selections.some((selection) => !selection.isEmpty())
  return !isBusy && document.querySelector(OPEN_WIDGETS.join(',')) === null
}
