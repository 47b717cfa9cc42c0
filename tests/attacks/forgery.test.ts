// No verdict can be forged: a wrong solution never passes, whatever it posts or patches (threats 3, 4 and 5).

import { describe, expect, test } from 'vitest'
import type { Report } from '../support/checker/main'
import { inEachEngine, prototypesOf } from '../support/launches'
import { judge, RIGHT_ADDITION, statuses, STOLEN_PORTS, texts, words } from '../support/trial'

/** After the learner was called, the grader looks at itself. */
const WITH_MIRROR = `
const { suite } = require('@tensorkata/kit')
const keys = () => [Object, Array, Function, Promise, Map, Error].map(({ prototype }) => Reflect.ownKeys(prototype).length).join()
const before = keys() + Reflect.ownKeys(globalThis).length
exports.default = suite({ add: (a, b) => a + b }, ({ hidden }) => {
  hidden('adds', async ({ learner, expect }) => { await expect(await learner.add(1, 2)).toEqual(3) })
  hidden('adds again', async ({ learner, expect }) => { await expect(await learner.add(2, 2)).toEqual(4) })
  hidden('the grader is as it was', ({ expect }) => {
    expect.that(keys() + Reflect.ownKeys(globalThis).length === before, 'something came through')
    expect.that(globalThis.polluted === undefined && {}.polluted === undefined, 'something came through')
  })
})`

const PASSED = `{ title: 'adds', kind: 'hidden', category: 'correctness', weight: 1, outcome: { status: 'pass' }, milliseconds: 0 }`
const METER = '{ milliseconds: 0, tensorsLeaked: 0, peakBytes: 0, kernels: {} }'

const CLAIMS: readonly string[] = [
  '{ passed: true }',
  "{ outcome: 'passed', cases: [], problems: [] }",
  `{ event: 'case-end', index: 0, result: ${PASSED} }`,
  "{ event: 'plan', cases: [] }",
  '{ ok: true }',
  "{ id: '1', type: 'SET', path: ['__proto__', 'polluted'], value: { type: 'RAW', value: 1 } }",
  "{ id: '1', type: 'GET', path: ['judge', 'constructor'] }",
  "{ id: '1', type: 'CONSTRUCT', path: ['judge', 'constructor'], argumentList: [{ type: 'RAW', value: 'globalThis.polluted = 1' }] }",
  "{ id: '1', type: 'APPLY', path: ['judge', 'constructor'], argumentList: [{ type: 'RAW', value: 'globalThis.polluted = 1' }] }",
  "{ id: '1', type: 'RELEASE' }",
]

/** Answers each request on each port before the realm's own program does. */
const answering = (reply: string, transfer = ''): string => `${STOLEN_PORTS}
for (const port of ports) port.addEventListener('message', ({ data }) => {
  if (!data || !data.id) return
  const id = data.id
  ${transfer}
  post.call(port, { id, ...${reply} }${transfer ? ', [port2]' : ''})
})
exports.add = () => new Promise(() => {})`

const REPLIES: readonly (readonly [string, string, string?])[] = [
  ['a right shape with a wrong value', `{ type: 'RAW', value: { ok: true, value: true, meter: ${METER} } }`],
  ['a claim', "{ type: 'RAW', value: { passed: true, ok: true } }"],
  ['nothing', "{ type: 'RAW', value: undefined }"],
  ['no meter', "{ type: 'RAW', value: { ok: true, value: 3 } }"],
  [
    'keys named __proto__',
    `{ type: 'RAW', value: { ok: true, value: { $: 'record', entries: [['__proto__', { $: 'record', entries: [['polluted', 1]] }]] }, meter: ${METER} } }`,
  ],
  [
    'a live proxy',
    "{ type: 'HANDLER', name: 'proxy', value: port2 }",
    'const { port2 } = new MessageChannel()',
  ],
  ['a proxy without a port', "{ type: 'HANDLER', name: 'proxy', value: {} }"],
  [
    'a thrown check of the grader',
    "{ type: 'HANDLER', name: 'throw', value: { isError: true, value: { name: 'CheckFailure', message: 'x', failure: { message: 'x' }, __proto__: { polluted: 1 } } } }",
  ],
  [
    'a thrown plain value',
    "{ type: 'HANDLER', name: 'throw', value: { isError: false, value: { ok: true } } }",
  ],
  ['an unknown handler', "{ type: 'HANDLER', name: '__proto__', value: 1 }"],
  ['no type', '{}'],
]

