// One submission from start to verdict, with realms and a clock that a test holds in its hands.

import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CaseInfo, CaseResult, Outcome } from '../../../src/core/verdict'
import { judgeSubmission, type JudgedVerdict } from '../../../src/judging/judge-submission'
import type { SubmissionRequest, Watcher } from '../../../src/judging/submission'
import type { GraderDoor } from '../../../src/protocol/grader'
import type { RunnerDoor } from '../../../src/protocol/runner'
import { anExercise } from '../../support/an-exercise'
import { FakeClock, settled } from '../../support/fake-clock'
import { fakeRealm, type FakeRealm, never } from '../../support/fake-realm'

const info = (title: string): CaseInfo => ({ title, kind: 'hidden', category: 'correctness', weight: 1 })
const result = (title: string, outcome: Outcome = { status: 'pass' }): CaseResult => ({
  ...info(title),
  outcome,
  milliseconds: 1,
})
const fail: Outcome = { status: 'fail', failure: { message: 'wrong' } }
const PLAN = ['a', 'b', 'c']

/** What the grader does while it judges, told by its events. */
type Script = (say: (event: unknown) => void) => Promise<unknown>
const plan = { event: 'plan', cases: PLAN.map(info) }
const ends = (index: number, outcome?: Outcome): unknown => ({
  event: 'case-end',
  index,
  result: result(PLAN[index]!, outcome),
})
const inOrder: Script = (say) => {
  say(plan)
  PLAN.forEach((_, index) => {
    say({ event: 'case-start', index })
    say({ event: 'call-start' })
    say({ event: 'call-end' })
    say(ends(index))
  })
  return Promise.resolve({ ok: true })
}

interface World {
  readonly script?: Script
  readonly runner?: Partial<RunnerDoor>
  readonly grader?: Partial<GraderDoor>
  readonly request?: Partial<SubmissionRequest>
  readonly watcher?: Watcher
  readonly signal?: AbortSignal
}

interface Running {
  readonly verdict: Promise<JudgedVerdict>
  readonly clock: FakeClock
  readonly runner: FakeRealm<RunnerDoor>
  readonly grader: FakeRealm<GraderDoor>
  readonly jobs: unknown[]
}

const opened: Running[] = []
afterEach(() => {
  for (const { runner, grader } of opened.splice(0)) {
    runner.realm.kill({ cause: 'killed', reason: 'The test is over.' })
    grader.realm.kill({ cause: 'killed', reason: 'The test is over.' })
  }
})

function start({ script = inOrder, runner, grader, request, watcher = {}, signal }: World = {}): Running {
  const clock = new FakeClock()
  const jobs: unknown[] = []
  const learnerRealm = fakeRealm<RunnerDoor>({
    prepare: () => Promise.resolve({ backend: 'cpu', tfjs: '4.22.0' }),
    load: () => Promise.resolve({ ok: true }),
    demo: () => Promise.resolve({ ok: true }),
    ping: () => Promise.resolve(true),
    warmUp: () => Promise.resolve(),
    ...runner,
  })
  const graderRealm: FakeRealm<GraderDoor> = fakeRealm<GraderDoor>({
    prepare: () => Promise.resolve(undefined),
    judge: (job) => {
      jobs.push(job)
      return script((event) => graderRealm.post(event))
    },
    ...grader,
  })
  const full: SubmissionRequest = {
    ...{ exercise: anExercise(), tests: 'tests', file: { code: '' }, path: 'solution.ts' },
    ...{ backend: 'cpu', seed: 5 },
    ...request,
  }
  const pair = { runner: learnerRealm.realm, grader: graderRealm.realm }
  const running = {
    verdict: judgeSubmission(pair, full, watcher, clock, signal),
    ...{ clock, jobs, runner: learnerRealm, grader: graderRealm },
  }
  opened.push(running)
  return running
}
const statuses = ({ cases }: JudgedVerdict): string[] => cases.map(({ outcome }) => outcome.status)

