// What is kept of a run's pictures: even over the run, bounded, and never without its ends.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LineView, View } from '../../src/core/views'
import { Frames, MOST_FRAME_BYTES, MOST_FRAMES, weightOf } from '../../src/session/frames'

const table = (id: string, title = id, step?: string): View => ({
  ...{ kind: 'table', id, title, columns: ['a'], rows: [] },
  ...(step ? { step } : {}),
})
/** A loss after `length` steps. */
const loss = (length: number): LineView => ({
  ...{ kind: 'line', id: 'loss', title: String(length), xLabel: '', yLabel: '' },
  series: [{ name: 'loss', x: new Float32Array(length), y: new Float32Array(length) }],
})
function framesOf(views: Iterable<View>): Frames {
  const frames = new Frames()
  for (const view of views) frames.add(view)
  return frames
}
const titles = (frames: Frames): string[][] =>
  frames.all.map(({ views }) => [...views.values()].map(({ title }) => title))
const run = (length: number): View[] => Array.from({ length }, (_, i) => table('t', String(i)))

describe('a frame', () => {
  test('is all pictures together, and ends when one of them comes anew', () => {
    const frames = framesOf([
      ...[table('loss', 'loss 0'), table('boundary', 'boundary 0')],
      ...[table('loss', 'loss 1'), table('loss', 'loss 2'), table('boundary', 'boundary 2')],
    ])
    expect(titles(frames)).toEqual([
      ['loss 0', 'boundary 0'],
      ['loss 1', 'boundary 0'],
      ['loss 2', 'boundary 2'],
    ])
  })

  test('is one where every picture is shown once, and none where nothing was shown', () => {
    expect(framesOf([table('a'), table('b'), table('c')]).all).toHaveLength(1)
    expect(framesOf([]).all).toEqual([])
  })

  test('says where in the run it is, as the demo said it last', () => {
    const frames = framesOf([table('t', '', 'epoch 0'), table('u'), table('u'), table('t', '', 'epoch 1')])
    expect(frames.all.map(({ step }) => step)).toEqual(['epoch 0', 'epoch 1'])
  })

  test('keeps the pictures that it was given, and copies none', () => {
    const view = loss(10)
    expect(framesOf([view]).all[0]!.views.get('loss')).toBe(view)
  })
})

describe('of a long run', () => {
  test('every frame is there while there are few', () => {
    expect(titles(framesOf(run(MOST_FRAMES - 1))).flat()).toEqual(
      run(MOST_FRAMES - 1).map(({ title }) => title),
    )
  })

  test('the first and the last are there, and what is between is evenly spaced', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), (length) => {
        const kept = titles(framesOf(run(length))).map(([title]) => Number(title))
        expect(kept[0]).toBe(0)
        expect(kept.at(-1)).toBe(length - 1)
        expect(kept.length).toBeLessThanOrEqual(MOST_FRAMES)
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(length, MOST_FRAMES / 2))
        const gaps = kept.slice(1, -1).map((at, i) => at - kept[i]!)
        expect(new Set(gaps).size).toBeLessThanOrEqual(1)
      }),
      { numRuns: 50 },
    )
  })

  test('large pictures are kept as far as their bytes allow, the first and the last always', () => {
    const views = Array.from({ length: 40 }, (_, i) => ({ ...loss(250_000), title: String(i) }))
    const frames = framesOf(views)
    const before = frames.all.slice(0, -1).flatMap(({ views: shown }) => [...shown.values()])
    const bytes = before.reduce((sum, view) => sum + weightOf(view), 0)
    expect(bytes).toBeLessThanOrEqual(MOST_FRAME_BYTES)
    expect([titles(frames)[0], titles(frames).at(-1)]).toEqual([['0'], ['39']])
  })

  test('a large picture that never changes is counted once', () => {
    const still = { ...loss(1_000_000), id: 'still' }
    expect(framesOf([still, ...run(50)]).all).toHaveLength(50)
  })
})
