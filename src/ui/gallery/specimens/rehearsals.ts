// Rehearsals: what is chosen, the room they run in, the report, and those of before.

import { calibrationOf } from '../../../core/rehearsal/calibration'
import type { RehearsalRun } from '../../../session/rehearsal.svelte'
import { Rehearsals } from '../../../session/rehearsals.svelte'
import type { Progress } from '../../../session/progress.svelte'
import RehearsalReport from '../../pages/RehearsalReport.svelte'
import RehearsalsPage from '../../pages/Rehearsals.svelte'
import CalibrationTable from '../../parts/rehearsal/CalibrationTable.svelte'
import Choose from '../../parts/rehearsal/Choose.svelte'
import Outcomes from '../../parts/rehearsal/Outcomes.svelte'
import Past from '../../parts/rehearsal/Past.svelte'
import Predict from '../../parts/rehearsal/Predict.svelte'
import RoomBar from '../../parts/rehearsal/RoomBar.svelte'
import TimeLine from '../../parts/rehearsal/TimeLine.svelte'
import TopicTable from '../../parts/rehearsal/TopicTable.svelte'
import { nothing, type Specimen, statesOf } from '../specimen'
import { MINUTE, NOW, shelf, storeOf } from '../stage'
import {
  aRehearsal,
  BARE,
  cards,
  EMPTY,
  FULL,
  idOf,
  LONG_ONE,
  MANY,
  PERFECT,
  PLAIN,
} from '../some-rehearsals'

const logs = [PLAIN, FULL, LONG_ONE, PERFECT, BARE, EMPTY].map(aRehearsal)
const many = Array.from({ length: MANY }, (_, i) => aRehearsal({ ...FULL, number: 100 + i, daysAgo: 9 + i }))

/** All that is known of those whose logs these are. */
async function known(all: typeof logs): Promise<Rehearsals> {
  const store = storeOf(
    all.flatMap(({ attempts }) => attempts),
    all.flatMap(({ events }) => events),
  )
  const rehearsals = new Rehearsals({ store, shelf, now: () => NOW, newSeed: () => 7 })
  await rehearsals.load()
  return rehearsals
}
const rehearsals = await known(logs)
const reportOf = (number: number) =>
  rehearsals.report(
    rehearsals.all.find(({ id }) => id === idOf(number))!,
    cards,
  )
const [plain, full, long, bare] = [PLAIN, FULL, LONG_ONE, BARE].map(({ number }) => reportOf(number))
const links = new Map(full!.parts.map(({ exercise }) => [exercise, `#/practice/${exercise}?code=x`]))

const none = await known([])
const byTopic = await known([])
byTopic.isByPosting = false
for (const topic of ['vision', 'llm'] as const) byTopic.toggle(topic)
const untold = await known([])
untold.isByPosting = false
const past = async (all: typeof logs) => {
  const those = await known(all)
  return { rehearsals: those, past: those.all, cards }
}

/** One that runs, as the room sees it. */
const running = (more: Partial<RehearsalRun> = {}): RehearsalRun =>
  ({
    ...{ id: idOf(1), state: 'running', rehearsal: full!.rehearsal, left: 31.2 * MINUTE, isShort: false },
    ...{ said: '', chance: null, asked: 0, isJudging: false, outcomes: new Map(), problem: null },
    ...{ predict: nothing, look: nothing, ...more },
  }) as Partial<RehearsalRun> as RehearsalRun
const outcomes = new Map([
  [cards[0]!.id, 'passed'],
  [cards[1]!.id, 'not-yet'],
] as const)
const room = (more: Partial<RehearsalRun> = {}) => ({ run: running(more), exercise: cards[1]!.id, cards })
const end = (box: HTMLElement): void => box.querySelector<HTMLElement>('.bar > button')?.click()

const steps = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
const everyStep = calibrationOf(
  steps.flatMap((chance, i) => [1, 2].map((n) => ({ chance, hasPassed: n * i > 6 }))),
)

const progress = { revision: 0 } as Partial<Progress> as Progress
const draft = { exercise: 'x', text: 'const x = 1', version: 'v1', savedAt: NOW }
const store = storeOf(
  logs.flatMap(({ attempts }) => attempts),
  logs.flatMap(({ events }) => events),
  // Nothing was written in what was never opened.
  { readDraft: async (id) => (id.startsWith(cards[0]!.id) ? { kind: 'none' } : { kind: 'found', draft }) },
)
const page = (number: number) => ({ id: idOf(number), cards, progress, store, shelf })

export const rehearsing: Specimen[] = [
  ...statesOf('CalibrationTable', CalibrationTable, {
    'one submit': { calibration: plain!.calibration! },
    'every step': { calibration: everyStep! },
  }),
  ...statesOf('Choose', Choose, {
    'by the posting': { rehearsals: none, cards },
    'by topic, few': { rehearsals: byTopic, cards },
    'no topic': { rehearsals: untold, cards },
    'no exercise': { rehearsals: none, cards: [] },
  }),
  ...statesOf('Outcomes', Outcomes, {
    'every standing': { parts: full!.parts, links },
    'long, and gone': { parts: long!.parts, links },
    'nothing opened': { parts: bare!.parts, links: new Map() },
  }),
  ...statesOf('Past', Past, {
    none: await past([]),
    one: await past([logs[0]!]),
    many: await past([...logs, ...many]),
  }),
  ...statesOf('Predict', Predict, {
    plain: { run: running() },
    chosen: { run: running({ chance: 0.7 }) },
    asked: { run: running({ asked: 1 }) },
    over: { run: running({ state: 'over' }) },
  }),
  ...statesOf('RoomBar', RoomBar, {
    running: room(),
    'short, with outcomes': room({ left: 61_000, isShort: true, outcomes }),
    over: room({ state: 'over', left: 0, isJudging: true }),
    'not kept': room({ problem: 'This step of the rehearsal could not be kept on this device: no room.' }),
  }),
  ...statesOf('RoomBar', RoomBar, { 'asked to end': room() }, { prepare: end }),
  ...statesOf('TimeLine', TimeLine, {
    full: { report: full! },
    long: { report: long! },
    'nothing opened': { report: bare! },
  }),
  ...statesOf('TopicTable', TopicTable, { some: { topics: full!.topics }, one: { topics: plain!.topics } }),
  ...statesOf('RehearsalReport', RehearsalReport, {
    finished: page(FULL.number),
    'all passed': page(PERFECT.number),
    'ended at once': page(EMPTY.number),
    'long, and gone': page(LONG_ONE.number),
    'not here': page(99),
  }),
  ...statesOf('Rehearsals', RehearsalsPage, {
    'before any': { cards, progress, store: storeOf(), shelf },
    'with a past': { cards, progress, store, shelf },
  }),
]
