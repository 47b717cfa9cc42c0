// The program of the learner's realm: wiring alone.

import { expose } from 'comlink'
import { createRunner } from './runner'
import { privateDoor } from '../shared/private-door'
import { silence } from '../shared/silence'
import type { Tf } from '../shared/tf'

declare const tf: Tf

// Deep enough to reach the learner's line through TF.js. Only V8 has this.
Object.assign(Error, { stackTraceLimit: 60 })
// What is thrown outside any call, in a timer or an unawaited promise, ends up in the learner's console, and never in the
// browser's, which may be written to on the page's thread: not even when the learner's code patches what this calls.
const { apply } = Reflect
const { preventDefault } = Event.prototype
const tell = (event: Event, ...words: unknown[]): void => {
  apply(preventDefault, event, [])
  try {
    console.error(...words)
  } catch {
    // A console of the learner's own that throws has nothing to tell.
  }
}
addEventListener('error', (event) => tell(event, event.error ?? event.message))
addEventListener('unhandledrejection', (event) => tell(event, 'Unhandled rejection:', event.reason))
silence(globalThis)

addEventListener(
  'message',
  ({ ports: [toPage, toGrader] }) => {
    const door = privateDoor(toPage!)
    const runner = createRunner({ tf, emit: (event) => door.postMessage(event), globals: globalThis })
    expose(runner.door, door)
    expose(runner.learnerDoor, privateDoor(toGrader!))
  },
  { once: true },
)
