// Nothing that a learner's code uses up is the page's: its time, its memory, its messages (threats 10, 11, 13).

import { beforeAll, expect, test } from 'vitest'
import { inEachEngine } from '../support/launches'
import { STOLEN_PORTS, judge, lagWhile, MOST_LAG, noFrames, RIGHT_ADDITION, words } from '../support/trial'

const LINE = "{ level: 'log', text: 'x'.repeat(20000) }"

/** A realm that makes the browser itself complain without end holds Firefox up for some 16 s: see docs/security.md. */
const COMPLAINTS = 'a hundred thousand rejections that it keeps the realm from taking'

/** What is done in a call, and what the verdict then says. */
const FLOODS: readonly (readonly [string, string, RegExp])[] = [
  ['an endless loop', 'for (;;) ;', /still computing after 2 s/],
  [
    'an endless chain of microtasks',
    'const go = () => Promise.resolve().then(go); return go()',
    /still (computing|waiting)/,
  ],
  [
    'a million messages to the page',
    "for (let i = 0; i < 1e6; i++) for (const port of ports) post.call(port, { event: 'progress', fraction: 0 })",
    /More than 20000 messages/,
  ],
  [
    'a million calls that nobody made',
    "for (let i = 0; i < 1e6; i++) for (const port of ports) post.call(port, { id: 'x' + i })",
    /More than 20000 messages/,
  ],
  [
    'a million messages to nobody',
    'for (let i = 0; i < 1e6; i++) try { postMessage(i) } catch {}',
    /still computing|The result is not right/,
  ],
  [
    'a log of four billion holes',
    "for (const port of ports) post.call(port, { event: 'logs', lines: new Array(2 ** 32 - 1) })",
    /./,
  ],
  [
    'a log of five million zeros',
    "for (const port of ports) post.call(port, { event: 'logs', lines: new Array(5e6).fill(0) })",
    /./,
  ],
  [
    'a view of four billion holes',
    "for (const port of ports) post.call(port, { event: 'view', view: { kind: 'table', id: 'a', title: 'a', columns: ['a'], rows: new Array(2 ** 32 - 1) } })",
    /./,
  ],
  [
    'a log of a million objects',
    "const lines = Array.from({ length: 1e6 }, (_, i) => ({ a: { b: i } })); for (const port of ports) post.call(port, { event: 'logs', lines })",
    /More data was sent|still computing/,
  ],
  [
    'messages of 200 MB',
    "const lines = new Uint8Array(2e8); for (let i = 0; i < 4; i++) for (const port of ports) post.call(port, { event: 'logs', lines })",
    /More data was sent|still computing/,
  ],
  [
    'messages as large as one may be',
    "const lines = new Uint8Array(15e6); for (let i = 0; i < 100; i++) for (const port of ports) post.call(port, { event: 'logs', lines })",
    /More data was sent|still computing/,
  ],
  [
    'views of as many names as one may have',
    `const [names, x, label] = [new Array(19e3).fill('abc'), new Float32Array(19e3), new Int32Array(19e3)]
     const view = { kind: 'scatter', title: 'a', groups: ['a'], names, points: { x, y: x, label } }
     for (let i = 0; i < 200; i++) for (const port of ports) post.call(port, { event: 'view', view: { ...view, id: 'a' + i } })`,
    /./,
  ],
  [
    'a view of two hundred thousand names',
    `const [names, x, label] = [new Array(2e5).fill('abc'), new Float32Array(2e5), new Int32Array(2e5)]
     const view = { kind: 'scatter', id: 'a', title: 'a', groups: ['a'], names, points: { x, y: x, label } }
     for (let i = 0; i < 100; i++) for (const port of ports) post.call(port, { event: 'view', view })`,
    /More data was sent|still computing/,
  ],
  [
    'a result of four billion holes',
    'answer = { ok: true, value: new Array(2 ** 32 - 1), meter: { milliseconds: 0, tensorsLeaked: 0, peakBytes: 0, kernels: {} } }',
    /./,
  ],
  [
    'logs past its own cap, posted by hand',
    `const lines = Array.from({ length: 200 }, () => (${LINE}))
     for (let i = 0; i < 300; i++) for (const port of ports) post.call(port, { event: 'logs', lines })`,
    /logs more than is kept.*Log less/,
  ],
  [
    "a million words on what is left of the engine's console",
    'for (let i = 0; i < 1e6; i++) { console.dirxml(i); console.context?.("x")?.log(i); console.timeLog(i) }',
    /still computing|The result is not right/,
  ],
  [
    COMPLAINTS,
    `Event.prototype.preventDefault = () => {}
     console.error = () => { throw 1 }
     for (let i = 0; i < 1e5; i++) Promise.reject(1)
     return new Promise(() => {})`,
    /still/,
  ],
  [
    'workers within workers',
    `const nest = URL.createObjectURL(new Blob(['for (;;) ;']))
     for (let i = 0; i < 8; i++) new Worker(nest)
     for (;;) ;`,
    /still computing after 2 s/,
  ],
  [
    'timers without end',
    'const go = () => { setTimeout(go); setTimeout(go) }; go(); return new Promise(() => {})',
    /still/,
  ],
]

inEachEngine(
  (now, engine) => {
    // The first run of a browser that has just started is slow by itself.
    beforeAll(async () => void (await judge(now().page, { code: RIGHT_ADDITION })))

    test.each(FLOODS.filter(([name]) => engine !== 'Firefox' || name !== COMPLAINTS))(
      '%s ends at a cap or at the deadline, the page goes on, and the next run passes',
      { retry: 2 },
      async (_, work, says) => {
        const { page } = now()
        const code = `${STOLEN_PORTS}
        let answer
        for (const port of ports) port.addEventListener('message', ({ data }) => {
          if (answer && data?.id) post.call(port, { id: data.id, type: 'RAW', value: answer })
        })
        exports.add = () => { ${work}; return 0 }`
        const { result, lag } = await lagWhile(page, () => judge(page, { code, seconds: 2 }))
        expect(result.outcome).toBe('failed')
        expect(words(result)).toMatch(says)
        expect(result.milliseconds).toBeLessThan(12_000)
        expect(lag).toBeLessThan(MOST_LAG)
        await noFrames(page)
        expect((await judge(page, { code: RIGHT_ADDITION })).outcome).toBe('passed')
      },
    )

    test(
      'a flood of the grader between the calls does not hold the verdict up for long',
      { retry: 2 },
      async () => {
        const { page } = now()
        const code = `${STOLEN_PORTS}
      const flood = () => { for (let i = 0; i < 1e4; i++) for (const port of ports) post.call(port, { id: 'x' + i }); setTimeout(flood) }
      exports.add = () => { setTimeout(flood); return 0 }`
        const { result, lag } = await lagWhile(page, () => judge(page, { code, seconds: 2 }))
        expect(result.outcome).not.toBe('passed')
        expect(words(result)).not.toBe('')
        expect(lag).toBeLessThan(MOST_LAG)
        await noFrames(page)
      },
    )
  },
  { kept: false },
)
