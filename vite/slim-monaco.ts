// Leaves out of the build what Monaco brings along and this editor never asks for.
import type { Plugin } from 'vite'

/**
 * Two things: the libraries of browser types inside Monaco's TypeScript (a third of its worker; learner code sees
 * none), and the second copy of that worker which Monaco would start itself if we did not hand it ours.
 * Wanted in `plugins` and in `worker.plugins`.
 */
export function slimMonaco(): Plugin {
  return {
    name: 'tensorkata:slim-monaco',
    enforce: 'pre',
    transform: {
      filter: { id: /monaco-editor[\\/]esm[\\/].*typescript[\\/](lib[\\/]lib|workerManager)\.js$/ },
      handler: (code, id) => ({
        code: id.endsWith('workerManager.js') ? withoutOwnWorker(code) : withoutBrowserLibs(code),
        map: null,
      }),
    },
  }
}

function withoutBrowserLibs(code: string): string {
  const slim = code.replace(/^libFileMap\["lib\.(?:dom|webworker)\.[^\n]*';$/gm, '')
  if (slim.length === code.length)
    throw new Error('slim-monaco: the libraries are not where they were; look at lib.js')
  return slim
}

function withoutOwnWorker(code: string): string {
  const slim = code.replace(/createWorker: \(\) => new Worker\([^\n]*\n/, '')
  if (slim.length === code.length)
    throw new Error('slim-monaco: the worker is not where it was; look at workerManager.js')
  return slim
}
