// Answers travel sealed, for their exercise alone.

import { expect, test } from 'vitest'
import { sealAnswers, unsealAnswers } from '../../../src/core/pack/answers'
import { anExercise } from '../../support/an-exercise'

const ANSWERS = { debrief: 'd', reference: 'r', accepted: [{ name: 'loops', code: 'c' }] }
const { program } = anExercise()

test('what was sealed for an exercise is read by it', () => {
  expect(unsealAnswers({ ...program, answers: sealAnswers(ANSWERS, program.id) })).toEqual(ANSWERS)
})

test('nothing is read where there is nothing, of another exercise, or of what is no answers', () => {
  expect(unsealAnswers(program)).toBeNull()
  expect(unsealAnswers({ ...program, answers: sealAnswers(ANSWERS, 'pack/other') })).toBeNull()
  expect(unsealAnswers({ ...program, answers: 'AAAA' })).toBeNull()
  expect(unsealAnswers({ ...program, answers: sealAnswers({} as never, program.id) })).toBeNull()
})
