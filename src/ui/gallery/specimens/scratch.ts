// The scratch area: a program that nobody judges, how its run ended, and the texts that were there before.

import type { Problem } from '../../../core/problem'
import { type ScratchDeps, ScratchSession } from '../../../session/scratch-session.svelte'
import type { LogEvent } from '../../../storage/records'
import EarlierTexts from '../../parts/scratch/EarlierTexts.svelte'
import ScratchActions from '../../parts/scratch/ScratchActions.svelte'
import ScratchDesk from '../../parts/scratch/ScratchDesk.svelte'
import ScratchResults from '../../parts/scratch/ScratchResults.svelte'
import { LONG, nothing, type Specimen, statesOf, UNBROKEN } from '../specimen'
import { DAY, NOW, settings, storeOf } from '../stage'

type ProgramEnd = Awaited<ReturnType<ScratchDeps['lab']['run']>>

interface Past {
  /** How its run ended; a run that never ends where there is none. */
  readonly end?: Partial<ProgramEnd>
  readonly fault?: string
  readonly lines?: readonly string[]
  /** How many texts were there before. */
  readonly earlier?: number
}

const copies = (count: number): LogEvent[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ uid: `c${i}`, exercise: 'scratch', at: NOW - i * DAY, kind: 'draft-copy' },
    data: { text: i === 1 ? `// ${LONG}` : `import * as tf from '@tensorflow/tfjs'\n\nconst n = ${i}` },
  }))

async function opened({ earlier = 0, end, fault, lines = [] }: Past = {}): Promise<ScratchSession> {
  const whole: ProgramEnd = {
    ...{ outcome: 'finished', problems: [], backend: 'cpu', seed: 7, milliseconds: 61 },
    ...end,
  }
  return ScratchSession.open({
    lab: {
      warm: nothing,
      run: async (_, watcher) => {
        watcher.onLogs?.(lines.map((text, i) => ({ level: 'log', text, line: i + 1 })))
        if (fault) throw new Error(fault)
        return end ? whole : new Promise<ProgramEnd>(() => {})
      },
    },
    store: storeOf([], copies(earlier)),
    ...{ settings, now: () => NOW, newSeed: () => 2718 },
  })
}
async function ran(past: Past): Promise<ScratchSession> {
  const session = await opened(past)
  const run = session.run()
  if (past.end ?? past.fault) await run
  return session
}

const threw: Problem = { kind: 'threw', message: `TypeError: ${UNBROKEN}`, line: 3, remedy: LONG }
const shown = (session: ScratchSession) => ({ session, ongoline: nothing, onputback: nothing })
const some = await opened({ earlier: 3 })
const many = await opened({ earlier: 30 })
const fresh = await opened()
const working = await ran({ lines: ['begun'] })
const commands = ['Format the code', 'Save to a file', 'Back to the first program'].map((name) => ({
  ...{ name, run: nothing },
}))
const open = (box: HTMLElement): void => void box.querySelector('details')?.setAttribute('open', '')

export const scratch: Specimen[] = [
  ...statesOf('ScratchActions', ScratchActions, {
    idle: { session: fresh, settings, commands },
    working: { session: working, settings, commands },
  }),
  ...statesOf('ScratchResults', ScratchResults, {
    'nothing yet': shown(fresh),
    working: shown(working),
    finished: shown(await ran({ end: {}, lines: ['x = tensor', LONG], earlier: 2 })),
    'finished in silence': shown(await ran({ end: {} })),
    failed: shown(await ran({ end: { outcome: 'failed', problems: [threw] }, lines: [UNBROKEN] })),
    'not run to its end': shown(
      await ran({ end: { outcome: 'infra', reason: LONG, backendNote: 'webgl is not available here.' } }),
    ),
    broken: shown(await ran({ fault: `The compiler could not be loaded. ${LONG}` })),
  }),
  ...statesOf('EarlierTexts', EarlierTexts, { folded: { earlier: some.earlier, onputback: nothing } }),
  ...statesOf(
    'EarlierTexts',
    EarlierTexts,
    {
      'a few': { earlier: some.earlier, onputback: nothing },
      many: { earlier: many.earlier, onputback: nothing },
    },
    { prepare: open },
  ),
  ...statesOf(
    'ScratchDesk',
    ScratchDesk,
    { fresh: { session: await opened({ earlier: 1 }), settings, brought: { what: LONG, problem: null } } },
    { isAlone: true },
  ),
]
