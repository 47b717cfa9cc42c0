// What the progress page says of counts, days and exercises.

import { expect, test } from 'vitest'
import { DAY } from '../../src/core/progress/days'
import type { Story } from '../../src/core/progress/story'
import { countOf, fromNow, outcomeOf, whyDue } from '../../src/ui/parts/progress/words'

const NOW = new Date(2026, 6, 15, 12).getTime()

test.each([
  [0, 'today'],
  [-1, 'yesterday'],
  [1, 'tomorrow'],
  [-12, '12 days ago'],
  [3, 'in 3 days'],
])('%d days from now is %s', (days, words) => expect(fromNow(NOW + days * DAY, NOW)).toBe(words))

test('one is one, and many are many', () => {
  expect([countOf(1, 'submit'), countOf(0, 'submit'), countOf(1_234, 'submit')]).toEqual([
    ...['1 submit', '0 submits', '1,234 submits'],
  ])
})

test('how an exercise went is told with all help it took', () => {
  const submit = { at: 1, outcome: 'failed', score: 0.5 } as const
  const story: Story = {
    ...{ exercise: 'a', solvedAt: 2, submits: [submit, submit], hints: 1 },
    ...{ sawSolution: true, passesSince: 2, lastAt: 3 },
  }
  expect(outcomeOf(story)).toBe(
    'Solved after 2 submits, 1 hint, after its solution was shown; passed again 2 times',
  )
  const quick = { ...story, submits: [submit], hints: 0, sawSolution: false, passesSince: 0 }
  expect(outcomeOf(quick)).toBe('Solved at the first submit')
  expect(outcomeOf({ ...quick, solvedAt: null })).toBe('Not solved yet: 1 submit, at best 50 % of the tests')
})

test('why an exercise is due', () => {
  const review = {
    ...{ exercise: 'a', open: 'a', dueAt: NOW, isDue: true, recall: 0.876, reviews: 0 },
    ...{ lastAt: NOW - 12 * DAY, lastGrade: 'hard' as const },
  }
  expect(whyDue(review, NOW)).toBe('It was hard 12 days ago. Chance to pass it again now: 88 %.')
})
