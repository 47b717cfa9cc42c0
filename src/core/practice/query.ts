// What is asked of the list of exercises, and how an address says it.

import * as v from 'valibot'
import { Topic } from '../pack/schema'

export const DIFFICULTIES = [1, 2, 3, 4, 5] as const
export const MINUTES = [15, 30, 45, 60] as const

const Status = v.picklist(['all', 'new', 'tried', 'solved'])
const Sort = v.picklist(['course', 'difficulty', 'minutes', 'title', 'last-tried'])
export type Sort = v.InferOutput<typeof Sort>

export interface Query {
  readonly text: string
  /** Any of them; of all topics when empty. */
  readonly topics: readonly Topic[]
  readonly difficulty: (typeof DIFFICULTIES)[number] | null
  /** At most. */
  readonly minutes: (typeof MINUTES)[number] | null
  readonly status: v.InferOutput<typeof Status>
  /** A pack's id. */
  readonly pack: string | null
  readonly sort: Sort
}

export const MOST_TEXT = 200

/** Asks for nothing in particular. */
export const EVERYTHING: Query = {
  ...{ text: '', topics: [], difficulty: null, minutes: null },
  ...{ status: 'all', pack: null, sort: 'course' },
}

/** The parameters of an address, in their order. */
export type Pairs = readonly (readonly [name: string, value: string])[]

/** The pack is called "from": "pack" is the address of one that is to be imported. */
const READ = {
  text: v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, MOST_TEXT)),
  ),
  topic: Topic,
  difficulty: v.pipe(v.string(), v.transform(Number), v.picklist(DIFFICULTIES)),
  minutes: v.pipe(v.string(), v.transform(Number), v.picklist(MINUTES)),
  status: Status,
  from: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  sort: Sort,
}

/** What an address asks for. What it asks for badly is not asked for. */
export function queryOf(pairs: Pairs): Query {
  const all = <K extends keyof typeof READ>(name: K): v.InferOutput<(typeof READ)[K]>[] =>
    pairs.flatMap(([key, value]) => {
      const parsed = v.safeParse(READ[name], value)
      return key === name && parsed.success ? [parsed.output] : []
    })
  return {
    text: all('text')[0] ?? '',
    topics: [...new Set(all('topic'))],
    difficulty: all('difficulty')[0] ?? null,
    minutes: all('minutes')[0] ?? null,
    status: all('status')[0] ?? 'all',
    pack: all('from')[0] ?? null,
    sort: all('sort')[0] ?? 'course',
  }
}

/** Only what is asked for, so that nothing asked is no parameters. */
export function pairsOf({ text, topics, difficulty, minutes, status, pack, sort }: Query): Pairs {
  const pairs: [string, string][] = []
  if (text.trim()) pairs.push(['text', text])
  for (const topic of topics) pairs.push(['topic', topic])
  if (difficulty) pairs.push(['difficulty', String(difficulty)])
  if (minutes) pairs.push(['minutes', String(minutes)])
  if (status !== 'all') pairs.push(['status', status])
  if (pack) pairs.push(['from', pack])
  if (sort !== 'course') pairs.push(['sort', sort])
  return pairs
}

/** Whether something may be left out of the list. */
export const isNarrowed = (query: Query): boolean => pairsOf({ ...query, sort: 'course' }).length > 0
