// The realms in a real browser: real frames, real workers, the production sandbox, every way a submission can end.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Checker } from '../support/checker/main'
import type { LabBrowser, WatchedPage } from '../support/lab-browser'
import {
  STOLEN_PORTS,
  judge,
  lagWhile,
  makes,
  MOST_LAG,
  noFrames,
  openChecker,
  openCheckerBrowser,
  RIGHT_ADDITION,
  statuses,
  texts,
  words,
} from '../support/trial'

type WithChecker = Window & { checker: Checker }

/** Another try where the machine, not the code, may have been too slow for a limit of time. */
const TIMED = { retry: 2 }
const LIMIT = 250

let lab: LabBrowser
let watched: WatchedPage
let page: Page

beforeAll(async () => {
  lab = await openCheckerBrowser()
  watched = await openChecker(lab)
  page = watched.page
})

afterAll(() => lab?.close())

describe('a right solution', () => {
  test('passes every case, leaves no frame behind, and nothing complains', async () => {
    const report = await judge(page, { code: RIGHT_ADDITION })
    expect(report).toMatchObject({ outcome: 'passed', backend: 'cpu', problems: [], logsCut: false })
    expect(statuses(report)).toEqual(['pass', 'pass', 'pass'])
    await noFrames(page)
    expect(watched.complaints).toEqual([])
  })

  test('gets the same verdict and the same random numbers from the same seed, and others from another', async () => {
    const code = `${RIGHT_ADDITION}; exports.add = (a, b) => { console.log(a, b, Math.random()); return a + b }`
    const [first, again, other] = [
      await judge(page, { code, seed: 7 }),
      await judge(page, { code, seed: 7 }),
      await judge(page, { code, seed: 8 }),
    ]
    expect(texts(first)).toHaveLength(7)
    expect(texts(again)).toEqual(texts(first))
    expect(texts(other)).not.toEqual(texts(first))
    expect(statuses(again)).toEqual(statuses(first))
  })
})

