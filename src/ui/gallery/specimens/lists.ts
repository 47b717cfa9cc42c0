// Lists of exercises, what narrows them, paths, packs from elsewhere, and the home page's parts.

import type { LearningPath } from '../../../core/practice/paths'
import { walksOf } from '../../../core/practice/paths'
import { EVERYTHING } from '../../../core/practice/query'
import type { Standings } from '../../../core/practice/standing'
import { Example } from '../../../session/example.svelte'
import type { Import, Packs } from '../../../session/packs.svelte'
import ExerciseList from '../../parts/ExerciseList.svelte'
import ExampleCode from '../../parts/home/ExampleCode.svelte'
import PathCards from '../../parts/home/PathCards.svelte'
import PlayableExample from '../../parts/home/PlayableExample.svelte'
import ImportedPack from '../../parts/ImportedPack.svelte'
import ImportPack from '../../parts/ImportPack.svelte'
import Done from '../../parts/practice/Done.svelte'
import ExerciseRow from '../../parts/practice/ExerciseRow.svelte'
import { activeFilters, builtInPack } from '../../parts/practice/filter-words'
import FilterChips from '../../parts/practice/FilterChips.svelte'
import Filters from '../../parts/practice/Filters.svelte'
import Fold from '../../parts/practice/Fold.svelte'
import NextUp from '../../parts/practice/NextUp.svelte'
import Paths from '../../parts/practice/Paths.svelte'
import SearchBox from '../../parts/practice/SearchBox.svelte'
import Topics from '../../parts/practice/Topics.svelte'
import { LONG, nothing, type Specimen, statesOf, UNBROKEN, words } from '../specimen'
import { aCard, DAY, manyCards, NOW } from '../stage'

const cards = manyCards(120)
const standing: Standings = new Map([
  ['gallery/number-0', { solved: true, best: 1, lastAt: NOW - DAY, attempts: 2 }],
  ['gallery/number-1', { solved: false, best: 0.6, lastAt: NOW, attempts: 1 }],
])
const paths: LearningPath[] = [
  { id: 'first', title: 'Foundations first', summary: 'From a first model to its gradients.', exercises: [] },
  { id: 'long', title: LONG, summary: `${LONG} ${UNBROKEN}`, exercises: [] },
  { id: 'done', title: 'All solved', summary: 'Nothing is left here.', exercises: ['gallery/number-0'] },
].map((path) => ({
  ...path,
  exercises: path.id === 'done' ? path.exercises : cards.slice(0, 5).map(({ id }) => id),
}))
const walks = walksOf(paths, cards, standing)
const pack = {
  ...{ id: 'other', title: LONG, summary: UNBROKEN, authors: ['A. Author'], license: 'MIT', version: '1' },
  ...{ from: `${UNBROKEN}.kata.zip`, importedAt: NOW, cards: cards.slice(0, 2) },
}
const manifest = { ...pack, schemaVersion: 1 as const, exercises: [], files: {} }
const packs = (now: Import) => ({ packs: { import: now } as Partial<Packs> as Packs })
const row = { isStop: true, onkeydown: nothing, onfocusin: nothing, onopen: nothing }
const query = { ...EVERYTHING, topics: ['llm', 'vision'] as const, difficulty: 2 as const, pack: 'llm' }
const topics = ['foundations', 'llm', 'trust-and-safety'] as const

/** It never gets a sandbox. */
const example = (prepare: (example: Example) => unknown = nothing): Example => {
  const one = new Example(() => new Promise(() => {}))
  prepare(one)
  return one
}
const broken = new Example(() => Promise.reject(new Error('The sandbox did not load.')))
const failing = new Example((_, watcher) => {
  watcher.onLogs?.([{ level: 'log', text: LONG, line: 3 }])
  const line = { kind: 'threw', message: `Unknown activation: ${UNBROKEN}`, line: 13 } as const
  return Promise.resolve({ ok: false, error: [line, { kind: 'threw', message: LONG }] })
})
await Promise.all([broken.run(), failing.run()])
const playing = (one: Example) => ({ example: one, mayPlay: () => Promise.resolve(false) })

export const lists: Specimen[] = [
  ...statesOf('ExerciseList', ExerciseList, {
    few: { cards: cards.slice(0, 3), standing },
    many: { cards, standing },
  }),
  ...statesOf('ExerciseRow', ExerciseRow, {
    new: { card: cards[2]!, standing: undefined, ...row },
    solved: { card: cards[0]!, standing: standing.get(cards[0]!.id), ...row },
    'tried, long': {
      card: aCard({ title: UNBROKEN, summary: LONG, topics: ['trust-and-safety', 'recommendation'] }),
      ...{ standing: standing.get(cards[1]!.id), ...row },
    },
  }),
  ...statesOf('Done', Done, { some: { solved: 3, total: 12 }, all: { solved: 12, total: 12 } }),
  ...statesOf('FilterChips', FilterChips, {
    many: { filters: activeFilters(query, [{ id: 'llm', title: LONG }]), onask: nothing, onclear: nothing },
  }),
  ...statesOf('Filters', Filters, {
    plain: { query: EVERYTHING, builtIn: [builtInPack('llm')], imported: [], onask: nothing },
    'on, with imported packs': { query, builtIn: [builtInPack('llm')], imported: [pack], onask: nothing },
  }),
  ...statesOf('Fold', Fold, { open: { title: 'Paths', children: words(LONG) } }),
  ...statesOf('NextUp', NextUp, {
    plain: { suggestion: { card: aCard(), reason: 'A good start: the easiest in LLM' } },
    long: { suggestion: { card: aCard({ title: LONG, summary: UNBROKEN }), reason: LONG } },
  }),
  ...statesOf('Paths', Paths, { 'begun, long, done': { walks, standing } }),
  ...statesOf('PathCards', PathCards, { 'begun, long, done': { walks } }),
  ...statesOf('SearchBox', SearchBox, {
    empty: { text: '', onsearch: nothing, onleave: nothing },
    long: { text: LONG, onsearch: nothing, onleave: nothing },
  }),
  ...statesOf('Topics', Topics, {
    'one chosen': {
      topics: topics.map((topic, i) => ({ topic, total: 10, solved: 5 * i })),
      ...{ chosen: ['llm'], onchoose: nothing },
    },
  }),
  ...statesOf('ImportPack', ImportPack, {
    plain: packs({ kind: 'none' }),
    reading: packs({ kind: 'reading', from: UNBROKEN }),
    refused: packs({ kind: 'refused', from: UNBROKEN, reason: LONG }),
    imported: packs({ kind: 'imported', title: LONG }),
    'one is there': packs({
      kind: 'asking',
      from: UNBROKEN,
      there: pack,
      content: { manifest, exercises: [] },
    }),
    wanted: { ...packs({ kind: 'none' }), wanted: 'packs/x.kata.zip' },
  }),
  ...statesOf('ImportedPack', ImportedPack, {
    long: { pack, standing, onremove: () => Promise.resolve() },
  }),
  ...statesOf('PlayableExample', PlayableExample, {
    still: () => playing(example()),
    starting: () => playing(example((one) => one.run())),
    failed: playing(failing),
    broken: playing(broken),
  }),
  ...statesOf('ExampleCode', ExampleCode, { still: () => ({ example: example() }) }),
]
