// Exercises made for measuring: the least that an exercise can be.

import type { CompiledExercise } from '../../src/core/pack/compiled'
import { seal } from '../../src/core/pack/seal'

const ID = 'bench/synthetic'

export function syntheticExercise(tests: string, exports: readonly string[]): CompiledExercise {
  return {
    page: {
      ...{
        id: ID,
        title: 'Bench',
        summary: '',
        topics: ['systems'],
        difficulty: 1,
        minutes: 5,
        backends: ['cpu'],
      },
      ...{ schemaVersion: 1, version: 'bench', limits: { seconds: 60 }, forbidden: [], prerequisites: [] },
      ...{ statement: '', hints: [], starter: '', files: {}, hasDemo: false, picture: false },
      exports: exports.map((name) => ({ name, signature: name, summary: name })),
    },
    program: { id: ID, version: 'bench', modules: {}, demo: null, sealed: seal(tests, ID) },
  }
}