describe('the end of a realm', () => {
  test('settles every call that was pending, however busy the realm is, and frees its frame', async () => {
    const found = await page.evaluate(async () => {
      const { openPair, anything } = (window as unknown as WithChecker).checker
      const { runner, grader } = await openPair()
      await runner.ask('prepare', anything, (door) => door.prepare({ backend: 'cpu', seed: 1 }))
      const stuck = { path: 'solution.ts', main: { code: 'for (;;) ;' }, modules: {}, wanted: ['add'] }
      const calls = [
        runner.ask('load', anything, (door) => door.load(stuck)),
        runner.ask('ping', anything, (door) => door.ping()),
      ]
      const before = runner.state
      runner.kill({ cause: 'killed', reason: 'No more.' })
      grader.kill({ cause: 'killed', reason: 'No more.' })
      const ends = await Promise.allSettled(calls)
      const reasons = ends.map((end) => (end.status === 'rejected' ? String(end.reason) : 'answered'))
      return { before, reasons, after: runner.state, died: await runner.died }
    })
    expect(found.before).toEqual({ name: 'busy', calls: ['load', 'ping'] })
    expect(found.reasons).toEqual(['RealmDied: No more.', 'RealmDied: No more.'])
    expect(found.after).toEqual({ name: 'dead', death: { cause: 'killed', reason: 'No more.' } })
    expect(found.died.cause).toBe('killed')
    await noFrames(page)
  })

  test(
    'comes for an endless loop within 250 ms of its limit, while the page stays responsive',
    TIMED,
    async () => {
      const { result, lag } = await lagWhile(page, () =>
        judge(page, { code: 'exports.add = () => { for (;;) ; }', seconds: 1 }),
      )
      expect(words(result)).toMatch(/still computing after 1 s, all the time it has.*loop that does not end/)
      expect(statuses(result)).toEqual(['error', 'not-run', 'not-run'])
      expect(result.outcome).toBe('failed')
      expect(result.sinceFirstCase).toBeGreaterThan(500)
      expect(result.sinceFirstCase).toBeLessThan(1000 + LIMIT)
      expect(lag).toBeLessThan(MOST_LAG)
      await noFrames(page)
    },
  )

  test.each([
    ['an endless chain of microtasks', 'exports.add = async () => { for (;;) await null }'],
    ['a catastrophic regular expression', "exports.add = () => /^(a+)+$/.test('a'.repeat(60) + '!')"],
    ['an endless loop while loading', `for (;;) ; ${RIGHT_ADDITION}`],
  ])('comes for %s', TIMED, async (_, code) => {
    const report = await judge(page, { code, seconds: 1 })
    expect(words(report)).toMatch(/still computing after 1 s/)
    expect(['failed', 'invalid']).toContain(report.outcome)
    expect(report.milliseconds).toBeLessThan(5_000)
  })

  test('names a promise that never settles', async () => {
    const report = await judge(page, { code: 'exports.add = () => new Promise(() => {})', seconds: 0.5 })
    expect(words(report)).toMatch(/a promise that it awaits never settled/)
    expect(report.outcome).toBe('failed')
  })

  test('comes at once when the learner stops, and the next run is as good as any', TIMED, async () => {
    const judged = judge(page, { code: 'exports.add = () => { for (;;) ; }', seconds: 30 })
    await page.waitForFunction(() => document.querySelectorAll('iframe').length === 2)
    const stoppedAt = Date.now()
    await page.evaluate(() => (window as unknown as WithChecker).checker.stop())
    expect((await judged).outcome).toBe('stopped')
    expect(Date.now() - stoppedAt).toBeLessThan(1_000)
    await noFrames(page)
    expect((await judge(page, { code: RIGHT_ADDITION })).outcome).toBe('passed')
  })

  test.each([
    ['at its first call', 'exports.add = () => {\nclose(); return new Promise(() => {}) }', 'failed'],
    [
      'after a right answer',
      'exports.add = (a, b) => {\nsetTimeout(() => close()); return a + b }',
      'failed',
    ],
    ['while loading', `\nclose(); ${RIGHT_ADDITION}`, 'invalid'],
    [
      'by what is left of it on the prototypes',
      'exports.add = () => {\nfor (let o = globalThis; o; o = Object.getPrototypeOf(o)) o.close?.call(self) }',
      'failed',
    ],
  ])('is named at once when the worker closes itself %s', async (_, code, outcome) => {
    const report = await judge(page, { code, seconds: 20 })
    expect(report.outcome).toBe(outcome)
    const problems = [
      ...report.problems,
      ...report.cases.flatMap((one) => (one.outcome.status === 'error' ? [one.outcome.problem] : [])),
    ]
    expect(problems).toEqual([
      {
        ...{ kind: 'crashed', line: 2, remedy: 'Return from the function instead.' },
        message: 'Your code called close(), which ends the worker that it runs in.',
      },
    ])
  })

  test('comes for a heap bomb, named, and the next run passes', async () => {
    // 1.5 GB and no more: the machine that runs this has others to serve.
    const bomb = `exports.add = () => {
      const hold = []
      for (let i = 0; i < 190; i++) hold.push(new Float64Array(1e6).fill(i))
      for (;;) hold[0][0]++
    }`
    const { result } = await lagWhile(page, () => judge(page, { code: bomb, seconds: 3 }))
    expect(result.outcome).toBe('failed')
    expect(words(result)).toMatch(/still computing after 3 s|crashed/)
    await noFrames(page)
    expect((await judge(page, { code: RIGHT_ADDITION })).outcome).toBe('passed')
  })
})