const PATCHES: readonly (readonly [string, string])[] = [
  ['postMessage', 'globalThis.postMessage = () => {}'],
  [
    'addEventListener',
    'EventTarget.prototype.addEventListener = () => {}; globalThis.addEventListener = () => {}',
  ],
  [
    'Promise.prototype.then',
    'const then = Promise.prototype.then; Promise.prototype.then = function (f) { return then.call(this, () => f?.(true)) }',
  ],
  ['Promise.race and all', 'Promise.race = Promise.all = () => Promise.resolve(true)'],
  ['Array.prototype.every', 'Array.prototype.every = Array.prototype.some = () => true'],
  ['Array.prototype.push', 'Array.prototype.push = function () { return 0 }'],
  ['Array.prototype.map', 'Array.prototype.map = () => []'],
  ['Math.abs', 'Math.abs = () => 0'],
  ['Number.isNaN', 'Number.isNaN = Number.isFinite = () => true'],
  ['Object.entries', 'Object.entries = () => []; Object.fromEntries = () => ({})'],
  ['Object.is', 'Object.is = () => true'],
  ['structuredClone', 'globalThis.structuredClone = () => 3'],
  [
    'Object.prototype',
    "Object.prototype.ok = true; Object.prototype.outcome = 'passed'; Object.prototype.status = 'pass'",
  ],
  [
    'Symbol.hasInstance',
    'Object.defineProperty(Function.prototype, Symbol.hasInstance, { value: () => true })',
  ],
  [
    'its own meter',
    `MessagePort.prototype.postMessage = ((post) => function (message, ...rest) {
      if (message?.value?.meter) message.value.meter = ${METER}
      return post.call(this, message, ...rest)
    })(MessagePort.prototype.postMessage)`,
  ],
  ['JSON and console', 'JSON.stringify = () => "passed"; console.log = () => { throw new Error("no") }'],
]

/** Patches all that a message passes through on its way in and out, and looks at whatever it is handed for a port. */
const EAVESDROPPER = `
const caught = new Set()
let handed = 0
const isPort = MessagePort.prototype.isPrototypeOf.bind(MessagePort.prototype)
const { apply } = Reflect
const [isEvent, targetOf, portsOf] = [Event.prototype.isPrototypeOf.bind(Event.prototype),
  Object.getOwnPropertyDescriptor(Event.prototype, 'target').get, Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'ports').get]
const isMessage = MessageEvent.prototype.isPrototypeOf.bind(MessageEvent.prototype)
// What is patched is not used here: it would call itself.
const look = (one) => {
  handed++
  if (isPort(one)) caught.add(one)
  if (isEvent(one) && isPort(apply(targetOf, one, []))) caught.add(one)
  if (isMessage(one) && apply(portsOf, one, []).length > 0) caught.add(one)
}
const wrapped = (method) => function (...rest) {
  look(this)
  for (let i = 0; i < rest.length; i++) look(rest[i])
  return apply(method, this, rest)
}
const patch = (holder, keys = Reflect.ownKeys(holder)) => {
  for (const key of keys) {
    const slot = Object.getOwnPropertyDescriptor(holder, key)
    if (!slot?.configurable || key === 'constructor') continue
    for (const part of ['value', 'get', 'set']) if (typeof slot[part] === 'function') slot[part] = wrapped(slot[part])
    Object.defineProperty(holder, key, slot)
  }
}
for (const { prototype } of [MessagePort, EventTarget, Event, MessageEvent]) patch(prototype)
patch(Promise.prototype); patch(Promise, ['resolve', 'all', 'race'])
patch(Array.prototype, ['reduce', 'slice', 'map', 'forEach', 'includes', Symbol.iterator])
patch(Map.prototype, ['get', 'set', 'has', Symbol.iterator]); patch(Object, ['assign', 'freeze'])
patch(Function.prototype, ['bind', 'toString'])
Error.prepareStackTrace = (_, sites) => { for (const site of sites) { look(site.getThis?.()); look(site.getFunction?.()) } return '' }
const callers = () => {
  try { for (let one = callers.caller; one; one = one.caller) { look(one); for (let i = 0; i < (one.arguments?.length ?? 0); i++) look(one.arguments[i]) } } catch {}
}
exports.add = async (a, b) => {
  callers(); void new Error().stack
  await null
  console.log('handed', handed, 'ports', caught.size)
  return a + b
}`

