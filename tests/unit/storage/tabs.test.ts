// What one tab changes the others hear, whatever version they run.

import { expect, test } from 'vitest'
import { openTabs } from '../../../src/storage/tabs'
import type { Change } from '../../../src/storage/store'

function fakeChannels() {
  const hear = new Set<(event: { data: unknown }) => void>()
  return () => {
    let own: ((event: { data: unknown }) => void) | undefined
    return {
      postMessage: (data: unknown) => [...hear].filter((one) => one !== own).forEach((one) => one({ data })),
      addEventListener: ((_: string, listener: (event: { data: unknown }) => void) => {
        own = listener
        hear.add(listener)
      }) as BroadcastChannel['addEventListener'],
    }
  }
}

test('a change is heard in the other tab, not in its own, until nobody listens', () => {
  const open = fakeChannels()
  const [one, other] = [openTabs(open), openTabs(open)]
  const heard: [string, Change][] = []
  one.onChange((change) => heard.push(['one', change]))
  const stop = other.onChange((change) => heard.push(['other', change]))
  one.tell('draft', 'a/b')
  expect(heard).toEqual([['other', { what: 'draft', exercise: 'a/b' }]])
  stop()
  one.tell('draft', 'a/b')
  expect(heard).toHaveLength(1)
})

test('words of another version that are not understood are not passed on', () => {
  const open = fakeChannels()
  const tabs = openTabs(open)
  const heard: Change[] = []
  tabs.onChange((change) => heard.push(change))
  for (const odd of [null, 'hello', { what: 'weather' }, { what: 'draft' }]) open().postMessage(odd)
  expect(heard).toEqual([])
})

test('where there are no channels, a tab is alone and does not mind', () => {
  const tabs = openTabs(() => {
    throw new Error('not here')
  })
  tabs.onChange(() => {})()
  tabs.tell('import', null)
})
