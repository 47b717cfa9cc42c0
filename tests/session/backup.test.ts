// One file of everything: out, in again, refused where it is none; and the reminder.

import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Backup } from '../../src/session/backup.svelte'
import { createMemoryStore } from '../../src/storage/memory-store'
import { createShelf } from '../../src/storage/shelf'
import { anAttempt } from '../support/an-attempt'

const DAY = 86_400_000
const START = new Date(2026, 2, 5, 12).getTime()

function aBackup() {
  let now = START
  const store = createMemoryStore(null)
  const shelf = createShelf(() => {
    throw new Error('denied')
  })
  const deps = { store, shelf, now: () => now }
  return { backup: new Backup(deps), store, shelf, wait: (days: number) => (now += days * DAY), deps }
}
const file = (text: string, name = 'x.json') => Object.assign(new Blob([text]), { name })

async function exported(backup: Backup): Promise<{ name: string; text: string }> {
  let written = { name: '', text: '' }
  await backup.export((name, text) => (written = { name, text }))
  return written
}

test('everything goes from one device to another, and settings only when asked for', async () => {
  const one = aBackup()
  await one.store.appendAttempt(anAttempt({ exercise: 'a/b' }))
  one.shelf.set('theme', 'dark')
  const { name, text } = await exported(one.backup)
  expect(name).toBe('tensorkata-2026-03-05.json')
  expect(one.backup.state).toEqual({ kind: 'exported', name })

  const other = aBackup()
  await other.backup.import(file(text), false)
  expect(other.backup.state).toMatchObject({ kind: 'imported', hasSettings: false, merged: { attempts: 1 } })
  expect(await other.store.attempts()).toEqual(await one.store.attempts())
  expect(other.shelf.get('theme', v.string())).toBeUndefined()
  await other.backup.import(file(text), true)
  expect(other.backup.state).toMatchObject({ kind: 'imported', hasSettings: true, merged: { attempts: 0 } })
  expect(other.shelf.get('theme', v.string())).toBe('dark')
})

test.each<[string, string, RegExp]>([
  ['cut short', '{"tensorkata": "everyth', /does not read as JSON.*cut short.*export it again/],
  ['of something else', '{"a": 1}', /not a file that Tensorkata exported/],
])('a file %s is refused in words', async (_, text, words) => {
  const { backup, store } = aBackup()
  await backup.import(file(text, 'odd.json'), true)
  expect(backup.state).toMatchObject({ kind: 'refused', from: 'odd.json' })
  expect(backup.state.kind === 'refused' && backup.state.reason).toMatch(words)
  expect(await store.attempts()).toEqual([])
})

test('an export that fails says so, and does not count as one', async () => {
  const { backup, store } = aBackup()
  store.exportAll = () => Promise.reject(new Error('The disk is gone.'))
  await exported(backup)
  expect(backup.state).toEqual({ kind: 'failed', message: 'Nothing was exported: The disk is gone.' })
  expect(backup.exportedAt).toBeUndefined()
})

test('the reminder comes with five attempts, rests for 30 days after an export or a word, and comes back', async () => {
  const { backup, wait, deps } = aBackup()
  expect([backup.isOverdue(4), backup.isOverdue(5)]).toEqual([false, true])
  backup.dismissReminder()
  expect([backup.isOverdue(5), new Backup(deps).isOverdue(5)]).toEqual([false, false])
  wait(31)
  expect(backup.isOverdue(5)).toBe(true)
  await exported(backup)
  wait(29)
  expect(backup.isOverdue(5)).toBe(false)
  wait(2)
  expect(backup.isOverdue(5)).toBe(true)
})
