// The confusion matrix and the worst mistakes, and the examples.

import { type Define, check, indices, setUp } from './checks'
import { bestOf, coarseRows, confusionOf, sum, worstOf } from './expected'

export function reading({ example, hidden, property }: Define): void {
  example('five digits in the confusion matrix', async ({ learner, expect }) => {
    const [labels, predicted] = [
      [3, 3, 3, 8, 0],
      [3, 8, 8, 8, 0],
    ]
    const expected = confusionOf(labels, predicted)
    await expect(await learner.confusionMatrix(labels, predicted), 'the confusion matrix').toEqual(expected, {
      mistakes: [
        {
          says: 'Rows and columns are exchanged: the true class is the row.',
          gives: confusionOf(predicted, labels),
        },
      ],
    })
  })

  example(
    'four digits, three mistakes: the two worst',
    { hint: 'Which mistake gave the true class the least?' },
    async ({ learner, expect }) => {
      const rows = [
        { 7: 0.9, 1: 0.1 },
        { 4: 0.5, 9: 0.25, 7: 0.25 },
        { 3: 0.6, 5: 0.3, 8: 0.1 },
        { 0: 0.7, 6: 0.3 },
      ].map((entries) =>
        Array.from({ length: 10 }, (_, c) => (entries as unknown as Partial<Record<number, number>>)[c] ?? 0),
      )
      const labels = [7, 9, 8, 6]
      await expect(await learner.worstMistakes(rows, labels, 2), 'the two worst').toEqual(
        worstOf(rows, labels, 2),
        {
          mistakes: [
            {
              says: 'These are the mistakes that the model is surest of: sort by the probability of the true class.',
              gives: worstOf(rows, labels, 4)
                .sort((a, b) => rows[b.index]![b.predicted]! - rows[a.index]![a.predicted]!)
                .slice(0, 2),
            },
          ],
        },
      )
    },
  )

  example(
    'two epochs of training: two losses, two accuracies',
    { hint: 'Does train use the number of epochs that it is given?' },
    async ({ harness, expect, random }) => {
      const { args } = setUp(random, 9)
      const { loss, accuracy, heard } = await harness.watch(...args, 2)
      await expect([loss.length, accuracy.length], 'the lengths of loss and accuracy').toEqual([2, 2])
      await expect(
        heard.map(({ epoch }) => epoch),
        'the epochs that onEpoch heard',
      ).toEqual([0, 1])
    },
  )

  property(
    'the confusion matrix counts every digit once',
    {
      runs: 25,
      given: ({ int, random }) => {
        const [n, most, source] = [int(0, 40), int(0, 9), random()]
        const classes = (): number[] => Array.from({ length: n }, () => source.int(0, most))
        return { labels: classes(), predicted: classes() }
      },
    },
    async ({ labels, predicted }, { learner, expect }) => {
      const got = await learner.confusionMatrix(labels, predicted)
      const expected = confusionOf(labels, predicted)
      const shares = expected.map((row) => row.map((count) => count / Math.max(sum(row), 1)))
      const isSquare = Array.isArray(got) && got.length === 10 && got.every((row) => row.length === 10)
      check(
        expect,
        isSquare,
        `The confusion matrix is not 10 × 10 for ${labels.length} digits of classes up to ${Math.max(0, ...labels)}.`,
        'There are ten classes, whichever of them occur.',
      )
      await expect(got, 'the confusion matrix').toEqual(expected, {
        mistakes: [
          {
            says: 'Rows and columns are exchanged: the true class is the row.',
            gives: confusionOf(predicted, labels),
          },
          { says: 'These are shares of the row: counts are wanted.', gives: shares },
          {
            says: 'Every row is the same: do they share one array?',
            gives: expected.map(() => indices(10).map((c) => predicted.filter((said) => said === c).length)),
          },
        ],
      })
    },
  )

  property(
    'the worst mistakes, for any k',
    {
      runs: 30,
      given: ({ int, random }) => {
        const [n, k, source] = [int(1, 30), int(0, 35), random()]
        const probabilities = coarseRows(n, source)
        return { probabilities, labels: probabilities.map(() => source.int(0, 9)), k }
      },
    },
    async ({ probabilities, labels, k }, { learner, expect }) => {
      const got = await learner.worstMistakes(probabilities, labels, k)
      const expected = worstOf(probabilities, labels, k)
      const all = worstOf(probabilities, labels, labels.length)
      check(
        expect,
        got.every(({ label, predicted }) => label !== predicted),
        'Some of these are no mistakes: predicted and label are the same.',
      )
      check(
        expect,
        got.length === expected.length,
        `There are ${all.length} mistakes and k is ${k}: ${expected.length} are wanted, not ${got.length}.`,
        k === 0 ? 'With k = 0 the list is empty.' : undefined,
      )
      const mistaken = (change: (mistake: (typeof all)[number]) => Partial<(typeof all)[number]>) =>
        expected.map((mistake) => ({ ...mistake, ...change(mistake) }))
      await expect(got, 'the worst mistakes').toEqual(expected, {
        mistakes: [
          {
            says: 'The probabilities are those of the wrong answers: the probability of the label is wanted.',
            gives: mistaken(({ index, predicted }) => ({ probability: probabilities[index]![predicted]! })),
          },
          {
            says: 'Mistakes of equal probability are not in the order of the digits.',
            gives: worstOf([...probabilities].reverse(), [...labels].reverse(), labels.length)
              .map((mistake) => ({ ...mistake, index: labels.length - 1 - mistake.index }))
              .slice(0, k),
          },
          {
            says: 'The least bad come first: the worst is wanted first.',
            gives: [...all].sort((a, b) => b.probability - a.probability || a.index - b.index).slice(0, k),
          },
          {
            says: 'The first mistakes come first: sort them by the probability of the label.',
            gives: [...all].sort((a, b) => a.index - b.index).slice(0, k),
          },
        ],
      })
    },
  )

  hidden(
    'where classes tie for the greatest probability, the first is predicted',
    { category: 'edge', hint: 'Which of several equals does your search for the greatest find?' },
    async ({ learner, expect }) => {
      const row = indices(10).map((c) =>
        c === 2 || c === 5 || c === 7 ? 0.25 : c === 0 ? 0.15 : c === 9 ? 0.1 : 0,
      )
      const got = await learner.worstMistakes([row, row, row, row], [2, 7, 5, 0], 4)
      const rightOnes = got.filter(({ label }) => label === 2).length
      check(
        expect,
        rightOnes === 0,
        'A digit that was read rightly is listed.',
        'Of classes that tie the first is predicted, not the last.',
      )
      await expect(got, 'the mistakes').toEqual(worstOf([row, row, row, row], [2, 7, 5, 0], 4))
    },
  )

  hidden(
    'a probability of 10⁻⁹ is worse than one of 10⁻⁸',
    { category: 'stability', hint: 'Is the probability of the label rounded, or taken from 1?' },
    async ({ learner, expect }) => {
      const tiny = [1e-8, 1e-9, 1e-20, 3e-8, 1e-19]
      const rows = tiny.map((p) => indices(10).map((c) => (c === 2 ? p : c === 5 ? 1 - p : 0)))
      const got = await learner.worstMistakes(rows, [2, 2, 2, 2, 2], 9)
      await expect(
        got.map(({ index }) => index),
        'the order of the mistakes',
      ).toEqual([2, 4, 1, 0, 3])
    },
  )

  hidden(
    'probabilities that differ in the twelfth digit are not equal',
    { category: 'stability', hint: 'In how many bits do you compare the probabilities?' },
    async ({ learner, expect }) => {
      const little = 2 ** -40
      const rowWith = (entries: readonly (readonly [number, number])[]): number[] =>
        indices(10).map((c) => entries.find(([key]) => key === c)?.[1] ?? 0)
      const close = rowWith([[2, 0.4], [7, 0.4 + little], [0, 0.2 - little]]) // prettier-ignore
      const more = rowWith([[1, 0.25 + little], [3, 0.5], [0, 0.25 - little]]) // prettier-ignore
      const less = rowWith([[1, 0.25], [3, 0.5], [0, 0.25]]) // prettier-ignore
      const [rows, labels] = [[close, close, more, less], [7, 2, 1, 1]] // prettier-ignore
      const got = await learner.worstMistakes(rows, labels, 4)
      check(
        expect,
        got.every(({ index }) => index !== 0) && got.some(({ index }) => index === 1),
        'Of 0.4 and 0.4 + 2⁻⁴⁰ the second is the greatest; here they seem to tie.',
        'As float32 they are equal: compare the numbers as they are given.',
      )
      await expect(
        got.map(({ index, predicted }) => [index, predicted]),
        'the mistakes, and what was predicted',
      ).toEqual([[3, 3], [2, 3], [1, 7]]) // prettier-ignore
    },
  )

  hidden(
    'confusionMatrix and worstMistakes leave their lists as they are, and keep nothing',
    { hint: 'Which methods of an array change it?' },
    async ({ harness, expect, random }) => {
      const probabilities = coarseRows(12, random)
      const [labels, predicted] = [probabilities.map(() => random.int(0, 9)), probabilities.map(bestOf)]
      const { matrices, lists, changed } = await harness.readTwice(probabilities, labels, predicted, 5)
      check(expect, changed === '', `After the call, ${changed} differ from what was given.`, 'Sort a copy.')
      await expect(matrices[1], 'the second confusion matrix').toEqual(confusionOf(labels, predicted))
      await expect(lists[1], 'the second list of mistakes').toEqual(worstOf(probabilities, labels, 5))
    },
  )
}
