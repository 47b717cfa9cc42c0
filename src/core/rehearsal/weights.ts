// How much each topic weighs in the posting that Tensorkata prepares for. The table is told in docs/rehearsal.md.

import { Topic } from '../pack/schema'

/** In percent. The order is that of the posting's technical core; the numbers are our reading of it. */
export const POSTING: Readonly<Record<Topic, number>> = {
  'deep-learning': 18,
  vision: 12,
  language: 12,
  recommendation: 12,
  llm: 12,
  search: 8,
  graphs: 5,
  multimodal: 5,
  'trust-and-safety': 4,
  systems: 4,
  evaluation: 4,
  foundations: 4,
}

/** Chosen topics weigh the same; where none is chosen, they weigh as in the posting. */
export const weightsFor = (chosen: readonly Topic[]): ReadonlyMap<Topic, number> =>
  new Map(
    chosen.length > 0
      ? chosen.map((topic) => [topic, 1])
      : Topic.options.map((topic) => [topic, POSTING[topic]]),
  )