describe('a submission that runs to its end', () => {
  test('passes with every case, and says on what it ran', async () => {
    const { verdict, runner, grader, jobs } = start()
    expect(await verdict).toMatchObject({
      outcome: 'passed',
      backend: 'cpu',
      seed: 5,
      problems: [],
      contextLost: false,
    })
    expect(statuses(await verdict)).toEqual(['pass', 'pass', 'pass'])
    expect(jobs).toEqual([{ tests: 'tests', seed: 5, limits: { seconds: 2 }, forbidden: [] }])
    expect([runner.realm.state.name, grader.realm.state.name]).toEqual(['dead', 'dead'])
  })

  test('says what the learner used of their time', async () => {
    const { verdict, clock } = start({
      script: async (say) => {
        say(plan)
        say({ event: 'call-start' })
        await settled()
        await clock.advance(300)
        say({ event: 'call-end' })
        await settled()
        await clock.advance(500)
        PLAN.forEach((_, index) => say(ends(index)))
        return { ok: true }
      },
    })
    expect((await verdict).learnerMilliseconds).toBe(300)
  })

  test('asks the grader to stop at the first failure only when it is told to', async () => {
    const { verdict, jobs } = start({ request: { stopAtFirstFailure: true } })
    await verdict
    expect(jobs).toMatchObject([{ stopAtFirstFailure: true }])
  })

  test('fails with a wrong one', async () => {
    const { verdict } = start({
      script: (say) => {
        for (const event of [plan, ends(0), ends(1, fail), ends(2)]) say(event)
        return Promise.resolve({ ok: true })
      },
    })
    expect((await verdict).outcome).toBe('failed')
  })

  test('tells of a fall-back to another backend', async () => {
    const { verdict } = start({
      request: { backend: 'webgl' },
      runner: { prepare: () => Promise.resolve({ backend: 'cpu', note: 'no webgl here', tfjs: '4' }) },
    })
    expect(await verdict).toMatchObject({ outcome: 'passed', backend: 'cpu', backendNote: 'no webgl here' })
  })

  test('tells whoever watches all that it hears, in order', async () => {
    const heard: unknown[] = []
    const note =
      (name: string) =>
      (...more: unknown[]) =>
        void heard.push([name, ...more])
    const running = start({
      watcher: {
        ...{ onPlan: note('plan'), onCaseStart: note('start'), onCaseEnd: note('end'), onLogs: note('logs') },
        ...{ onLogsCut: note('cut'), onView: note('view'), onProgress: note('progress') },
      },
      script: async (say) => {
        running.runner.post({ event: 'logs', lines: [{ level: 'log', text: 'hi' }] })
        running.runner.post({ event: 'logs-cut', kept: 1 })
        running.runner.post({ event: 'progress', fraction: 0.5 })
        running.runner.post({
          event: 'view',
          view: { kind: 'table', id: 't', title: '', columns: ['a'], rows: [] },
        })
        await settled()
        return inOrder(say)
      },
    })
    await running.verdict
    expect(heard.map((entry) => (entry as unknown[])[0])).toEqual([
      ...['logs', 'cut', 'progress', 'view', 'plan', 'start', 'end', 'start', 'end', 'start', 'end'],
    ])
  })

  test('runs the demo after the cases when asked to', async () => {
    const demos: string[] = []
    const runner = {
      demo: (code: string) => Promise.resolve(void demos.push(code)).then(() => ({ ok: true })),
    }
    const exercise = anExercise({}, { demo: 'draw' })
    await start({ runner, request: { exercise } }).verdict
    expect(demos).toEqual([])
    expect((await start({ runner, request: { exercise, demo: true } }).verdict).outcome).toBe('passed')
    expect(demos).toEqual(['draw'])
  })

  test('keeps its cases when the demo fails', async () => {
    const { verdict } = start({
      runner: { demo: () => Promise.resolve({ ok: false, problem: { kind: 'threw', message: 'demo' } }) },
      request: { exercise: anExercise({}, { demo: 'draw' }), demo: true },
    })
    expect(await verdict).toMatchObject({ outcome: 'failed', problems: [{ kind: 'threw', message: 'demo' }] })
    expect(statuses(await verdict)).toEqual(['pass', 'pass', 'pass'])
  })
})