describe('what is thrown', () => {
  test('inside a call is the case’s problem, with the line of the learner’s file', async () => {
    const code = 'exports.add = () => {\n  throw new RangeError("too far")\n}'
    const report = await judge(page, { code, lines: [10, 20, 30] })
    expect(report.cases[0]?.outcome).toMatchObject({
      status: 'error',
      problem: { kind: 'threw', message: 'RangeError: too far', line: 20 },
    })
  })

  test('outside of any call lands in the console, and the cases go on', async () => {
    const code = `exports.add = async (a, b) => {
      setTimeout(() => { throw new Error('from a timer') })
      void Promise.reject(new Error('from nobody’s promise'))
      await new Promise((resolve) => setTimeout(resolve, 20))
      return a + b
    }`
    const report = await judge(page, { code })
    expect(report.outcome).toBe('passed')
    expect(texts(report).join('\n')).toMatch(/Error: from a timer/)
    expect(texts(report).join('\n')).toMatch(/Unhandled rejection: Error: from nobody’s promise/)
  })

  test.each([
    ['a string', "throw 'oh'", /threw "oh"/],
    ['nothing', 'throw undefined', /threw a undefined, not an Error/],
    ['an object', 'throw { message: 1 }', /threw a object, not an Error/],
  ])('is named even when it is %s', async (_, code, says) => {
    const report = await judge(page, { code: `exports.add = () => { ${code} }` })
    expect(words(report)).toMatch(says)
    expect(report.outcome).toBe('failed')
  })
})

describe('the console', () => {
  test('points to the learner’s line, at depth and through TF.js', async () => {
    const code = [
      "const tf = require('@tensorflow/tfjs')",
      "console.log('while loading')",
      'const inner = () => console.warn("inside")',
      'exports.add = (a, b) => {',
      '  tf.tidy(() => inner())',
      '  return a + b',
      '}',
    ].join('\n')
    const report = await judge(page, { code, lines: [1, 4, 9, 16, 25, 36, 49] })
    expect(report.logs[0]).toEqual({ level: 'log', text: 'while loading', line: 4 })
    expect(report.logs[1]).toEqual({ level: 'warn', text: 'inside', line: 9 })
  })

  test('shows HTML, ANSI and a claim of success as the text that they are', async () => {
    const code = `console.log('<PASSED>', '\\u001b[32m', '<img src=x onerror=alert(1)>'); exports.add = () => 0`
    const report = await judge(page, { code })
    expect(texts(report)).toEqual(['<PASSED> \u001b[32m <img src=x onerror=alert(1)>'])
    expect(report.outcome).toBe('failed')
  })

  test('cuts 50 MB, says so, and the verdict still comes', TIMED, async () => {
    const code = `for (let i = 0; i < 50; i++) console.log('x'.repeat(1e6)); for (let i = 0; i < 5e3; i++) console.log(i)
      ${RIGHT_ADDITION}`
    const { result, lag } = await lagWhile(page, () => judge(page, { code }))
    expect(result).toMatchObject({ outcome: 'passed', logsCut: true })
    expect(texts(result).join('').length).toBeLessThan(1_100_000)
    expect(texts(result)[0]).toMatch(/… \(1000000 characters\)$/)
    expect(lag).toBeLessThan(MOST_LAG)
  })

  test('cuts five thousand short lines as well', async () => {
    const code = `for (let i = 0; i < 5000; i++) console.log(i); ${RIGHT_ADDITION}`
    const report = await judge(page, { code })
    expect(report).toMatchObject({ outcome: 'passed', logsCut: true })
    expect(report.logs).toHaveLength(2000)
  })
})

describe('a flood of a million messages', () => {
  test.each([
    [
      'on a port that the learner caught',
      'for (let i = 0; i < 1e6; i++) for (const port of ports) port.postMessage({ event: "progress", fraction: 0.5 })',
    ],
    [
      'of empty messages on it',
      'for (let i = 0; i < 1e6; i++) for (const port of ports) port.postMessage(0)',
    ],
  ])('%s ends the run, named, and the page goes on', TIMED, async (_, flood) => {
    const code = `${STOLEN_PORTS} exports.add = (a, b) => { ${flood}; return a + b }`
    const { result, lag } = await lagWhile(page, () => judge(page, { code, seconds: 20 }))
    expect(result.outcome).toBe('failed')
    expect(words(result)).toMatch(/More than 20000 messages were sent.*Log less/)
    expect(lag).toBeLessThan(MOST_LAG)
    await noFrames(page)
  })

  test('to the frame’s document by a program that can reach it is cut there', TIMED, async () => {
    const { result, lag } = await lagWhile(page, () =>
      page.evaluate(async () => {
        const { openSandbox } = (window as unknown as WithChecker).checker
        const program = new Blob(['onmessage = () => { for (let i = 0; i < 1e6; i++) postMessage(i) }'])
        const carrier = await openSandbox(program, new MessageChannel().port1)
        const reason = await new Promise((resolve) => carrier.onFailure(resolve))
        carrier.end()
        return reason
      }),
    )
    expect(result).toBe('It posted 1000 messages to nobody.')
    expect(lag).toBeLessThan(MOST_LAG)
    await noFrames(page)
  })

  test('on the worker’s own postMessage is refused with its line', async () => {
    const code = 'exports.add = (a, b) => {\n  postMessage(a)\n  return a + b\n}'
    const report = await judge(page, { code, lines: [10, 20, 30] })
    expect(report.cases[0]?.outcome).toMatchObject({
      problem: {
        kind: 'threw',
        line: 20,
        message: expect.stringMatching(/^postMessage reaches nobody here/) as string,
      },
    })
  })
})

