// A small compiled exercise, to be changed where a test needs another.

import type { CompiledExercise, ExercisePage, ExerciseProgram } from '../../src/core/pack/compiled'

export function anExercise(
  page: Partial<ExercisePage> = {},
  program: Partial<ExerciseProgram> = {},
): CompiledExercise {
  return {
    page: {
      ...{ id: 'pack/slug', schemaVersion: 1, version: 'v1', title: 'T', summary: 'S', topics: ['llm'] },
      ...{ difficulty: 1, minutes: 10, backends: ['cpu'], limits: { seconds: 2 }, forbidden: [] },
      exports: [{ name: 'f', signature: '() => number', summary: 's' }],
      ...{
        prerequisites: [],
        statement: '<p>',
        hints: [],
        starter: 'starter',
        files: {},
        hasDemo: false,
        picture: false,
      },
      ...page,
    },
    program: { id: 'pack/slug', version: 'v1', modules: {}, demo: null, sealed: '', ...program },
  }
}