describe('code that does not load', () => {
  test('is invalid, with its problem', async () => {
    const problem = { kind: 'no-export', message: 'No function' }
    const { verdict, jobs } = start({ runner: { load: () => Promise.resolve({ ok: false, problem }) } })
    expect(await verdict).toMatchObject({ outcome: 'invalid', problems: [problem], cases: [] })
    expect(jobs).toEqual([])
  })

  test('and loops at its top runs out of time', async () => {
    const running = start({ runner: { load: never, ping: never } })
    await running.clock.advance(2_100)
    expect(await running.verdict).toMatchObject({
      outcome: 'invalid',
      problems: [
        { kind: 'timeout', message: expect.stringContaining('still computing after 2 s') as string },
      ],
    })
  })
})

/** The second case starts a call that never ends. */
const stuck: Script = (say) => {
  for (const event of [plan, ends(0), { event: 'case-start', index: 1 }, { event: 'call-start' }]) say(event)
  return never()
}

describe('out of time', () => {
  test('while computing, it says so; the case takes the blame and the rest is not run', async () => {
    const running = start({ script: stuck, runner: { ping: never } })
    await running.clock.advance(2_100)
    const verdict = await running.verdict
    expect(verdict).toMatchObject({ outcome: 'failed', problems: [] })
    expect(verdict.cases.map(({ outcome }) => outcome)).toEqual([
      { status: 'pass' },
      {
        status: 'error',
        problem: {
          kind: 'timeout',
          message: 'Your code was still computing after 2 s, all the time it has.',
          remedy: expect.stringContaining('loop') as string,
        },
      },
      { status: 'not-run', reason: 'An earlier case ended the run.' },
    ])
  })

  test('while waiting, it says that a promise never settled', async () => {
    const running = start({ script: stuck })
    await running.clock.advance(2_100)
    expect((await running.verdict).cases[1]!.outcome).toMatchObject({
      problem: { kind: 'timeout', message: expect.stringContaining('never settled') as string },
    })
  })

  test("comes only of the learner's own time", async () => {
    const running = start({
      script: (say) => {
        say(plan)
        return never()
      },
    })
    await running.clock.advance(100_000)
    expect(running.runner.realm.state.name).not.toBe('dead')
    running.grader.fail('enough')
    await running.verdict
  })

  test('adds up over the calls of a submission', async () => {
    let say!: (event: unknown) => void
    const running = start({
      runner: { ping: never },
      script: (speak) => {
        say = speak
        say(plan)
        return never()
      },
    })
    await running.clock.advance(0)
    for (const milliseconds of [1_500, 400]) {
      say({ event: 'call-start' })
      await running.clock.advance(milliseconds)
      say({ event: 'call-end' })
      await running.clock.advance(5_000)
    }
    expect(running.runner.realm.state.name).not.toBe('dead')
    say({ event: 'call-start' })
    await running.clock.advance(190)
    expect((await running.verdict).cases[0]!.outcome).toMatchObject({ problem: { kind: 'timeout' } })
  })

  test('of the tests is infra that names the pack and does not blame the learner', async () => {
    const running = start({ script: (say) => (say(plan), never()) })
    await running.clock.advance(123_000)
    expect(await running.verdict).toMatchObject({
      outcome: 'infra',
      reason: "The tests of pack/slug did not end by themselves. This is not your code's fault.",
    })
  })

  test('of the start is infra', async () => {
    const running = start({ runner: { prepare: never } })
    await running.clock.advance(30_000)
    expect(await running.verdict).toMatchObject({
      outcome: 'infra',
      reason: 'The sandbox did not start in time.',
    })
  })

  test('of the demo is told as such', async () => {
    const running = start({
      runner: { demo: never },
      request: { exercise: anExercise({}, { demo: 'draw' }), demo: true },
    })
    await running.clock.advance(120_000)
    expect((await running.verdict).problems).toEqual([
      { kind: 'timeout', message: 'The demo was ended after 120 seconds.' },
    ])
  })

  test('does not come when all is done in time', async () => {
    const { verdict, clock } = start()
    await verdict
    expect(clock.waiting).toBe(0)
  })
})

