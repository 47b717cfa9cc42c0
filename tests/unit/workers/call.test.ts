// One call of the learner's code: its answer or problem, and its bill.

import * as tf from '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import { fromNested } from '../../../src/core/nd-array'
import { Handle, type Value } from '../../../src/core/value'
import type { CallReply, CallRequest } from '../../../src/protocol/runner'
import { decodeValue, encodeValue } from '../../../src/protocol/wire'
import { loadLearner, type LoadedLearner } from '../../support/in-memory-judge'

const learn = (solution: string, harness?: string): Promise<LoadedLearner> =>
  loadLearner({
    solution: `import * as tf from '@tensorflow/tfjs'\n${solution}`,
    ...(harness ? { harness } : {}),
  })

async function ask(
  learner: LoadedLearner,
  args: readonly Value[] = [],
  more: Partial<CallRequest> = {},
): Promise<CallReply> {
  const request = { target: 'learner', name: 'f', args: args.map(encodeValue), keep: false, ...more } as const
  return (await learner.learnerDoor.call(request)) as CallReply
}
function answer(reply: CallReply): Value {
  if (!reply.ok) throw new Error(reply.problem.message)
  const value = decodeValue(reply.value)
  return value.ok ? value.value : value.error
}
const meterOf = (reply: CallReply) => {
  if (!reply.ok) throw new Error(reply.problem.message)
  return reply.meter
}
const x = fromNested([1, 2, 3, 4])

describe('a call', () => {
  test('sends living arguments and brings the answer back', async () => {
    const learner = await learn('export const f = (x, k) => ({ sum: x.sum().mul(k), k })')
    expect(answer(await ask(learner, [x, 2]))).toEqual({ sum: fromNested(20), k: 2 })
  })

  test('waits for a promise', async () => {
    const learner = await learn('export async function f(x) { await null; return (await x.data())[1] }')
    expect(answer(await ask(learner, [x]))).toBe(2)
  })

  test('of the harness gets the module of the learner first', async () => {
    const harness = 'export const train = (learner, n: number) => learner.f(n) + 1'
    const learner = await learn('export const f = (n) => 10 * n', harness)
    expect(answer(await ask(learner, [4], { target: 'harness', name: 'train' }))).toBe(41)
  })

  test('that keeps its result gives a handle, which a later call may use', async () => {
    const learner = await learn(
      'export const f = (n) => ({ n })\nexport const read = ({ n }) => n\nexport const make = () => (y) => y + 1\nexport const apply = (g, y) => g(y)',
    )
    const kept = answer(await ask(learner, [5], { keep: true })) as Handle
    expect(kept).toBeInstanceOf(Handle)
    expect(answer(await ask(learner, [kept], { name: 'read' }))).toBe(5)
    const made = answer(await ask(learner, [], { name: 'make' }))
    expect(answer(await ask(learner, [made, 1], { name: 'apply' }))).toBe(2)
  })

  test.each<[string, string, Record<string, unknown>]>([
    [
      'a thrown error, with its line',
      'export function f() {\n\n  throw new RangeError("k < 1")\n}',
      { kind: 'threw', message: 'RangeError: k < 1', line: 4 },
    ],
    [
      'a plain error, without its class',
      'export const f = () => { throw new Error("no") }',
      { kind: 'threw', message: 'no', line: 2 },
    ],
    [
      'an error of TF.js, with the line that called it',
      'export const f = () => {\n  return tf.matMul(tf.ones([2, 3]), tf.ones([2, 3]))\n}',
      { kind: 'threw', line: 3, message: expect.stringMatching(/inner shapes/i) as string },
    ],
    [
      'a rejected promise',
      'export const f = async () => { await null; throw new Error("late") }',
      { kind: 'threw', message: 'late', line: 2 },
    ],
    ['thrown text', 'export const f = () => { throw "oops" }', { kind: 'threw', message: 'threw "oops"' }],
    [
      'a thrown object',
      'export const f = () => { throw { passed: true } }',
      { kind: 'threw', message: 'threw a object, not an Error' },
    ],
    [
      'an error without a message',
      'export const f = () => { throw new Error() }',
      { kind: 'threw', message: 'An error without a message was thrown.' },
    ],
    [
      'a stack overflow',
      'export function f() { return f() }',
      { kind: 'threw', message: expect.stringMatching(/^RangeError/) as string },
    ],
    ['a value that cannot be judged', 'export const f = () => [1n]', { kind: 'unsupported-value' }],
    ['a disposed tensor', 'export const f = (x) => { x.dispose(); return x }', { kind: 'disposed' }],
  ])('ends in a problem for %s', async (_, solution, problem) => {
    expect(await ask(await learn(solution), [x])).toMatchObject({ ok: false, problem })
  })

  test('may not dispose of what it was given, whatever it returns', async () => {
    const problem = {
      kind: 'disposed',
      message: 'f disposes of a tensor that it was given.',
      remedy: expect.stringContaining('dispose only of what you make') as string,
    }
    const disposes = 'export const f = (x) => { const y = x.mul(2); x.dispose(); return y }'
    expect(await ask(await learn(disposes), [x])).toMatchObject({ ok: false, problem })
    const careful =
      'export const f = (x) => { const y = x.mul(2); const z = y.add(1); y.dispose(); return z }'
    expect(await ask(await learn(careful), [x])).toMatchObject({ ok: true })
  })

  test('of what is not there says so', async () => {
    const learner = await learn('export const f = () => 1')
    expect(await ask(learner, [], { name: 'g' })).toMatchObject({
      problem: { kind: 'no-export', message: 'The solution has no function "g".' },
    })
    expect(await ask(learner, [], { target: 'harness', name: 'train' })).toMatchObject({
      problem: { kind: 'no-export', message: 'The harness has no function "train".' },
    })
    expect(await ask(learner, [], { name: 'hasOwnProperty', target: 'harness' })).toMatchObject({ ok: false })
  })

  test('with arguments that do not decode is told apart from a mistake of the learner', async () => {
    const learner = await learn('export const f = () => 1')
    expect(await ask(learner, [], { args: [{ $: 'nonsense' } as never] })).toMatchObject({
      problem: { kind: 'crashed', message: expect.stringMatching(/^The arguments did not arrive/) as string },
    })
  })
})

