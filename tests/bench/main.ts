// `npm run bench`: what the lab costs, each figure beside the bare alternative, in one run, in a real Chromium.

import { coldVisit } from './cold-visit'
import { harnessTax } from './harness-tax'
import { mainThreadLag } from './main-thread-lag'
import { realmBoot } from './realm-boot'
import { openStands } from './stands'
import { warmVerdict } from './warm-verdict'

const json = process.argv.includes('--json')
const say = (text: string): void => void process.stderr.write(`${text}\n`)

const AIMS: Readonly<Record<string, string>> = {
  'harnessTax.train': '≤ 1.05',
  'harnessTax.convolve': '≤ 1.05',
  'warmVerdict.medianMs': '≤ 150',
  'coldVisit.scriptKbBeforeStatement': '≤ 100',
  'lag.maxMs': '< 50',
}

const stands = await openStands()
try {
  say('Harness tax …')
  const tax = await harnessTax(stands)
  say('Warm verdict …')
  const verdict = await warmVerdict(stands)
  say('Cold visit …')
  const visit = await coldVisit(stands)
  say('Main-thread lag …')
  const lag = await mainThreadLag(stands)
  say('Realm boot …')
  const boot = await realmBoot(stands)
  const figures = { harnessTax: tax, warmVerdict: verdict, coldVisit: visit, lag, boot }
  console.log(json ? JSON.stringify(figures) : asTable(figures))
} finally {
  await stands.close()
}

function asTable(figures: Readonly<Record<string, Readonly<Record<string, number>>>>): string {
  const rows = Object.entries(figures).flatMap(([group, values]) =>
    Object.entries(values).map(([name, value]) => [
      `${group}.${name}`,
      String(value),
      AIMS[`${group}.${name}`] ?? '',
    ]),
  )
  return rows
    .map(([key, value, aim]) => `${key!.padEnd(36)}${value!.padStart(10)}  ${aim}`.trimEnd())
    .join('\n')
}