inEachEngine((now) => {
  test('a learner that patches all that its messages pass through is never handed a port', async () => {
    const report = await judge(now().page, { code: EAVESDROPPER, seconds: 20 })
    const said = texts(report).find((text) => text.startsWith('handed'))
    expect(Number(/handed (\d+)/.exec(said ?? '')?.[1])).toBeGreaterThan(20)
    expect(texts(report).at(-1)).toMatch(/ports 0$/)
  })

  const isHarmless = async (code: string): Promise<Report> => {
    const { page } = now()
    const before = await prototypesOf(page)
    const report = await judge(page, { code, tests: WITH_MIRROR, seconds: 2 })
    expect(report.outcome).not.toBe('passed')
    expect(statuses(report).slice(0, 2)).not.toContain('pass')
    expect(['pass', 'not-run', undefined]).toContain(report.cases[2]?.outcome.status)
    expect(words(report)).not.toBe('')
    expect(await prototypesOf(page)).toBe(before)
    expect(await page.evaluate('({}).polluted ?? window.polluted')).toBeUndefined()
    return report
  }

  test('a wrong solution that posts claims and commands everywhere, at any time, is wrong', async () => {
    await isHarmless(`${STOLEN_PORTS}
      const claims = [${CLAIMS.join(',')}]
      const claim = () => {
        for (const one of claims) { postMessage(one); for (const port of ports) post.call(port, one) }
      }
      claim(); setInterval(claim, 20)
      exports.add = () => { claim(); setTimeout(claim); return 0 }`)
  })

  describe('a wrong solution that answers for the realm with', () => {
    test.each(REPLIES.map(([name, reply, transfer = '']) => [name, reply, transfer] as const))(
      '%s is wrong, and its author is named',
      async (_, reply, transfer) => {
        const report = await isHarmless(answering(reply, transfer))
        expect(report.outcome).toBe('failed')
        // The answers did arrive: nobody waited for others.
        expect(words(report)).not.toMatch(/still/)
      },
    )
  })

  describe('a wrong solution that patches', () => {
    test.each(PATCHES)('%s is wrong', async (_, patch) => {
      await isHarmless(`exports.add = () => 0; ${patch}`)
    })

    const tensorTests = `
      const { suite } = require('@tensorkata/kit')
      const tf = require('@tensorflow/tfjs')
      exports.default = suite({ make: () => tf.add(tf.tensor([1, 2]), 1) }, ({ hidden }) => {
        hidden('makes it', async ({ learner, reference, expect }) => {
          await expect(await learner.make()).toBeCloseTo(await reference.make())
        })
      })`
    test.each([
      [
        "tf's own tensors",
        'tf.Tensor.prototype.data = tf.Tensor.prototype.dataSync = () => new Float32Array([0, 0])',
      ],
      [
        'the shape of tensors',
        "exports.make = () => tf.tensor([[2, 3]]); Object.defineProperty(tf.Tensor.prototype, 'rank', { get: () => 1 })",
      ],
      [
        'a kernel',
        "tf.unregisterKernel('Add', 'cpu'); tf.registerKernel({ kernelName: 'Add', backendName: 'cpu', kernelFunc: ({ inputs }) => inputs.a })",
      ],
      ['the engine', 'tf.engine().runKernel = () => tf.tensor([0, 0])'],
    ])('%s is judged by what comes out alone, and the reference is not touched', async (_, patch) => {
      const code = `const tf = require('@tensorflow/tfjs')
        exports.make = () => tf.add(tf.tensor([1, 2]), 1)
        ${patch}`
      const { page } = now()
      const report = await judge(page, { code, tests: tensorTests, wanted: ['make'], seconds: 5 })
      expect(words(report)).not.toBe('')
      expect(report.outcome).not.toBe('passed')
      const right = "exports.make = () => require('@tensorflow/tfjs').tensor([2, 3])"
      expect((await judge(page, { code: right, tests: tensorTests, wanted: ['make'] })).outcome).toBe(
        'passed',
      )
    })
  })

  test('the right solution passes the same tests', async () => {
    expect((await judge(now().page, { code: RIGHT_ADDITION, tests: WITH_MIRROR })).outcome).toBe('passed')
  })
})
