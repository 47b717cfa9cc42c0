// A program that nobody judges: how it ends, with a realm and a clock that a test holds in its hands.

import { afterEach, describe, expect, test } from 'vitest'
import type { LearnerWatcher } from '../../../src/judging/submission'
import { type ProgramRequest, runProgram } from '../../../src/judging/run-program'
import type { GraderDoor } from '../../../src/protocol/grader'
import type { RunnerDoor, Submission } from '../../../src/protocol/runner'
import { FakeClock, settled } from '../../support/fake-clock'
import { fakeRealm, type FakeRealm, never } from '../../support/fake-realm'

const opened: FakeRealm<never>[] = []
afterEach(() => {
  for (const { realm } of opened.splice(0)) realm.kill({ cause: 'killed', reason: 'The test is over.' })
})

interface World {
  readonly runner?: Partial<RunnerDoor>
  readonly request?: Partial<ProgramRequest>
  readonly watcher?: LearnerWatcher
  readonly signal?: AbortSignal
}

function start({ runner, request, watcher = {}, signal }: World = {}) {
  const clock = new FakeClock()
  const loaded: Submission[] = []
  const learner = fakeRealm<RunnerDoor>({
    prepare: () => Promise.resolve({ backend: 'cpu', tfjs: '4' }),
    load: (submission) => (loaded.push(submission), Promise.resolve({ ok: true })),
    ping: () => Promise.resolve(true),
    ...runner,
  })
  const grader = fakeRealm<GraderDoor>({})
  opened.push(learner as never, grader as never)
  const full: ProgramRequest = {
    file: { code: 'c' },
    path: 'scratch.ts',
    backend: 'cpu',
    seed: 5,
    ...request,
  }
  const end = runProgram({ runner: learner.realm, grader: grader.realm }, full, watcher, clock, signal)
  return { end, clock, loaded, learner, grader }
}

describe('a program', () => {
  test('that runs to its last line is finished, without exports, modules or tests, and both realms are gone', async () => {
    const { end, loaded, learner, grader } = start()
    expect(await end).toEqual({ outcome: 'finished', problems: [], backend: 'cpu', seed: 5, milliseconds: 0 })
    expect(loaded).toEqual([{ path: 'scratch.ts', main: { code: 'c' }, modules: {}, wanted: [] }])
    expect([learner.realm.state.name, grader.realm.state.name]).toEqual(['dead', 'dead'])
  })

  test('says all that it has to say before it is over', async () => {
    const heard: string[] = []
    const running = start({
      runner: {
        ping: () => {
          running.learner.post({ event: 'logs', lines: [{ level: 'log', text: 'last words' }] })
          return Promise.resolve(true)
        },
      },
      watcher: { onLogs: (lines) => heard.push(...lines.map(({ text }) => text)) },
    })
    await running.end
    expect(heard).toEqual(['last words'])
  })

  test('that throws fails with its problem', async () => {
    const problem = { kind: 'threw' as const, message: 'no', line: 3 }
    const { end } = start({ runner: { load: () => Promise.resolve({ ok: false, problem }) } })
    expect(await end).toMatchObject({ outcome: 'failed', problems: [problem] })
  })

  test('that computes for ever is ended by its time, and told so', async () => {
    const { end, clock } = start({ runner: { load: never, ping: never } })
    await clock.advance(119_000)
    await clock.advance(2_000)
    expect(await end).toMatchObject({
      outcome: 'failed',
      problems: [
        { kind: 'timeout', message: 'Your code was still computing after 120 s, all the time it has.' },
      ],
    })
  })

  test('has three times as long on webgl', async () => {
    const { end, clock } = start({ runner: { load: never }, request: { backend: 'webgl' } })
    let isOver = false
    void end.then(() => (isOver = true))
    await clock.advance(300_000)
    expect(isOver).toBe(false)
    await clock.advance(61_000)
    expect(await end).toMatchObject({
      problems: [{ message: expect.stringContaining('waiting after 360 s') as string }],
    })
  })

  test('is stopped at once, before and while it runs', async () => {
    const abort = new AbortController()
    const { end } = start({ runner: { load: never }, signal: abort.signal })
    await settled()
    abort.abort()
    expect(await end).toMatchObject({ outcome: 'stopped', problems: [] })
    expect(await start({ signal: abort.signal }).end).toMatchObject({ outcome: 'stopped' })
  })

  test.each([
    [
      'closed itself',
      { event: 'closed', line: 4 },
      { outcome: 'failed', problems: [{ kind: 'crashed', line: 4 }] },
    ],
    [
      'lost its graphics',
      { event: 'context-lost' },
      { outcome: 'infra', reason: 'The graphics context was lost.' },
    ],
  ])('that %s says so', async (_, event, ending) => {
    const { end, learner } = start({ runner: { load: never } })
    await settled()
    learner.post(event)
    expect(await end).toMatchObject(ending)
  })

  test('whose realm dies or floods is told why', async () => {
    const crashed = start({ runner: { load: never } })
    await settled()
    crashed.learner.fail('out of memory')
    expect(await crashed.end).toMatchObject({ outcome: 'failed', problems: [{ kind: 'crashed' }] })
    const flooding = start({ runner: { load: never } })
    await settled()
    flooding.learner.fail('Too much.', 'flooded')
    expect(await flooding.end).toMatchObject({ problems: [{ kind: 'too-much-output' }] })
  })

  test('says when it ran on another backend than was asked for', async () => {
    const { end } = start({
      request: { backend: 'webgl' },
      runner: { prepare: () => Promise.resolve({ backend: 'cpu', note: 'no webgl here', tfjs: '4' }) },
    })
    expect(await end).toMatchObject({ outcome: 'finished', backend: 'cpu', backendNote: 'no webgl here' })
  })
})
