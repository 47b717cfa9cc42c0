// Globals that a realm's code is not to have as the engine made them.

import { expect, test } from 'vitest'
import { replaceConsole } from '../../../workers/runner/replace-console'
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

test("nothing of the engine's console is left", () => {
  const said: string[] = []
  const engines = { log: () => said.push('engine'), dirxml: () => said.push('engine'), memory: 5 }
  const replaced = engines as unknown as Console
  replaceConsole(replaced, { log: () => void said.push('ours'), warn: () => void said.push('ours') })
  replaced.log()
  replaced.warn()
  replaced.dirxml()
  expect(said).toEqual(['ours', 'ours'])
  expect(engines.memory).toBe(5)
})
