// Finds and orders exercises. A plain filter: every word must be found somewhere in what a list shows.

import type { ExerciseCard } from '../pack/compiled'
import { topicName } from '../topic-name'
import type { LearningPath } from './paths'
import type { Query, Sort } from './query'
import { type Standings, statusOf } from './standing'

export interface Entry {
  readonly card: ExerciseCard
  /** As it is compared. */
  readonly title: string
  readonly words: string
  /** Its place among the titles. */
  readonly titlePlace: number
}

/** Without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Made once for a catalogue. The order of the course is that of the paths; what is on none of them comes after. */
export function createIndex(cards: readonly ExerciseCard[], paths: readonly LearningPath[]): Entry[] {
  const places = placesOf([...paths.flatMap(({ exercises }) => exercises), ...cards.map(({ id }) => id)])
  const { compare } = new Intl.Collator('en', { numeric: true })
  const titles = placesOf(cards.map(({ title }) => title).sort(compare))
  return [...cards]
    .sort((a, b) => places.get(a.id)! - places.get(b.id)!)
    .map((card) => {
      const { id, title, summary, topics } = card
      const words = plain([title, summary, ...topics, ...topics.map(topicName), id].join('\n'))
      return { card, title: plain(title), words, titlePlace: titles.get(title)! }
    })
}

/** Where each stands, the first time. */
function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const name of names) if (!places.has(name)) places.set(name, places.size)
  return places
}

export function search(index: readonly Entry[], query: Query, standings: Standings): ExerciseCard[] {
  const wanted = plain(query.text).split(/\s+/).filter(Boolean)
  const found = index.filter(
    ({ card, words }) => fits(card, query, standings) && wanted.every((word) => words.includes(word)),
  )
  const rank = RANK[query.sort]
  // What ranks equal stays in the order of the course, since sorting is stable.
  return found
    .map((entry) => ({ card: entry.card, rank: rank(entry, wanted, standings) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ card }) => card)
}

function fits(card: ExerciseCard, query: Query, standings: Standings): boolean {
  const { topics, difficulty, minutes, status, pack } = query
  return (
    (topics.length === 0 || topics.some((topic) => card.topics.includes(topic))) &&
    (difficulty === null || card.difficulty === difficulty) &&
    (minutes === null || card.minutes <= minutes) &&
    (status === 'all' || statusOf(card.id, standings) === status) &&
    (pack === null || card.id.startsWith(`${pack}/`))
  )
}

/** The lowest comes first. */
const RANK: Record<Sort, (entry: Entry, wanted: readonly string[], standings: Standings) => number> = {
  /** What has more of the words in its title comes first. */
  course: ({ title }, wanted) => -wanted.filter((word) => title.includes(word)).length,
  difficulty: ({ card }) => card.difficulty,
  minutes: ({ card }) => card.minutes,
  title: ({ titlePlace }) => titlePlace,
  /** What was never tried is oldest. */
  'last-tried': ({ card }, _, standings) => -(standings.get(card.id)?.lastAt ?? -1),
}
