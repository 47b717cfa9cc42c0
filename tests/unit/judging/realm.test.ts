// One realm's life: its answers, its events, its death.

import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { RealmDied } from '../../../src/judging/realm'
import { CAPS } from '../../../src/protocol/caps'
import { RunnerEvent } from '../../../src/protocol/events'
import { fakeRealm, never } from '../../support/fake-realm'
import { settled } from '../../support/fake-clock'

interface Door {
  double(x: number): Promise<unknown>
  wait(): Promise<unknown>
}
const open = () =>
  fakeRealm<Door>({
    double: (x) => {
      if (x < 0) throw new RangeError('negative')
      return Promise.resolve(2 * x)
    },
    wait: never,
  })
const askDouble = ({ realm }: ReturnType<typeof open>, x: number): Promise<number> =>
  realm.ask('double', v.number(), (door) => door.double(x))
const askWait = ({ realm }: ReturnType<typeof open>): Promise<unknown> =>
  realm.ask('wait', v.unknown(), (door) => door.wait())
const death = { cause: 'killed', reason: 'over' } as const

describe('a call', () => {
  test('is answered, and the state follows it', async () => {
    const fake = open()
    expect(fake.realm.state).toEqual({ name: 'starting' })
    const answer = askDouble(fake, 4)
    expect(fake.realm.state).toEqual({ name: 'busy', calls: ['double'] })
    expect(await answer).toBe(8)
    expect(fake.realm.state).toEqual({ name: 'ready' })
    fake.realm.kill(death)
    expect(fake.realm.state).toEqual({ name: 'dead', death })
  })

  test('that fails there fails here, and leaves the realm alive', async () => {
    const fake = open()
    await expect(askDouble(fake, -1)).rejects.toThrow('negative')
    expect(await askDouble(fake, 1)).toBe(2)
    fake.realm.kill(death)
  })

  test('whose answer is malformed is a TypeError that names the call', async () => {
    const fake = open()
    await expect(fake.realm.ask('double', v.string(), (door) => door.double(1))).rejects.toThrow(
      /^The realm's answer to double is malformed: .*Expected string/,
    )
    expect(fake.realm.state).toEqual({ name: 'ready' })
    fake.realm.kill(death)
  })
})

describe('death', () => {
  test('settles every pending call with its cause', async () => {
    const fake = open()
    const calls = [askWait(fake), askWait(fake)].map((call) => call.catch((error: unknown) => error))
    await settled()
    expect(fake.realm.state).toEqual({ name: 'busy', calls: ['wait', 'wait'] })
    fake.realm.kill(death)
    for (const error of await Promise.all(calls)) {
      expect(error).toBeInstanceOf(RealmDied)
      expect((error as RealmDied).death).toEqual(death)
    }
    expect(await fake.realm.died).toEqual(death)
  })

  test('refuses every later call at once', async () => {
    const fake = open()
    fake.realm.kill(death)
    await expect(askDouble(fake, 1)).rejects.toBeInstanceOf(RealmDied)
  })

  test('keeps its first cause, and ends the carrier once', async () => {
    const fake = open()
    fake.realm.kill(death)
    fake.realm.kill({ cause: 'flooded', reason: 'later' })
    fake.fail('later still')
    expect(await fake.realm.died).toEqual(death)
    expect(fake.ended()).toBe(1)
  })

  test('by itself is a crash, or never a start before the first answer', async () => {
    const [early, late] = [open(), open()]
    await askDouble(late, 1)
    early.fail('no script')
    late.fail('out of memory')
    expect(await early.realm.died).toEqual({ cause: 'never-started', reason: 'no script' })
    expect(await late.realm.died).toEqual({ cause: 'crashed', reason: 'out of memory' })
  })
})

test('a carrier that ended its realm for a flood says so', async () => {
  const fake = open()
  await askDouble(fake, 1)
  fake.fail('too much', 'flooded')
  expect(await fake.realm.died).toEqual({ cause: 'flooded', reason: 'too much' })
})

describe('events', () => {
  const listen = (fake: ReturnType<typeof open>): RunnerEvent[] => {
    const heard: RunnerEvent[] = []
    fake.realm.listen(RunnerEvent, (event) => heard.push(event))
    return heard
  }

  test('are heard by their schema; all else is dropped', async () => {
    const fake = open()
    const heard = listen(fake)
    const good = { event: 'progress', fraction: 0.5 }
    for (const message of [
      good,
      { event: 'progress', fraction: 2 },
      { passed: true },
      null,
      'event',
      5,
      { event: 'nope' },
      new Map(),
    ])
      fake.post(message)
    await settled()
    expect(heard).toEqual([good])
    expect(await askDouble(fake, 2)).toBe(4)
    fake.realm.kill(death)
  })

  test('are not heard from the dead', async () => {
    const fake = open()
    const heard = listen(fake)
    fake.post({ event: 'context-lost' })
    fake.realm.kill(death)
    await settled()
    expect(heard).toEqual([])
  })

  test.each([
    ['well-formed', { event: 'progress', fraction: 0.5 }],
    ['meaningless', 'spam'],
  ])('that flood, %s or not, end the realm at the cap', async (_, message) => {
    const fake = open()
    const heard = listen(fake)
    for (let i = 0; i <= CAPS.messages; i++) fake.post(message)
    expect(await fake.realm.died).toEqual({ cause: 'flooded', reason: 'More than 20000 messages were sent.' })
    expect(fake.ended()).toBe(1)
    expect(heard.length).toBeLessThanOrEqual(CAPS.messages)
  })

  test.each<[string, unknown]>([
    ['one that is too large', { event: 'x', data: new Uint8Array(CAPS.messageBytes + 1) }],
    ['one of too many values', { event: 'x', data: new Array(CAPS.messageValues).fill(0) }],
  ])('that weigh too much end the realm: %s', async (_, message) => {
    const fake = open()
    const heard = listen(fake)
    fake.post(message)
    expect(await fake.realm.died).toEqual({
      cause: 'flooded',
      reason: 'More data was sent than the page takes.',
    })
    expect(heard).toEqual([])
  })

  test('up to the cap are heard, every one', async () => {
    const fake = open()
    const heard = listen(fake)
    for (let i = 0; i < CAPS.messages; i++) fake.post({ event: 'progress', fraction: 0 })
    while (heard.length < CAPS.messages) await settled()
    expect(fake.realm.state.name).not.toBe('dead')
    fake.realm.kill(death)
  })
})
