// The good desk of the editor room: Monaco, with TypeScript and TF.js known to it.
import './monaco-features'
import { KeyCode, KeyMod, Uri, editor } from 'monaco-editor/editor'
import type { CodeEditor, EditorOptions, EditorSetup } from './code-editor'
import { CODE_FONT, LINE_HEIGHT } from './editor-colours'
import { escapeThenTabLeaves } from './monaco-escape'
import { createMarker } from './monaco-marks'
import { defineThemes, themeId } from './monaco-theme'
import { startWorkers } from './monaco-workers'
import { addPublicFiles, teachTypeScript } from './tfjs-library'

/** Everything that can fail, before anything is drawn: the workers run and the types of TF.js are here. */
export async function prepareMonaco(): Promise<void> {
  await Promise.all([startWorkers(), teachTypeScript()])
  defineThemes()
}

/** Call after `prepareMonaco`; fills `host`, which has a size of its own. */
export function createMonacoEditor(host: HTMLElement, setup: EditorSetup, cursor = 0): CodeEditor {
  const folder = freeFolder(setup.path)
  const files = addPublicFiles(folder, setup.files)
  const model = editor.createModel(setup.value, 'typescript', modelUri(folder, setup.path))
  model.updateOptions({ tabSize: 2, insertSpaces: true })
  const view = editor.create(host, { ...fixedOptions(setup), ...liveOptions(setup.options), model })
  view.setPosition(model.getPositionAt(cursor))
  const marker = createMarker(view, model)
  addKeys(view, setup)
  const leaving = escapeThenTabLeaves(view, () => setup.onEscapeHint?.())
  model.onDidChangeContent(() => setup.onChange(model.getValue()))
  void remeasureWhenFontIsHere()
  return {
    kind: 'monaco',
    value: () => model.getValue(),
    setValue: (text) => replaceAll(model, text),
    focus: () => view.focus(),
    reveal(line) {
      view.setPosition({ lineNumber: line, column: model.getLineFirstNonWhitespaceColumn(line) || 1 })
      view.revealLineInCenterIfOutsideViewport(line)
      view.focus()
    },
    mark: marker,
    format: () => void view.getAction('editor.action.formatDocument')?.run(),
    setOptions: (options) => view.updateOptions(liveOptions(options)),
    dispose() {
      leaving.dispose()
      view.dispose()
      model.dispose()
      files.dispose()
    },
  }
}

/** Monaco measures letters once; a web font that comes later would leave the cursor beside its place. */
async function remeasureWhenFontIsHere(): Promise<void> {
  await document.fonts.load(`16px ${CODE_FONT}`).catch(() => [])
  editor.remeasureFonts()
}

function modelUri(folder: string, path: string): Uri {
  return Uri.parse(`${folder}/${path.split('/').at(-1)}`)
}

/** `file:///gradient-descent`, or a numbered one while another editor of the same exercise is still open. */
function freeFolder(path: string): string {
  const folder = path.split('/').slice(0, -1).join('/')
  const taken = (root: string) => editor.getModel(modelUri(root, path)) !== null
  for (let copy = 1; ; copy += 1) {
    const root = ['file://', copy > 1 ? String(copy) : '', folder].filter((part) => part !== '').join('/')
    if (!taken(root)) return root
  }
}

function replaceAll(model: editor.ITextModel, text: string): void {
  if (text === model.getValue()) return
  model.pushStackElement()
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  model.pushStackElement()
}

function addKeys(view: editor.IStandaloneCodeEditor, setup: EditorSetup): void {
  const enter = KeyMod.CtrlCmd | KeyCode.Enter
  const actions = [
    { id: 'tensorkata.run', label: 'Run', keybindings: [enter], run: () => setup.onRun() },
    {
      id: 'tensorkata.submit',
      label: 'Submit',
      keybindings: [enter | KeyMod.Shift],
      run: () => setup.onSubmit(),
    },
  ]
  for (const action of actions) view.addAction({ ...action, contextMenuGroupId: 'tensorkata' })
}

function liveOptions(options: Partial<EditorOptions>): editor.IEditorOptions & { theme?: string } {
  const { fontSize, wordWrap, theme } = options
  return {
    ...(fontSize === undefined ? {} : { fontSize, lineHeight: Math.round(fontSize * LINE_HEIGHT) }),
    ...(wordWrap === undefined ? {} : { wordWrap: wordWrap ? 'on' : 'off' }),
    ...(theme === undefined ? {} : { theme: themeId(theme) }),
  }
}

function fixedOptions({ label }: EditorSetup): editor.IStandaloneEditorConstructionOptions {
  return {
    ariaLabel: label,
    automaticLayout: true,
    fontFamily: CODE_FONT,
    fontLigatures: false,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    smoothScrolling: false,
    padding: { top: 12, bottom: 12 },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 12,
    glyphMargin: false,
    folding: true,
    renderFinalNewline: 'on',
    renderLineHighlight: 'line',
    bracketPairColorization: { enabled: false },
    guides: { indentation: true },
    occurrencesHighlight: 'singleFile',
    overviewRulerBorder: false,
    scrollbar: { useShadows: false, alwaysConsumeMouseWheel: false },
    fixedOverflowWidgets: true,
    quickSuggestions: { other: true, comments: false, strings: false },
    wordBasedSuggestions: 'off',
    suggest: { showWords: false, preview: false },
    inlineSuggest: { enabled: false },
    stickyScroll: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
    detectIndentation: false,
    tabSize: 2,
    insertSpaces: true,
    'semanticHighlighting.enabled': false,
  }
}
