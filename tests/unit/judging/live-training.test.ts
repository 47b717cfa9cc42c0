// Training that is watched: what it asks of the learner's realm, and every way in which it can end.

import { describe, expect, test } from 'vitest'
import { LiveTraining } from '../../../src/judging/live-training'
import type { Watcher } from '../../../src/judging/submission'
import type { RunnerDoor } from '../../../src/protocol/runner'
import { FakeClock, settled } from '../../support/fake-clock'
import { fakeRealm, never } from '../../support/fake-realm'

const SUBMISSION = { path: 'solution.ts', main: { code: '' }, modules: {}, wanted: ['createModel'] }
const threw = { kind: 'threw', message: 'no such layer', line: 4 } as const

function open(door: Partial<RunnerDoor> = {}, watcher: Watcher = {}) {
  const clock = new FakeClock()
  const realm = fakeRealm<RunnerDoor>({
    prepare: () => Promise.resolve({ backend: 'cpu', tfjs: '4.22.0' }),
    load: () => Promise.resolve({ ok: true }),
    demo: () => Promise.resolve({ ok: true }),
    ...door,
  })
  return { realm, clock, training: new LiveTraining(realm.realm, watcher, clock) }
}

describe('training that is watched', () => {
  test('begins with the code, and goes on by one call at a time', async () => {
    const asked: string[] = []
    const { training, realm, clock } = open({
      demo: (code) => (asked.push(code), Promise.resolve({ ok: true })),
    })
    expect(await training.begin(SUBMISSION, 1)).toBeNull()
    expect(await training.advance('a little')).toBeNull()
    expect(await training.advance('a little more')).toBeNull()
    expect(asked).toEqual(['a little', 'a little more'])
    expect(clock.waiting).toBe(0)
    expect(realm.ended()).toBe(0)
  })

  test('hands on pictures, progress and logs', async () => {
    const heard: unknown[] = []
    const { realm } = open(
      {},
      {
        onProgress: (fraction) => heard.push(fraction),
        onLogs: (lines) => heard.push(lines[0]!.text),
        onView: (view) => heard.push(view.id),
      },
    )
    realm.post({ event: 'progress', fraction: 0.5 })
    realm.post({ event: 'logs', lines: [{ level: 'log', text: 'hello' }] })
    realm.post({ event: 'view', view: { kind: 'table', id: 't', title: '', columns: ['a'], rows: [] } })
    await settled()
    expect(heard).toEqual([0.5, 'hello', 't'])
  })

  test('tells what the code threw, while it loads and while it trains', async () => {
    const failing = () => Promise.resolve({ ok: false, problem: threw })
    expect(await open({ load: failing }).training.begin(SUBMISSION, 1)).toEqual(threw)
    expect(await open({ demo: failing }).training.advance('')).toEqual(threw)
  })

  test('ends a realm that does not answer, and says so', async () => {
    const { training, realm, clock } = open({ demo: never })
    const answer = training.advance('')
    await clock.advance(10_000)
    expect(await answer).toMatchObject({
      kind: 'timeout',
      message: expect.stringMatching(/still at work after 10 s/) as string,
    })
    expect(realm.ended()).toBe(1)
  })

  test('tells of a realm that closes itself, by the line, and of one that floods', async () => {
    const closing = open({ demo: never })
    const closed = closing.training.advance('')
    closing.realm.post({ event: 'closed', line: 3 })
    expect(await closed).toMatchObject({ kind: 'crashed', line: 3 })
    const flooding = open({ demo: never })
    const flooded = flooding.training.advance('')
    flooding.realm.fail('Too many messages.', 'flooded')
    expect(await flooded).toMatchObject({
      kind: 'too-much-output',
      remedy: expect.stringMatching(/Log less/) as string,
    })
  })

  test('does not believe an answer that is none', async () => {
    const { training } = open({ demo: () => Promise.resolve({ ok: 'perhaps' }) })
    expect(await training.advance('')).toMatchObject({ kind: 'unsupported-value' })
  })

  test('rejects when no sandbox starts', async () => {
    const { training, clock } = open({ prepare: never })
    const begun = training.begin(SUBMISSION, 1)
    const told = expect(begun).rejects.toThrow('The sandbox did not start in time.')
    await clock.advance(30_000)
    await told
  })
})
