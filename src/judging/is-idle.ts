// Asks a learner's realm whether it waits or computes: one that waits still answers, and after all that it said before.

import * as v from 'valibot'
import type { RunnerDoor } from '../protocol/runner'
import type { Realm } from './realm'
import type { Clock } from './stopwatch'

export async function isIdle(
  runner: Realm<RunnerDoor>,
  clock: Clock,
  patienceMilliseconds: number,
): Promise<boolean> {
  let timer: unknown
  const silence = new Promise<boolean>((resolve) => {
    timer = clock.setTimeout(() => resolve(false), patienceMilliseconds)
  })
  const answer = runner
    .ask('ping', v.unknown(), (door) => door.ping())
    .then(
      () => true,
      () => false,
    )
  const isAnswered = await Promise.race([answer, silence])
  clock.clearTimeout(timer)
  return isAnswered
}
