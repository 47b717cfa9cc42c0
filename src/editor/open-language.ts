// The way to TypeScript without Monaco: the very worker that Monaco uses, asked by a port of its own.
import { releaseProxy, wrap } from 'comlink'
import type { Language } from './language'
import { languageOrder } from './language-order'
import { learnerLibraries } from './learner-libraries'
import { publicFiles } from './public-files'
import { startWorker } from './start-worker'
import TypeScriptWorker from './typescript-worker?worker'

export type LanguageDoor = Pick<Language, 'check' | 'complete' | 'explain'>

export interface OpenLanguage {
  readonly language: LanguageDoor
  /** Ends the worker, and so gives back the room that TypeScript takes. */
  close(): void
}

/** About the file at `path`, beside which lie `files`. Rejects when the worker or the types cannot be loaded. */
export async function openLanguage(
  path: string,
  files: Readonly<Record<string, string>>,
): Promise<OpenLanguage> {
  const file = `file:///${path}`
  const { worker, ready } = startWorker(TypeScriptWorker, 'typescript')
  try {
    const [libraries] = await Promise.all([learnerLibraries(), ready])
    const { port1, port2 } = new MessageChannel()
    const around = [...libraries, ...publicFiles(new URL('.', file).href.slice(0, -1), files)]
    worker.postMessage(languageOrder(file, around), [port2])
    const language = wrap<LanguageDoor>(port1)
    return {
      language,
      close: () => {
        language[releaseProxy]()
        worker.terminate()
      },
    }
  } catch (error) {
    worker.terminate()
    throw error
  }
}
