// A learner's realm and a grader's, joined by a channel of their own. A pair serves one submission and is never used again.

import type { GraderDoor } from '../protocol/grader'
import type { RunnerDoor } from '../protocol/runner'
import type { Death, Realm } from './realm'

export interface RealmPair {
  readonly runner: Realm<RunnerDoor>
  readonly grader: Realm<GraderDoor>
}

export type OpenPair = () => Promise<RealmPair>

export function killPair({ runner, grader }: RealmPair, reason: string): void {
  const death: Death = { cause: 'killed', reason }
  runner.kill(death)
  grader.kill(death)
}
