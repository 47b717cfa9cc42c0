// Asks a learner's realm that is out of time whether it waits or computes: one that waits still answers.

import * as v from 'valibot'
import type { RunnerDoor } from '../protocol/runner'
import type { Realm } from './realm'
import type { Clock } from './stopwatch'

const PING_MILLISECONDS = 80

export async function isIdle(runner: Realm<RunnerDoor>, clock: Clock): Promise<boolean> {
  const silence = new Promise<boolean>(
    (resolve) => void clock.setTimeout(() => resolve(false), PING_MILLISECONDS),
  )
  const answer = runner
    .ask('ping', v.unknown(), (door) => door.ping())
    .then(
      () => true,
      () => false,
    )
  return Promise.race([answer, silence])
}
