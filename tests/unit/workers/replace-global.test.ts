// Globals that a realm's code is not to have as the engine made them.

import { expect, test } from 'vitest'
import { replaceGlobal } from '../../../workers/shared/replace-global'
import { silence } from '../../../workers/shared/silence'

test('one is replaced wherever the engine keeps it', () => {
  const prototype = { close: () => 'native' }
  const globals = Object.assign(Object.create(Object.create(prototype)) as { close: () => string }, {
    close: () => 'own',
  })
  replaceGlobal(globals, 'close', () => 'ours')
  expect(globals.close()).toBe('ours')
  expect('close' in prototype).toBe(false)
})

test("a worker's own postMessage says that it reaches nobody", () => {
  const globals = { postMessage: (message: unknown) => message }
  silence(globals)
  expect(() => globals.postMessage(1)).toThrow('postMessage reaches nobody here.')
})
