// Takes away a worker's own postMessage. It leads to the frame's document alone, where nobody listens, and which may share
// its thread with the page.

import { replaceGlobal } from './replace-global'

export function silence(globals: object): void {
  replaceGlobal(globals, 'postMessage', () => {
    throw new Error('postMessage reaches nobody here. Return what you have to say, or log it.')
  })
}
