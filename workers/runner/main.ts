// The program of the learner's realm: wiring alone.

import { expose } from 'comlink'
import { createRunner } from './runner'
import { silence } from '../shared/silence'
import type { Tf } from '../shared/tf'

declare const tf: Tf

// Deep enough to reach the learner's line through TF.js. Only V8 has this.
Object.assign(Error, { stackTraceLimit: 60 })
// What is thrown outside any call, in a timer or an unawaited promise, ends up in the learner's console.
addEventListener('error', (event) => {
  event.preventDefault()
  console.error(event.error ?? event.message)
})
addEventListener('unhandledrejection', (event) => {
  event.preventDefault()
  console.error('Unhandled rejection:', event.reason)
})
silence(globalThis)

addEventListener(
  'message',
  ({ ports: [door, peer] }) => {
    const runner = createRunner({ tf, emit: (event) => door!.postMessage(event), globals: globalThis })
    expose(runner.door, door!)
    expose(runner.learnerDoor, peer!)
  },
  { once: true },
)
