// Before the attacks: every engine is found or installed, and what cannot be had is named, before and after.

import type { TestProject } from 'vitest/node'
import { messageOf } from '../../src/core/result'
import { ENGINES } from './engines/engines'

declare module 'vitest' {
  interface ProvidedContext {
    missingEngines: readonly string[]
  }
}

export default function prepareEngines(project: TestProject): () => void {
  const missing = ENGINES.flatMap((engine) => {
    try {
      engine.prepare()
      return []
    } catch (error) {
      return [{ name: engine.name, reason: messageOf(error) }]
    }
  })
  const say = (): void => {
    for (const { name, reason } of missing) console.error(`\nNOT RUN IN ${name.toUpperCase()}: ${reason}\n`)
  }
  project.provide(
    'missingEngines',
    missing.map(({ name }) => name),
  )
  say()
  return say
}
