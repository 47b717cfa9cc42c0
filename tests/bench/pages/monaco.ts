// Monaco as its own documentation puts it on a page, with TypeScript and nothing of ours.

import * as monaco from 'monaco-editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker'

self.MonacoEnvironment = {
  getWorker: (_, label) =>
    label === 'typescript' || label === 'javascript' ? new TypeScriptWorker() : new EditorWorker(),
}
monaco.editor.create(document.getElementById('editor')!, {
  value: 'const x: number = 1\n',
  language: 'typescript',
})
