// A draft that two tabs write: each is told of the other, and no text is lost whatever is decided.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DraftKeeper } from '../../src/session/draft.svelte'
import { createMemoryStore } from '../../src/storage/memory-store'
import type { Change, Store } from '../../src/storage/store'

const ID = 'pack/slug'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Two tabs over one store: what one saves, the other hears of. */
function twoTabs() {
  const memory = createMemoryStore(null)
  const listeners = new Map<string, (change: Change) => void>()
  const tab = (name: string, other: string): DraftKeeper => {
    const store: Store = {
      ...memory,
      saveDraft: async (draft) => {
        await memory.saveDraft(draft)
        listeners.get(other)?.({ what: 'draft', exercise: draft.exercise })
      },
      onChange: (listener) => {
        listeners.set(name, listener)
        return () => void listeners.delete(name)
      },
    }
    return new DraftKeeper({ id: ID, version: 'v', store, now: Date.now }, 'starter')
  }
  const stored = async (): Promise<string | null> => {
    const read = await memory.readDraft(ID)
    return read.kind === 'found' ? read.draft.text : null
  }
  const copies = async (): Promise<unknown[]> => (await memory.events(ID)).map(({ data }) => data.text)
  return { one: tab('one', 'other'), other: tab('other', 'one'), memory, listeners, stored, copies }
}
const pause = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1_000)

describe('a text that another tab has changed', () => {
  test('is told of, and the one here stays as it is', async () => {
    const { one, other } = twoTabs()
    other.edit('theirs')
    await pause()
    expect([one.source, one.other, other.other]).toEqual(['starter', 'theirs', null])
  })

  test('is taken when that is chosen', async () => {
    const { one, other, copies } = twoTabs()
    other.edit('theirs')
    await pause()
    expect([one.takeOther(), one.other]).toEqual(['theirs', null])
    expect(await copies()).toEqual([])
    one.edit('theirs')
    await pause()
    expect(other.other).toBeNull()
  })

  test('is taken, and what was typed here is kept as a copy', async () => {
    const { one, other, copies } = twoTabs()
    one.edit('mine')
    await pause()
    other.edit('theirs')
    await pause()
    expect(one.takeOther()).toBe('theirs')
    expect(await copies()).toEqual(['mine'])
  })

  test('gives way to mine when that is chosen, is kept as a copy, and its tab is told', async () => {
    const { one, other, stored, copies } = twoTabs()
    one.edit('mine')
    await pause()
    other.edit('theirs')
    await pause()
    await one.keepMine()
    await pause()
    // The other one wrote over mine unasked, so that was kept as well.
    expect([await stored(), await copies(), one.other]).toEqual(['mine', ['mine', 'theirs'], null])
    expect(other.other).toBe('mine')
  })

  test('is kept as a copy, once, when one types on without a choice', async () => {
    const { one, other, stored, copies } = twoTabs()
    other.edit('theirs')
    await pause()
    one.edit('mine')
    await pause()
    one.edit('mine, longer')
    await pause()
    expect([await stored(), await copies(), one.other]).toEqual(['mine, longer', ['theirs'], 'theirs'])
  })

  test('is no other text when it is the same', async () => {
    const { one, other } = twoTabs()
    one.edit('same')
    other.edit('same')
    await pause()
    expect([one.other, other.other]).toEqual([null, null])
  })

  test('is not confused with what this tab wrote itself a moment ago', async () => {
    const { one, listeners } = twoTabs()
    one.edit('a')
    await one.save()
    one.edit('ab')
    listeners.get('one')!({ what: 'draft', exercise: ID })
    await vi.advanceTimersByTimeAsync(0)
    expect(one.other).toBeNull()
    await pause()
  })

  test('may also come with an import, and of other exercises it is not', async () => {
    const { one, memory, listeners } = twoTabs()
    await memory.saveDraft({ exercise: ID, text: 'imported', version: 'v', savedAt: 1 })
    listeners.get('one')!({ what: 'draft', exercise: 'pack/other' })
    await vi.advanceTimersByTimeAsync(0)
    expect(one.other).toBeNull()
    listeners.get('one')!({ what: 'import', exercise: null })
    await vi.advanceTimersByTimeAsync(0)
    expect(one.other).toBe('imported')
  })

  test('is heard of no more when the draft is closed', () => {
    const { one, listeners } = twoTabs()
    one.close()
    expect(listeners.has('one')).toBe(false)
  })
})

describe('a page that is left', () => {
  test('puts down what is not saved yet, at once, and saves it', async () => {
    const { memory, stored } = twoTabs()
    const putDown = vi.fn()
    const draft = new DraftKeeper(
      { id: ID, version: 'v', store: { ...memory, putDown }, now: () => 7 },
      'starter',
    )
    draft.edit('typed last')
    const leaving = draft.leave()
    expect(putDown.mock.calls).toEqual([[{ exercise: ID, text: 'typed last', version: 'v', savedAt: 7 }]])
    await leaving
    expect(await stored()).toBe('typed last')
  })

  test('puts nothing down when all is saved', async () => {
    const { memory, stored } = twoTabs()
    const putDown = vi.fn()
    const draft = new DraftKeeper(
      { id: ID, version: 'v', store: { ...memory, putDown }, now: Date.now },
      'starter',
    )
    draft.edit('typed')
    await pause()
    await draft.leave()
    expect([putDown.mock.calls, await stored()]).toEqual([[], 'typed'])
  })
})