describe('stopping', () => {
  test('ends at once; what was judged stays, the rest is not run', async () => {
    const abort = new AbortController()
    const running = start({ script: stuck, signal: abort.signal })
    await running.clock.advance(10)
    abort.abort()
    const verdict = await running.verdict
    expect(verdict).toMatchObject({ outcome: 'stopped', problems: [{ kind: 'stopped' }] })
    expect(statuses(verdict)).toEqual(['pass', 'not-run', 'not-run'])
    expect(running.runner.realm.state.name).toBe('dead')
  })

  test('before it began ends it too', async () => {
    expect((await start({ signal: AbortSignal.abort() }).verdict).outcome).toBe('stopped')
  })

  test('after it ended changes nothing', async () => {
    const abort = new AbortController()
    const { verdict } = start({ signal: abort.signal })
    expect((await verdict).outcome).toBe('passed')
    abort.abort()
    expect((await verdict).outcome).toBe('passed')
  })
})

describe('what breaks', () => {
  test('a lost graphics context is infra, worth another try', async () => {
    const running = start({ script: stuck })
    await running.clock.advance(10)
    running.runner.post({ event: 'context-lost' })
    expect(await running.verdict).toMatchObject({
      ...{ outcome: 'infra', contextLost: true, reason: 'The graphics context was lost.' },
    })
  })

  test("a crash of the learner's realm is the learner's case", async () => {
    const running = start({ script: stuck })
    await running.clock.advance(10)
    running.runner.fail('out of memory')
    const verdict = await running.verdict
    expect(verdict.outcome).toBe('failed')
    expect(verdict.cases[1]!.outcome).toMatchObject({
      problem: { kind: 'crashed', message: "Your code's sandbox crashed: out of memory" },
    })
  })

  test.each<[string, Partial<RunnerDoor>]>([
    ['a malformed answer', { load: () => Promise.resolve({ passed: true }) }],
    ['a throw', { load: () => Promise.reject(new Error('forged')) }],
  ])('%s to load is of the code that was loaded', async (_, runner) => {
    expect(await start({ runner }).verdict).toMatchObject({
      outcome: 'invalid',
      problems: [
        {
          kind: 'unsupported-value',
          message: 'Something in your code answered in the place of the sandbox that runs it.',
        },
      ],
    })
  })

  test('a worker that closes itself is named, with the line', async () => {
    const running = start({ script: stuck })
    await running.clock.advance(10)
    running.runner.post({ event: 'closed', line: 4 })
    expect((await running.verdict).cases[1]!.outcome).toMatchObject({
      problem: {
        ...{ kind: 'crashed', line: 4, remedy: 'Return from the function instead.' },
        message: 'Your code called close(), which ends the worker that it runs in.',
      },
    })
  })

  test("a flood from the learner's realm is named as such", async () => {
    const running = start({ script: stuck })
    await running.clock.advance(10)
    for (let i = 0; i <= 20_000; i++) running.runner.post('spam')
    expect((await running.verdict).cases[1]!.outcome).toMatchObject({
      problem: { kind: 'too-much-output', message: expect.stringContaining('20000 messages') as string },
    })
  })

  test('a realm that never starts is infra', async () => {
    const running = start({ runner: { prepare: never } })
    await running.clock.advance(10)
    running.runner.fail('blocked')
    expect(await running.verdict).toMatchObject({ outcome: 'infra', reason: 'The sandbox ended: blocked' })
  })

  test("the grader's death is infra, never a fail", async () => {
    const running = start({ script: stuck })
    await running.clock.advance(10)
    running.grader.fail('crashed')
    expect(await running.verdict).toMatchObject({ outcome: 'infra', reason: 'The grader ended: crashed' })
  })

  test.each<[string, World, RegExp]>([
    [
      'a report that is not ok',
      { script: () => Promise.resolve({ ok: false, reason: 'do not load' }) },
      /^do not load$/,
    ],
    ['a malformed report', { script: () => Promise.resolve('passed') }, /answer to judge is malformed/],
    ['a throw of the grader', { script: () => Promise.reject(new Error('bug')) }, /^bug$/],
    [
      'a malformed start',
      { runner: { prepare: () => Promise.resolve({ backend: 'tpu' }) } },
      /answer to prepare is malformed/,
    ],
    ['no plan and no case', { script: () => Promise.resolve({ ok: true }) }, /^$/],
  ])('%s is infra', async (_, world, reason) => {
    const verdict = await start(world).verdict
    expect(verdict.outcome).toBe('infra')
    expect(verdict.reason ?? '').toMatch(reason)
  })

  test('a failed test of the pack gives its reason', async () => {
    const { verdict } = start({
      script: (say) => {
        for (const event of [plan, ends(0), ends(1, { status: 'infra', reason: 'the test failed' }), ends(2)])
          say(event)
        return Promise.resolve({ ok: true })
      },
    })
    expect(await verdict).toMatchObject({ outcome: 'infra', reason: 'the test failed' })
  })
})

