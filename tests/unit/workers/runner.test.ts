// The learner's realm behind its doors: loading, its problems, demos and their pictures.

import { describe, expect, test, vi } from 'vitest'
import type { SmallPicture } from '../../../src/core/own-picture'
import type { RunnerEvent } from '../../../src/protocol/events'
import { LiveViews } from '../../../workers/runner/live-views'
import { compileSource } from '../../support/compile-source'
import { loadLearner } from '../../support/in-memory-judge'

describe('loading', () => {
  test('reports the backend, and falls back to cpu with a note', async () => {
    const { door } = await loadLearner({ solution: 'export const f = 1' })
    expect(await door.prepare({ backend: 'cpu', seed: 1 })).toEqual({
      backend: 'cpu',
      tfjs: expect.stringMatching(/^4\./) as string,
    })
    expect(await door.prepare({ backend: 'wasm', seed: 1 })).toMatchObject({
      backend: 'cpu',
      note: 'wasm is not available here (its program was not loaded), so this ran on cpu.',
    })
    expect(await door.prepare({ backend: 'webgl', seed: 1 })).toMatchObject({
      backend: 'cpu',
      note: expect.stringMatching(/^webgl is not available here/) as string,
    })
  })

  test.each<[string, string, Record<string, unknown> | undefined]>([
    ['a good module', 'export const f = () => 1', undefined],
    [
      'one that throws, with its line',
      '\n\nthrow new TypeError("top")',
      { kind: 'threw', message: 'TypeError: top', line: 3 },
    ],
    ['one that lacks the export', 'export const g = () => 1', { kind: 'no-export' }],
    [
      'a starter that is not filled in',
      'export function f(): number {\n  throw new Error("to do")\n}',
      undefined,
    ],
  ])('%s', async (_, solution, problem) => {
    const { report } = await loadLearner({ solution })
    expect(report).toMatchObject(problem ? { ok: false, problem } : { ok: true })
  })

  test('lets a solution import the harness', async () => {
    const { report } = await loadLearner({
      solution: "import { two } from './harness'\nexport const f = two",
      harness: 'export const two = () => 2',
    })
    expect(report).toEqual({ ok: true })
  })

  test('keeps forbidden calls from the learner, and not from the harness', async () => {
    const asks = (path: string): string => `
      import * as tf from '@tensorflow/tfjs'
      export const f = () => ${path}((x: tf.Tensor) => x.square())(3).dataSync()[0]`
    const { report, learnerDoor } = await loadLearner({
      solution: asks("tf[['gr', 'ad'].join('')]"),
      harness: asks('tf.grad'),
      forbidden: ['tf.grad'],
    })
    expect(report).toEqual({ ok: true })
    const call = (target: 'learner' | 'harness') =>
      learnerDoor.call({ target, name: 'f', args: [], keep: false })
    expect(await call('learner')).toMatchObject({
      problem: { message: 'tf.grad is not given here: this exercise asks you to build it by hand.', line: 3 },
    })
    expect(await call('harness')).toMatchObject({ ok: true, value: 6 })
  })

  test('tells of a close(), and goes on', async () => {
    const learner = await loadLearner({ solution: 'export const f = () => {\n  close()\n  return 5\n}' })
    vi.stubGlobal('close', learner.close)
    const request = { target: 'learner', name: 'f', args: [], keep: false } as const
    expect(await learner.learnerDoor.call(request)).toMatchObject({ ok: true, value: 5 })
    expect(learner.events).toEqual([{ event: 'closed', line: 2 }])
    vi.unstubAllGlobals()
  })

  test('answers a ping', async () => {
    expect(await (await loadLearner({ solution: 'export const f = 1' })).door.ping()).toBe(true)
  })
})

