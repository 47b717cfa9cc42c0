// Cards of exercises, for what lists and searches them.

import type { ExerciseCard } from '../../src/core/pack/compiled'
import { Topic } from '../../src/core/pack/schema'
import type { Standing } from '../../src/core/progress/standing'

export const aCard = (id: string, card: Partial<ExerciseCard> = {}): ExerciseCard => ({
  ...{ id, title: id, summary: '', topics: ['vision'], difficulty: 2, minutes: 30, backends: ['cpu'] },
  ...card,
})

export const aStanding = (standing: Partial<Standing> = {}): Standing => ({
  ...{ solved: false, best: 0.5, lastAt: 1, attempts: 1 },
  ...standing,
})

const SUBJECTS = [
  'Attention',
  'Convolution',
  'Dropout',
  'Beam search',
  'PageRank',
  'Tokens',
  'Embedding',
  'Recall',
]
const DEEDS = [
  'by hand',
  'in one pass',
  'with a mask',
  'without a loop',
  'in log space',
  'on a graph',
  'in half the bytes',
]

/** As many as wanted, all different, of one pack. */
export function manyCards(count: number, pack = 'many'): ExerciseCard[] {
  return Array.from({ length: count }, (_, i) => {
    const [subject, deed] = [SUBJECTS[i % SUBJECTS.length]!, DEEDS[i % DEEDS.length]!]
    return aCard(`${pack}/number-${i}`, {
      title: `${subject} ${deed}, ${i}`,
      summary: `Build ${subject.toLowerCase()} ${deed}, and show that it holds on inputs that nobody has seen.`,
      topics: [Topic.options[i % Topic.options.length]!, Topic.options[(i * 5 + 1) % Topic.options.length]!],
      difficulty: 1 + (i % 5),
      minutes: 10 + 5 * (i % 12),
    })
  })
}
