// The example on the home page: when it trains, when it waits, and what it shows.

import { describe, expect, test, vi } from 'vitest'
import type { Problem } from '../../src/core/problem'
import type { Result } from '../../src/core/result'
import type { BoundaryView } from '../../src/core/views'
import type { Training } from '../../src/judging/live-training'
import type { Watcher } from '../../src/judging/submission'
import { Example } from '../../src/session/example.svelte'
import { boundaryOf } from '../../workers/example/moons'
import { settled } from '../support/fake-clock'

interface Opened {
  readonly source: string
  readonly watcher: Required<Watcher>
  readonly signal: AbortSignal
  answer(result: Result<Training, readonly Problem[]>): void
  fail(error: Error): void
}

function stage() {
  const opened: Opened[] = []
  const example = new Example(
    (source, watcher, signal) =>
      new Promise((resolve, reject) =>
        opened.push({
          ...{ source, signal, answer: resolve, fail: reject },
          watcher: watcher as Required<Watcher>,
        }),
      ),
  )
  return { example, opened }
}

/** Trains by quarters. */
const byQuarters = ({ watcher }: Opened, steps: number[] = []): Result<Training, readonly Problem[]> => ({
  ok: true,
  value: {
    advance: () => {
      steps.push(steps.length)
      watcher.onProgress(steps.length / 4)
      return Promise.resolve(null)
    },
  },
})

describe('the example', () => {
  test('is a still picture of a network that knows nothing, until it is run', () => {
    const { example, opened } = stage()
    expect(example.state.kind).toBe('still')
    const [boundary, loss] = example.views
    expect((boundary as BoundaryView).probabilities.every((one) => one === 0.5)).toBe(true)
    expect(loss!.id).toBe('loss')
    expect(opened).toEqual([])
  })

  test('trains to its end, shows its pictures, and gives its sandbox back', async () => {
    const { example, opened } = stage()
    example.see(true)
    const run = example.run()
    expect(example.state.kind).toBe('starting')
    const steps: number[] = []
    opened[0]!.answer(byQuarters(opened[0]!, steps))
    opened[0]!.watcher.onView(boundaryOf(new Float32Array(48 * 30).fill(0.9), 'half way'))
    opened[0]!.watcher.onView({ kind: 'table', id: 'mine', title: '', columns: ['a'], rows: [] })
    opened[0]!.watcher.onLogs([{ level: 'log', text: 'hello' }])
    await run
    expect(steps).toHaveLength(4)
    expect(example.state.kind).toBe('trained')
    expect(example.views.map(({ id, note }) => [id, note])).toEqual([
      ['boundary', 'half way'],
      ['loss', undefined],
    ])
    expect(example.logs).toHaveLength(1)
    expect(opened[0]!.signal.aborted).toBe(true)
  })

  test('waits while it is out of sight, and goes on from there', async () => {
    const { example, opened } = stage()
    const steps: number[] = []
    const run = example.run()
    opened[0]!.answer(byQuarters(opened[0]!, steps))
    await settled()
    expect([steps.length, example.isPaused]).toEqual([0, true])
    example.see(true)
    await run
    expect([steps.length, example.state.kind]).toEqual([4, 'trained'])
  })

  test('can be stopped at any moment, and what comes late is not heard', async () => {
    const { example, opened } = stage()
    example.see(true)
    void example.run()
    example.stop()
    expect(example.state.kind).toBe('stopped')
    expect(opened[0]!.signal.aborted).toBe(true)
    opened[0]!.answer({ ok: false, error: [{ kind: 'syntax', message: 'late' }] })
    opened[0]!.watcher.onView(boundaryOf(new Float32Array(48 * 30).fill(0.9), 'late'))
    await settled()
    expect(example.state.kind).toBe('stopped')
    expect(example.views[0]!.note).toBe('Nothing is learned yet.')
  })

  test('runs what is typed, and a newer run takes the place of the older', async () => {
    const { example, opened } = stage()
    example.see(true)
    void example.run()
    example.edit('changed')
    const second = example.run()
    expect(opened.map(({ source }) => source === 'changed')).toEqual([false, true])
    expect(opened[0]!.signal.aborted).toBe(true)
    opened[1]!.answer(byQuarters(opened[1]!))
    await second
    expect(example.state.kind).toBe('trained')
  })

  test('says what is wrong with the code, before and while it trains, and what is wrong with the sandbox', async () => {
    const problem = { kind: 'threw', message: 'no', line: 4 } as const
    const { example, opened } = stage()
    example.see(true)
    const first = example.run()
    opened[0]!.answer({ ok: false, error: [problem] })
    await first
    expect(example.state).toEqual({ kind: 'failed', problems: [problem] })
    const second = example.run()
    opened[1]!.answer({ ok: true, value: { advance: () => Promise.resolve(problem) } })
    await second
    expect(example.state).toEqual({ kind: 'failed', problems: [problem] })
    const third = example.run()
    opened[2]!.fail(new Error('The sandbox did not load.'))
    await third
    expect(example.state).toEqual({ kind: 'broken', message: 'The sandbox did not load.' })
  })
})

describe('by itself it begins', () => {
  test('once it may and is in sight', async () => {
    const { example, opened } = stage()
    void example.playWhen(Promise.resolve(true))
    await settled()
    expect(opened).toEqual([])
    example.see(true)
    await vi.waitFor(() => expect(opened).toHaveLength(1))
  })

  test('never where data is to be saved, nor when somebody has begun or typed before', async () => {
    const { example, opened } = stage()
    example.see(true)
    await example.playWhen(Promise.resolve(false))
    expect(opened).toEqual([])
    example.edit('mine')
    await example.playWhen(Promise.resolve(true))
    expect(opened).toEqual([])
    void example.run()
    await example.playWhen(Promise.resolve(true))
    expect(opened).toHaveLength(1)
  })
})
