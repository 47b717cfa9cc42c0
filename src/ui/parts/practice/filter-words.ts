// Filters and orders in words.

import { capitalised } from '../../../core/capitalised'
import { Topic } from '../../../core/pack/schema'
import { DIFFICULTIES, MINUTES, type Query, type Sort } from '../../../core/practice/query'
import { topicName } from '../../../core/topic-name'

export const STATUS_WORDS: Readonly<Record<Query['status'], string>> = {
  ...{ all: 'Any status', new: 'Not tried', tried: 'Tried', solved: 'Solved' },
}

export const SORT_WORDS: Readonly<Record<Sort, string>> = {
  course: 'Order of the course',
  difficulty: 'Easiest first',
  minutes: 'Shortest first',
  title: 'By title',
  'last-tried': 'Last tried first',
}

const DIFFICULTY_WORDS: Readonly<Record<(typeof DIFFICULTIES)[number], string>> = {
  ...{ 1: '1, a first step', 2: '2, easy', 3: '3, medium', 4: '4, hard', 5: '5, an evening' },
}

export const difficultyOptions = DIFFICULTIES.map((level) => [level, DIFFICULTY_WORDS[level]] as const)
export const minutesOptions = MINUTES.map((minutes) => [minutes, minutesWords(minutes)] as const)

export function minutesWords(minutes: number): string {
  return `Up to ${minutes} min`
}

export interface PackName {
  readonly id: string
  readonly title: string
}

/** A pack that comes with the app, by the name of its folder. */
export function builtInPack(id: string): PackName {
  const topic = Topic.options.find((name) => name === id)
  return { id, title: topic ? topicName(topic) : capitalised(id.replaceAll('-', ' ')) }
}

export interface ActiveFilter {
  readonly key: string
  readonly words: string
  /** The query's change that takes it away. */
  readonly without: Partial<Query>
}

/** What narrows the list, but for the text, which stands in its field. */
export function activeFilters(query: Query, packs: readonly PackName[]): ActiveFilter[] {
  const { topics, difficulty, minutes, status, pack } = query
  const filters: ActiveFilter[] = topics.map((topic) => ({
    key: `topic ${topic}`,
    words: topicName(topic),
    without: { topics: topics.filter((other) => other !== topic) },
  }))
  const add = (key: string, words: string, without: Partial<Query>): void =>
    void filters.push({ key, words, without })
  if (difficulty) add('difficulty', `Difficulty ${difficulty}`, { difficulty: null })
  if (minutes) add('minutes', minutesWords(minutes), { minutes: null })
  if (status !== 'all') add('status', STATUS_WORDS[status], { status: 'all' })
  if (pack) add('pack', `Pack: ${packs.find(({ id }) => id === pack)?.title ?? pack}`, { pack: null })
  return filters
}