describe('a grader that misreports', () => {
  test.each<[string, unknown[]]>([
    ['leaves cases out', [plan, ends(0)]],
    ['answers out of order', [plan, ends(1), ends(2)]],
    ['answers before it plans', [ends(0), plan]],
  ])('and %s never makes a pass', async (_, events) => {
    const { verdict } = start({
      script: (say) => {
        for (const event of events) say(event)
        return Promise.resolve({ ok: true })
      },
    })
    expect((await verdict).outcome).toBe('infra')
  })

  test('and answers twice is heard once', async () => {
    const { verdict } = start({
      script: (say) => {
        for (const event of [plan, ends(0, fail), ends(0), ends(1), ends(2), ends(2)]) say(event)
        return Promise.resolve({ ok: true })
      },
    })
    expect(statuses(await verdict)).toEqual(['fail', 'pass', 'pass'])
  })
})

test("results that come from the learner's realm count for nothing", async () => {
  const running: Running = start({
    script: async (say) => {
      say(plan)
      for (const [index] of PLAN.entries()) running.runner.post(ends(index))
      running.runner.post({ passed: true })
      await settled()
      return { ok: true }
    },
  })
  const verdict = await running.verdict
  expect(verdict).toMatchObject({ outcome: 'infra', cases: [] })
})

describe('what the learner’s realm still has to say when the grader is done', () => {
  const line = { level: 'log', text: 'last words' } as const

  test('is heard before the verdict', async () => {
    const heard: string[] = []
    const running: Running = start({
      runner: {
        ping: () => {
          running.runner.post({ event: 'logs', lines: [line] })
          return Promise.resolve(true)
        },
      },
      watcher: { onLogs: (lines) => heard.push(...lines.map(({ text }) => text)) },
    })
    expect((await running.verdict).outcome).toBe('passed')
    expect(heard).toEqual(['last words'])
  })

  test('does not hold the verdict up for long when it never comes', async () => {
    let isAsked = false
    const running = start({
      runner: {
        ping: () => {
          isAsked = true
          return never()
        },
      },
    })
    await vi.waitUntil(() => isAsked)
    await running.clock.advance(600)
    expect((await running.verdict).outcome).toBe('passed')
  })
})
