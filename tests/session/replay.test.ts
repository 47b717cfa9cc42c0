// A run that is over, gone through again by hand and by itself.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { View } from '../../src/core/views'
import type { Frame } from '../../src/session/frames'
import { Replay } from '../../src/session/replay.svelte'

const table = (id: string, title: string): View => ({ kind: 'table', id, title, columns: ['a'], rows: [] })
const frames: readonly Frame[] = [
  { views: new Map([['t', table('t', 'first')]]), step: 'epoch 0' },
  { views: new Map([['t', table('t', 'second')]]), step: undefined },
  {
    views: new Map([
      ['t', table('t', 'third')],
      ['late', table('late', 'only now')],
    ]),
    step: 'epoch 2',
  },
]

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('begins at the end, and does not move by itself', async () => {
  const replay = new Replay(frames)
  await vi.advanceTimersByTimeAsync(60_000)
  expect([replay.at, replay.last, replay.isPlaying]).toEqual([2, 2, false])
})

test('shows each frame, says where it is, and that a picture is not there yet', () => {
  const replay = new Replay(frames)
  expect(replay.words).toBe('epoch 2, 3 of 3')
  replay.goTo(0)
  expect([replay.view('t')?.title, replay.view('late')]).toEqual(['first', null])
  expect(replay.words).toBe('epoch 0, 1 of 3')
  replay.goTo(1)
  expect(replay.words).toBe('Frame 2 of 3')
})

test('goes no further than its ends', () => {
  const replay = new Replay(frames)
  replay.goTo(99)
  expect(replay.at).toBe(2)
  replay.goTo(-1)
  expect(replay.at).toBe(0)
})

describe('when it plays', () => {
  test('it begins anew at the end, and stops there', async () => {
    const replay = new Replay(frames)
    replay.play()
    expect([replay.at, replay.isPlaying]).toEqual([0, true])
    await vi.advanceTimersByTimeAsync(5_000)
    expect([replay.at, replay.isPlaying]).toEqual([2, false])
  })

  test('it goes on from where it is, and a hand on the slider stops it', async () => {
    const replay = new Replay(frames)
    replay.goTo(1)
    replay.play()
    expect(replay.at).toBe(1)
    replay.goTo(0)
    await vi.advanceTimersByTimeAsync(5_000)
    expect([replay.at, replay.isPlaying]).toEqual([0, false])
  })

  test('it is paused where it is, and nothing is left running', async () => {
    const replay = new Replay(frames)
    replay.play()
    replay.pause()
    await vi.advanceTimersByTimeAsync(5_000)
    expect([replay.at, replay.isPlaying, vi.getTimerCount()]).toEqual([0, false, 0])
  })
})