describe('the bill of a call', () => {
  test.each<[string, string, number]>([
    ['nothing for a tidy function', 'export const f = (x) => tf.tidy(() => x.mul(2).add(1))', 0],
    ['what stays behind', 'export const f = (x) => x.mul(2).add(1).sub(3)', 2],
    ['nothing for several results', 'export const f = (x) => [x.mul(2), { y: x.add(1) }]', 0],
    ['nothing for an input given back', 'export const f = (x) => x', 0],
    [
      'nothing for a result that is given twice',
      'export const f = (x) => { const y = x.mul(2); return [y, y] }',
      0,
    ],
    ['a clone that is not returned', 'export const f = (x) => { x.clone(); return 1 }', 1],
    ['a kept tensor', 'export const f = (x) => tf.tidy(() => { tf.keep(x.mul(2)); return 1 })', 1],
    [
      'tensors after await',
      'export const f = async (x) => { const y = x.mul(2); await y.data(); return 1 }',
      1,
    ],
  ])('counts %s', async (_, solution, leaked) => {
    expect(meterOf(await ask(await learn(solution), [x])).tensorsLeaked).toBe(leaked)
  })

  test('does not count inputs that the caller keeps, call after call', async () => {
    const learner = await learn(
      'const seen = []\nexport const f = (x) => { seen.push(x); return seen.length }',
    )
    const bills = []
    for (let i = 0; i < 3; i++) bills.push(meterOf(await ask(learner, [x])).tensorsLeaked)
    expect(bills).toEqual([0, 0, 0])
  })

  test('counts again what an earlier call already gave back', async () => {
    const learner = await learn('let y\nexport const f = (x) => (y ??= x.mul(2))')
    expect(meterOf(await ask(learner, [x])).tensorsLeaked).toBe(0)
    expect(meterOf(await ask(learner, [x])).tensorsLeaked).toBe(0)
  })

  test('names every kernel and how often it ran', async () => {
    const learner = await learn(
      'export const f = (x) => tf.tidy(() => { let y = x; for (let i = 0; i < 3; i++) y = y.mul(2); return tf.softmax(y.add(1)) })',
    )
    const { kernels } = meterOf(await ask(learner, [x]))
    expect(kernels).toMatchObject({ Multiply: 3, Add: 1, Softmax: 1 })
    expect(meterOf(await ask(learner, [x])).kernels).toEqual(kernels)
    expect(kernels).not.toHaveProperty('MatMul')
  })

  test('knows the most bytes held at once, not their sum', async () => {
    const learner = await learn(
      'export const f = (n) => { for (let i = 0; i < n; i++) tf.ones([256]).mul(2).dispose()\nreturn 1 }\nexport const tidy = () => { for (let i = 0; i < 5; i++) tf.dispose(tf.tidy(() => tf.ones([256]).mul(2)))\nreturn 1 }',
    )
    const tidy = meterOf(await ask(learner, [], { name: 'tidy' })).peakBytes
    expect(tidy).toBeGreaterThanOrEqual(2 * 256 * 4)
    expect(tidy).toBeLessThan(3 * 256 * 4)
    const leaky = meterOf(await ask(learner, [5])).peakBytes
    expect(leaky).toBeGreaterThanOrEqual(6 * 256 * 4)
    expect(meterOf(await ask(await learn('export const f = () => 1'))).peakBytes).toBe(0)
  })

  test('holds the time of the call', async () => {
    const learner = await learn('export const f = () => new Promise((done) => setTimeout(done, 30))')
    const { milliseconds } = meterOf(await ask(learner))
    expect(milliseconds).toBeGreaterThanOrEqual(25)
    expect(milliseconds).toBeLessThan(5_000)
  })
})

test('Math.random repeats for a case of the same seed', async () => {
  const learner = await learn('export const f = () => [Math.random(), Math.random()]')
  const draws: Value[] = []
  for (const seed of [7, 7, 8]) {
    await learner.learnerDoor.beginCase(seed)
    draws.push(answer(await ask(learner)))
  }
  expect(draws[0]).toEqual(draws[1])
  expect(draws[0]).not.toEqual(draws[2])
})

test("the learner's console is heard with its line", async () => {
  const { console, events, learnerDoor } = await loadLearner({
    solution: 'export const f = () => 1',
  })
  console.log(tf.scalar(1))
  await learnerDoor.call({ target: 'learner', name: 'f', args: [], keep: false })
  expect(events).toEqual([{ event: 'logs', lines: [{ level: 'log', text: 'float32 scalar\n1' }] }])
})
