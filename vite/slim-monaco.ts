// Leaves out of the build what Monaco brings along and this editor never asks for.
import type { Plugin } from 'vite'

/**
 * Three things: the libraries of browser types inside Monaco's TypeScript (a third of its worker; learner code sees
 * none), the second copy of that worker which Monaco would start itself if we did not hand it ours, and every feature
 * there is, which the language would load after the editor has started: too late for the services that they need, so
 * that the next editor would complain.
 * Wanted in `plugins` and in `worker.plugins`.
 */
export function slimMonaco(): Plugin {
  return {
    name: 'tensorkata:slim-monaco',
    enforce: 'pre',
    transform: {
      filter: {
        id: /monaco-editor[\\/]esm[\\/].*(typescript[\\/](lib[\\/]lib|workerManager)|internal[\\/]common[\\/]workers)\.js$/,
      },
      handler: (code, id) => ({ code: slim(code, id), map: null }),
    },
  }
}

function slim(code: string, id: string): string {
  if (id.endsWith('workerManager.js')) return withoutOwnWorker(code)
  return id.endsWith('workers.js') ? withoutFeatures(code) : withoutBrowserLibs(code)
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

function withoutFeatures(code: string): string {
  const slim = code.replace(/^import '[^']+';$/gm, '')
  if (slim.length === code.length)
    throw new Error('slim-monaco: the features are not where they were; look at internal/common/workers.js')
  return slim
}
