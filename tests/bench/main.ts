// `npm run bench`: what the lab costs, each figure beside the bare alternative, in one run, in a real Chromium.
// What the figures mean is in docs/benchmark.md. `npm run bench -- lag filter` measures only these groups.

import { coldVisit } from './cold-visit'
import { harnessTax } from './harness-tax'
import { layoutShift } from './layout-shift'
import { lighthouse } from './lighthouse'
import { mainThreadLag } from './main-thread-lag'
import { practiceFilter } from './practice-filter'
import { realmBoot } from './realm-boot'
import { openStands, type Stands } from './stands'
import { warmVerdict } from './warm-verdict'

/** By name; a group can hold others. */
type Figures = { readonly [name: string]: number | Figures }

const say = (text: string): void => void process.stderr.write(`${text}\n`)

const GROUPS: Readonly<Record<string, (stands: Stands) => Promise<Figures | undefined>>> = {
  harnessTax: async (stands) => ({ ...(await harnessTax(stands)) }),
  warmVerdict: async (stands) => ({ ...(await warmVerdict(stands)) }),
  coldVisit: async (stands) => ({ ...(await coldVisit(stands)), layoutShift: await layoutShift(stands) }),
  lag: async (stands) => ({ ...(await mainThreadLag(stands)) }),
  filter: async (stands) => ({ ...(await practiceFilter(stands)) }),
  boot: async (stands) => ({ ...(await realmBoot(stands)) }),
  lighthouse: (stands) => lighthouse(stands, say),
}

const AIMS: Readonly<Record<string, string>> = {
  'harnessTax.train': '≤ 1.05',
  'harnessTax.convolve': '≤ 1.05',
  'warmVerdict.medianMs': '≤ 150',
  'coldVisit.scriptKbBeforeStatement': '≤ 100',
  'coldVisit.layoutShift': '0',
  'lag.maxMs': '< 50',
  'lag.trainingMaxMs': '< 50',
  'lag.typingMaxMs': '< 50',
  'filter.medianMs': '< 16',
}
const aimOf = (key: string): string => (key.startsWith('lighthouse.') ? '≥ 95' : (AIMS[key] ?? ''))

const wanted = process.argv.slice(2).filter((argument) => argument !== '--json')
const unknown = wanted.filter((name) => !(name in GROUPS))
if (unknown.length > 0)
  throw new Error(`There is no ${unknown.join(', ')} to measure, only ${Object.keys(GROUPS).join(', ')}.`)

const stands = await openStands()
try {
  const figures: Record<string, Figures> = {}
  for (const [name, measure] of Object.entries(GROUPS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    say(`${name} …`)
    const measured = await measure(stands)
    if (measured) figures[name] = measured
  }
  console.log(process.argv.includes('--json') ? JSON.stringify(figures) : asTable(figures))
} finally {
  await stands.close()
}

function asTable(figures: Figures): string {
  return rowsOf(figures)
    .map(([key, value]) => `${key.padEnd(40)}${String(value).padStart(10)}  ${aimOf(key)}`.trimEnd())
    .join('\n')
}

/** Each figure by its full name, such as "lighthouse.home.performance". */
function rowsOf(figures: Figures, group = ''): [key: string, value: number][] {
  return Object.entries(figures).flatMap(([name, value]): [string, number][] =>
    typeof value === 'number' ? [[`${group}${name}`, value]] : rowsOf(value, `${group}${name}.`),
  )
}
