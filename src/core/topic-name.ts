// Topics as a reader calls them.

import type { Topic } from './pack/schema'

const NAMES: Record<Topic, string> = {
  foundations: 'Foundations',
  'deep-learning': 'Deep learning',
  vision: 'Vision',
  language: 'Language',
  llm: 'Language models',
  recommendation: 'Recommendation',
  search: 'Search',
  evaluation: 'Evaluation',
  graphs: 'Graphs',
  'trust-and-safety': 'Trust and safety',
  systems: 'Systems',
  multimodal: 'Multimodal',
}

export const topicName = (topic: Topic): string => NAMES[topic]
