// A file of everything is believed only when all of it is as it should be.

import { expect, test } from 'vitest'
import { bundleOf, readBundle } from '../../../src/storage/bundle'
import { anAttempt } from '../../support/an-attempt'

const good = bundleOf({ drafts: [], attempts: [anAttempt()], events: [] })

test('one that was exported is read', () => {
  expect(readBundle(JSON.parse(JSON.stringify(good)))).toEqual({ ok: true, value: good })
  expect(readBundle({ ...good, settings: undefined })).toEqual({ ok: true, value: good })
})

test.each<[string, unknown, RegExp]>([
  ['null', null, /not a file that Tensorkata exported.*tensorkata-<date>\.json/],
  ['another file', { name: 'package' }, /not a file that Tensorkata exported/],
  ['a newer format', { ...good, schemaVersion: 2 }, /newer version of this page. Reload/],
  [
    'a spoilt attempt',
    { ...good, attempts: [anAttempt(), { ...anAttempt(), score: 'high' }] },
    /damaged at attempts\.1\.score: .*Export it again/,
  ],
  ['a missing part', { ...good, drafts: undefined }, /damaged at drafts/],
])('%s is refused with what, where and remedy', (_, value, words) => {
  const read = readBundle(value)
  expect(read.ok ? '' : read.error).toMatch(words)
})