describe('a fresh realm', () => {
  test('is what every submission gets: nothing of the last one is there', async () => {
    const code = `
      const tf = require('@tensorflow/tfjs')
      console.log(typeof globalThis.mark, typeof Array.prototype.mark, tf.memory().numTensors, typeof tf.mark)
      globalThis.mark = 1; Array.prototype.mark = 1; tf.engine().mark = 1; tf.scalar(1); Object.assign(tf, { mark: 1 })
      ${RIGHT_ADDITION}`
    const [first, second] = [await judge(page, { code }), await judge(page, { code })]
    expect(texts(first)[0]).toBe('undefined undefined 0 undefined')
    expect(texts(second)[0]).toBe('undefined undefined 0 undefined')
  })

  test('comes from the warm spare once: the first run adds no frame, the second adds its own', async () => {
    const framesAdded = () =>
      page.evaluate(() => {
        const { added } = window as unknown as { added: number }
        Object.assign(window, { added: 0 })
        return added
      })
    await noFrames(page)
    await page.evaluate(() => {
      ;(window as unknown as WithChecker).checker.warm()
      Object.assign(window, { added: 0 })
      new MutationObserver((records) => {
        const frames = records.flatMap(({ addedNodes }) => [...addedNodes])
        ;(window as unknown as { added: number }).added += frames.length
      }).observe(document.body, { childList: true })
    })
    await judge(page, { code: RIGHT_ADDITION })
    expect(await framesAdded()).toBe(2)
    await noFrames(page)
    await page.evaluate(() => (window as unknown as WithChecker).checker.warm())
    await page.waitForFunction(() => document.querySelectorAll('iframe').length === 2)
    expect(await framesAdded()).toBe(2)
    expect((await judge(page, { code: RIGHT_ADDITION })).outcome).toBe('passed')
    expect(await framesAdded()).toBe(0)
    expect((await judge(page, { code: RIGHT_ADDITION })).outcome).toBe('passed')
    expect(await framesAdded()).toBe(2)
  })

  test('is not troubled by the 100,000 tensors that the last one leaked, which were reported', async () => {
    const leak = `
      const tf = require('@tensorflow/tfjs')
      exports.add = (a, b) => { for (let i = 0; i < 1e5; i++) tf.scalar(i); return a + b }`
    const report = await judge(page, { code: leak, tensorsLeaked: 5, seconds: 30 })
    expect(words(report)).toMatch(/One call of add leaves 100000 tensors behind; 5 may stay.*tf.tidy/)
    expect(report.outcome).toBe('failed')
    const clean = `console.log(require('@tensorflow/tfjs').memory().numTensors); ${RIGHT_ADDITION}`
    const next = await judge(page, { code: clean, tensorsLeaked: 0 })
    expect(next.outcome).toBe('passed')
    expect(texts(next)).toEqual(['0'])
  })
})