describe('a demo', () => {
  const run = async (
    demo: string,
    solution = 'export const f = (x: number) => x + 1',
    picture: SmallPicture | null = null,
  ) => {
    const { door, events } = await loadLearner({ solution, harness: 'export const ten = 10' })
    const code = compileSource(demo, 'demo.ts').code
    return { report: await door.demo(code, picture), events }
  }
  const table = (cell: unknown): unknown => ({
    kind: 'table',
    id: 't',
    title: 'T',
    columns: ['a'],
    rows: [[cell]],
  })

  test("gets the learner's own picture, or none", async () => {
    const demo =
      "export default ({ show, picture }) => show({ kind: 'table', id: 't', title: 'T', columns: ['a'], rows: [[picture === null ? 'none' : picture.pixels[2]]] })"
    expect((await run(demo)).events).toEqual([{ event: 'view', view: table('none') }])
    const picture = { width: 1, height: 1, pixels: Uint8Array.of(7, 8, 9) }
    expect((await run(demo, undefined, picture)).events).toEqual([{ event: 'view', view: table(9) }])
  })

  test("shows pictures of the learner's own answers", async () => {
    const { report, events } = await run(
      "import { ten } from './harness'\nexport default ({ learner, show, progress }) => { show({ kind: 'table', id: 't', title: 'T', columns: ['a'], rows: [[learner.f(ten)]] }); progress(1) }",
    )
    expect(report).toEqual({ ok: true })
    expect(events).toEqual([
      { event: 'view', view: table(11) },
      { event: 'progress', fraction: 1 },
    ])
  })

  test("tells what the learner's code threw in it, by the learner's line", async () => {
    const { report } = await run(
      'export default ({ learner }) => learner.f(1)',
      'export function f() {\n  throw new Error("mine")\n}',
    )
    expect(report).toMatchObject({ ok: false, problem: { kind: 'threw', message: 'mine', line: 2 } })
  })

  test('draws the newest picture when many come at once', async () => {
    const { events } = await run(
      "export default ({ show }) => { for (let i = 0; i < 1000; i++) show({ kind: 'table', id: 't', title: 'T', columns: ['a'], rows: [[i]] }) }",
    )
    expect(events.length).toBeLessThan(100)
    expect(events.at(-1)).toEqual({ event: 'view', view: table(999) })
  })
})

describe('a program that imports show()', () => {
  const program = (call: string): string => `import { show, progress } from '@tensorkata/show'\n\n${call}`

  test('draws while it loads, with await at the top', async () => {
    const { report, events } = await loadLearner({
      wanted: [],
      solution: program(
        "await null\nshow({ kind: 'table', id: 't', title: 'T', columns: ['a'], rows: [[1]] })\nprogress(0.5)",
      ),
    })
    expect(report).toEqual({ ok: true })
    expect(events).toMatchObject([
      { event: 'view', view: { kind: 'table', rows: [[1]] } },
      { event: 'progress', fraction: 0.5 },
    ])
  })

  test.each([
    ["{ kind: 'table', id: 't', title: 'T', columns: [], rows: [] }", /columns/],
    [
      "{ kind: 'line', id: 'l', title: 'L', series: [{ name: 's', x: [1], y: [1] }] }",
      /series\.0\.x.*Float32Array/,
    ],
    ["{ kind: 'pie' }", /kind/],
    ['undefined', /The view/],
  ])('is told on its line that this is no picture: %s', async (view, words) => {
    const { report, events } = await loadLearner({ wanted: [], solution: program(`show(${view})`) })
    expect(report).toEqual({
      ok: false,
      problem: { kind: 'threw', message: expect.stringMatching(words) as string, line: 3 },
    })
    expect(events).toEqual([])
  })
})

describe('live views', () => {
  const view = (id: string) => ({ kind: 'table' as const, id, title: '', columns: ['a'], rows: [] })

  test('of another id do not wait for each other', () => {
    const events: RunnerEvent[] = []
    const views = new LiveViews((event) => events.push(event))
    views.show(view('a'))
    views.show(view('b'))
    views.show(view('a'))
    expect(events.map((event) => event.event === 'view' && event.view.id)).toEqual(['a', 'b'])
    views.flush()
    views.flush()
    expect(events).toHaveLength(3)
  })

  test('keep progress between none and all, and always tell the end', () => {
    const events: RunnerEvent[] = []
    const views = new LiveViews((event) => events.push(event))
    for (const fraction of [NaN, 0.5, 7, 1]) views.progress(fraction)
    expect(events.map((event) => event.event === 'progress' && event.fraction)).toEqual([0, 1, 1])
  })
})
