// A realm without a worker: a door behind a MessageChannel, whose failures are a test's to call.

import { expose } from 'comlink'
import { type Carrier, type Death, type Port, Realm } from '../../src/judging/realm'

export interface FakeRealm<Door> {
  readonly realm: Realm<Door>
  /** What the realm posts on its own, sent as it is. */
  post(message: unknown): void
  /** The realm fails by itself. */
  fail(reason: string, cause?: Death['cause']): void
  /** How often the carrier was ended. */
  readonly ended: () => number
}

export function fakeRealm<Door extends object>(door: Partial<Door>): FakeRealm<Door> {
  const { port1, port2 } = new MessageChannel()
  expose(door, port2)
  let report: FakeRealm<Door>['fail'] = () => {}
  let ended = 0
  const carrier: Carrier = {
    door: port1 as unknown as Port,
    end: () => void ended++,
    onFailure: (listener) => {
      report = listener
    },
  }
  const realm = new Realm<Door>(carrier)
  void realm.died.then(() => port2.close())
  return {
    realm,
    post: (message) => port2.postMessage(message),
    fail: (reason, cause) => report(reason, cause),
    ended: () => ended,
  }
}

/** A promise that never settles. */
export const never = (): Promise<never> => new Promise(() => {})
