// The program of the grader's realm: wiring alone.

import { type Endpoint, expose, wrap } from 'comlink'
import type { GraderDoor } from '../../src/protocol/grader'
import type { LearnerDoor } from '../../src/protocol/runner'
import { privateDoor } from '../shared/private-door'
import { silence } from '../shared/silence'
import type { Tf } from '../shared/tf'
import { judge } from './judge'

declare const tf: Tf

const createDoor = (door: Endpoint, peer: Endpoint): GraderDoor => {
  const world = {
    tf,
    emit: (event: unknown) => door.postMessage(event),
    learnerDoor: wrap<LearnerDoor>(peer) as unknown as LearnerDoor,
  }
  return {
    prepare: async () => void (await tf.setBackend('cpu')),
    judge: (job) => judge(world, job),
  }
}

silence(globalThis)
addEventListener(
  'message',
  ({ ports: [toPage, toLearner] }) => {
    const door = privateDoor(toPage!)
    expose(createDoor(door, privateDoor(toLearner!)), door)
  },
  { once: true },
)
