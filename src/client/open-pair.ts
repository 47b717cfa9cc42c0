// A learner's and a grader's realm in two frames, joined by a channel.

import { Realm } from '../judging/realm'
import type { RealmPair } from '../judging/realm-pair'
import type { GraderDoor } from '../protocol/grader'
import type { RunnerDoor } from '../protocol/runner'
import { realmProgram } from './realm-programs'
import { openSandbox } from './sandbox'

/** `programOf` gives the text of a realm's program. */
export async function openPair(programOf = realmProgram): Promise<RealmPair> {
  const { port1, port2 } = new MessageChannel()
  const [runnerProgram, graderProgram] = await Promise.all([programOf('runner'), programOf('grader')])
  const [runner, grader] = await Promise.all([
    openSandbox(runnerProgram, port1),
    openSandbox(graderProgram, port2),
  ])
  return { runner: new Realm<RunnerDoor>(runner), grader: new Realm<GraderDoor>(grader) }
}
