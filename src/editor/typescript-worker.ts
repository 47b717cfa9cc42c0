// Runs in a worker: TypeScript's service, for Monaco in Monaco's own way, and for another editor by a port that it sends.
import 'monaco-editor/languages/features/typescript/ts.worker'
import { expose } from 'comlink'
import { isLanguageOrder } from './language-order'
import { Language } from './language'
import { announce } from './worker-greeting'

addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
  if (isLanguageOrder(data)) expose(new Language(data.file, data.libraries), ports[0]!)
})
announce()
