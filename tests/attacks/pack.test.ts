// A pack decides its own exercise and nothing else; where it fails, the learner is not blamed (threat 17).

import { expect, test } from 'vitest'
import { inEachEngine, prototypesOf } from '../support/launches'
import { STOLEN_PORTS, judge, lagWhile, MOST_LAG, noFrames, RIGHT_ADDITION, words } from '../support/trial'

const KIT = "const { suite } = require('@tensorkata/kit'); const add = (a, b) => a + b;"
const oneCase = (body: string): string =>
  `${KIT} exports.default = suite({ add }, ({ hidden }) => { hidden('adds', async ({ learner, reference, expect }) => { ${body} }) })`

/** Tests that are broken, and what is said of them. */
const BROKEN: readonly (readonly [string, string, RegExp])[] = [
  ['throw while they load', "throw new Error('oops')", /tests do not load: oops/],
  ['do not parse', 'exports.default = (', /tests do not load/],
  ['import what is not there', "require('lodash')", /tests do not load: The tests import "lodash"/],
  ['export nothing', KIT, /must `export default suite\(…\)`/],
  ['have no cases', `${KIT} exports.default = suite({ add }, () => {})`, /The suite has no cases/],
  [
    'have two cases of one title',
    `${KIT} exports.default = suite({ add }, ({ hidden }) => { hidden('a', () => {}); hidden('a', () => {}) })`,
    /Two cases have the title "a"/,
  ],
  ['throw in a case', oneCase("throw new Error('oops')"), /The test "adds" itself failed: oops/],
  [
    'throw what is not an error',
    oneCase('throw { deep: 1 }'),
    /The test "adds" itself failed: Something that is not an Error/,
  ],
  ['forget an await', oneCase('await expect(learner.add(1, 2)).toEqual(3)'), /write `await` before the call/],
  [
    'have a reference that throws',
    oneCase('await reference.add.missing()')
      .replace('(a, b) => a + b', '() => { throw new Error("mine") }')
      .replace('.missing', ''),
    /itself failed: mine/,
  ],
  [
    'loop for ever in a case',
    oneCase('for (;;) ;'),
    /tests of trials\/trial did not end by themselves. This is not your code's fault/,
  ],
  ['loop for ever while they load', 'for (;;) ;', /tests of trials\/trial did not end by themselves/],
  [
    'wait for ever',
    oneCase('await new Promise(() => {})'),
    /tests of trials\/trial did not end by themselves/,
  ],
  ['end their own realm', oneCase('close(); await new Promise(() => {})'), /did not end by themselves/],
  [
    'crash in a timer',
    oneCase("setTimeout(() => { throw new Error('late') }); await new Promise(() => {})"),
    /The grader ended: .*late|did not end by themselves/,
  ],
  [
    'flood the page',
    `${STOLEN_PORTS} ${oneCase("for (let i = 0; i < 1e5; i++) for (const port of ports) post.call(port, { event: 'call-end' }); await new Promise(() => {})")}`,
    /The grader ended: More than 20000 messages|did not end by themselves/,
  ],
  [
    'send a plan of four billion holes',
    `${STOLEN_PORTS} ${oneCase("for (const port of ports) post.call(port, { event: 'plan', cases: new Array(2 ** 32 - 1) }); await new Promise(() => {})")}`,
    /The grader ended: More data was sent than the page takes|did not end by themselves/,
  ],
]

/** Events that are not for a pack to send. */
const EVENTS: readonly string[] = [
  "{ event: 'case-end', index: 7, result: { title: 'adds', kind: 'hidden', category: 'correctness', weight: 1, outcome: { status: 'pass' }, milliseconds: 0 } }",
  "{ event: 'case-end', index: 0, result: { title: 'adds', outcome: { status: 'pass' } } }",
  "{ event: 'case-end', index: 0, result: null }",
  "{ event: 'plan', cases: [{ title: 'x', kind: 'no kind', category: 'correctness', weight: 1 }] }",
  "{ event: 'plan', cases: new Array(501).fill({ title: 'x', kind: 'hidden', category: 'correctness', weight: 1 }) }",
  "{ event: 'logs', lines: [{ level: 'log', text: 'from the pack' }] }",
  "{ event: 'context-lost' }",
  "{ event: '__proto__' }",
  "{ id: '1', type: 'SET', path: ['__proto__', 'polluted'], value: { type: 'RAW', value: 1 } }",
  "{ id: '1', type: 'APPLY', path: [], argumentList: [] }",
]

inEachEngine(
  (now) => {
    test.each(BROKEN)(
      'tests that %s are the pack’s fault, named, and neither pass nor fail',
      { retry: 2 },
      async (_, tests, says) => {
        const { page } = now()
        const { result, lag } = await lagWhile(page, () =>
          judge(page, { code: RIGHT_ADDITION, tests, seconds: 1 }, { hurried: true }),
        )
        expect(result.outcome).toBe('infra')
        expect(words(result)).toMatch(says)
        expect(result.problems).toEqual([])
        expect(lag).toBeLessThan(MOST_LAG)
        await noFrames(page)
      },
    )

    test('a wrong answer stays wrong though another case of the pack is broken', async () => {
      const tests = `${KIT} exports.default = suite({ add }, ({ hidden }) => {
      hidden('is broken', () => { throw new Error('oops') })
      hidden('adds', async ({ learner, expect }) => { await expect(await learner.add(1, 2)).toEqual(3) })
    })`
      expect((await judge(now().page, { code: 'exports.add = () => 0', tests })).outcome).toBe('failed')
      expect((await judge(now().page, { code: RIGHT_ADDITION, tests })).outcome).toBe('infra')
    })

    test('events that a pack makes up are dropped, and the page stays as it was', async () => {
      const { page } = now()
      const before = await prototypesOf(page)
      const send = `for (const event of [${EVENTS.join(',')}]) for (const port of ports) post.call(port, event)`
      const body = `${send}; await expect(await learner.add(1, 2)).toEqual(3)`
      const tests = `${STOLEN_PORTS} ${oneCase(body)}`
      const right = await judge(page, { code: RIGHT_ADDITION, tests })
      expect(right).toMatchObject({ outcome: 'passed', logs: [] })
      expect(right.cases.map(({ title }) => title)).toEqual(['adds'])
      expect((await judge(page, { code: 'exports.add = () => 0', tests })).outcome).toBe('failed')
      expect(await prototypesOf(page)).toBe(before)
    })

    test('a pack that changes its own realm changes no other: the next exercise is judged as ever', async () => {
      const { page } = now()
      const tests = `Array.prototype.every = () => true; Math.abs = () => 0; ${oneCase('await learner.add(1, 2)')}`
      expect((await judge(page, { code: 'exports.add = () => 0', tests })).outcome).toBe('passed')
      expect((await judge(page, { code: 'exports.add = () => 0' })).outcome).toBe('failed')
    })
  },
  { kept: false },
)
