// A first visit to an exercise: bytes and time to a statement, an editor that types, a verdict. Beside a bare Monaco page.

import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'
import type { Stands } from './stands'
import { median, round } from './statistics'

const ROUNDS = 5
const EXERCISE = 'vision/image-convolution'

interface Visit {
  readonly scriptKb: number
  readonly statement: number
  readonly editor: number
  readonly verdict: number
}

export async function coldVisit(stands: Stands): Promise<Record<string, number>> {
  const visits: Visit[] = []
  const bare: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    visits.push(await visit(stands))
    bare.push(await bareMonaco(stands))
  }
  const middle = (pick: (visit: Visit) => number): number => median(visits.map(pick))
  return {
    scriptKbBeforeStatement: round(
      middle((one) => one.scriptKb),
      1,
    ),
    statementMs: round(middle((one) => one.statement)),
    editorMs: round(middle((one) => one.editor)),
    verdictMs: round(middle((one) => one.verdict)),
    bareMonacoMs: round(median(bare)),
  }
}

async function visit({ app }: Stands): Promise<Visit> {
  const { page, context } = await app.newPage()
  await page.addInitScript(noteStatement)
  const scripts = new Map<string, Response>()
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.set(response.url(), response)
  })
  const startedAt = performance.now()
  const since = (): number => performance.now() - startedAt
  await page.goto(`${app.address}#/practice/${EXERCISE}`, { waitUntil: 'commit' })
  await page.waitForSelector('article .text p')
  const statement = since()
  await untilItTypes(page, '[data-editor=monaco]')
  const editor = since()
  // What was typed to see that it types goes again: the starter is what is judged.
  await page.keyboard.press('Backspace')
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.waitForSelector('[aria-label=Verdict] .facts')
  const verdict = since()
  const before = await page.evaluate(requestedBeforeStatement)
  const bytes = await Promise.all(before.map((address) => gzippedBytes(scripts.get(address))))
  await context.close()
  return { scriptKb: bytes.reduce((sum, size) => sum + size, 0) / 1000, statement, editor, verdict }
}

const gzippedBytes = async (response: Response | undefined): Promise<number> =>
  response ? gzipSync(await response.body()).length : 0

/** Runs in the page: marks the moment when the statement is there. */
function noteStatement(): void {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('article .text p')) return
    performance.mark('statement')
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
}

/** Runs in the page: the addresses of all that was asked for until then, whether it had arrived or not. */
function requestedBeforeStatement(): string[] {
  const [statement] = performance.getEntriesByName('statement')
  return performance
    .getEntriesByType('resource')
    .filter(({ startTime }) => startTime <= statement!.startTime)
    .map(({ name }) => name)
}

async function bareMonaco({ app, bareAddress }: Stands): Promise<number> {
  const { page, context } = await app.newPage()
  const startedAt = performance.now()
  await page.goto(`${bareAddress}monaco.html`, { waitUntil: 'commit' })
  await untilItTypes(page, '#editor')
  const milliseconds = performance.now() - startedAt
  await context.close()
  return milliseconds
}

/** The editor is there, takes a key, and shows it. */
async function untilItTypes(page: Page, host: string): Promise<void> {
  const field = page.locator(`${host} textarea, ${host} .native-edit-context`).first()
  await field.waitFor({ state: 'attached' })
  await field.focus()
  await page.keyboard.type('q')
  await page.waitForFunction(
    (selector) => document.querySelector(`${selector} .view-lines`)?.textContent?.includes('q'),
    host,
  )
}