describe('what comes back', () => {
  const make = (code: string, expected = 'tensor([1, 2])') =>
    judge(page, {
      code: `const tf = require('@tensorflow/tfjs'); exports.make = () => ${code}`,
      tests: makes(expected),
      wanted: ['make'],
    })

  test.each([
    [
      'a disposed tensor',
      '{ const t = tf.tensor([1, 2]); t.dispose(); return t }',
      /already disposed of.*tf\.tidy/,
    ],
    [
      'the wrong dtype',
      "tf.tensor([1, 2], [2], 'int32')",
      /The dtype is int32, but float32 is wanted.*Wrong dtype/,
    ],
    ['the wrong rank', 'tf.tensor([[1, 2]])', /The shape is \[1, 2\], but \[2\] is wanted.*Wrong rank/],
    ['the wrong length', 'tf.tensor([1, 2, 3])', /The shape is \[3\], but \[2\] is wanted/],
    ['an array for a tensor', '[1, 2]', /an array of 2/],
    ['nothing', 'undefined', /nothing \(undefined\)/],
  ])('is judged with words when it is %s', async (_, code, says) => {
    const report = await make(code)
    expect(words(report)).toMatch(says)
    expect(report.outcome).toBe('failed')
  })

  test('is judged by class where it is not finite', async () => {
    expect((await make('tf.tensor([NaN, Infinity])', 'tensor([NaN, Infinity])')).outcome).toBe('passed')
    expect((await make('tf.tensor([Infinity, NaN])', 'tensor([NaN, Infinity])')).outcome).toBe('failed')
    expect((await make('tf.tensor([-Infinity, 1])', 'tensor([Infinity, 1])')).outcome).toBe('failed')
  })

  test('is named as missing when it is exported under another name', async () => {
    const report = await judge(page, { code: 'exports.addd = (a, b) => a + b; exports.size = 3' })
    expect(report.outcome).toBe('invalid')
    expect(words(report)).toMatch(
      /No function named "add" is exported. Found: "addd", "size" \(number, not a fun/,
    )
  })
})

describe('the backends', () => {
  const say = `
    const tf = require('@tensorflow/tfjs')
    console.log(tf.getBackend(), tf.tidy(() => tf.matMul(tf.ones([3, 3]), tf.ones([3, 3])).sum().dataSync()[0]))
    ${RIGHT_ADDITION}`

  test.each(['cpu', 'wasm', 'webgl'] as const)('%s really is the one that computes', async (backend) => {
    const report = await judge(page, { code: say, backend, seconds: 30 })
    expect(report).toMatchObject({ outcome: 'passed', backend })
    expect(report.backendNote).toBeUndefined()
    expect(texts(report)).toEqual([`${backend} 27`])
  })

  test('wasm without its program falls back to cpu, and says so', async () => {
    const report = await judge(page, { code: say, backend: 'wasm' }, { withoutWasm: true })
    expect(report).toMatchObject({ outcome: 'passed', backend: 'cpu' })
    expect(report.backendNote).toMatch(
      /wasm is not available here \(its program was not loaded\), so this ran on cpu/,
    )
    expect(texts(report)).toEqual(['cpu 27'])
  })

  test('a lost graphics context is neither a pass nor a fail, and worth another try on cpu', async () => {
    const code = `
      const tf = require('@tensorflow/tfjs')
      exports.add = async (a, b) => {
        const sum = tf.tidy(() => tf.add(tf.scalar(a), b))
        tf.backend().gpgpu.gl.getExtension('WEBGL_lose_context').loseContext()
        return (await sum.data())[0]
      }`
    const report = await judge(page, { code, backend: 'webgl', seconds: 30 })
    expect(report).toMatchObject({ outcome: 'infra', contextLost: true })
    expect(words(report)).toMatch(/graphics context was lost/)
  })

  test('webgl falls back to cpu visibly where the browser has none', async () => {
    const without = await openCheckerBrowser(['--use-gl=disabled'])
    try {
      const { page: other } = await openChecker(without)
      const report = await judge(other, { code: say, backend: 'webgl' })
      expect(report).toMatchObject({ outcome: 'passed', backend: 'cpu' })
      expect(report.backendNote).toMatch(/^webgl is not available here \(.+\), so this ran on cpu\.$/)
      expect(texts(report)).toEqual(['cpu 27'])
    } finally {
      await without.close()
    }
  })
})
