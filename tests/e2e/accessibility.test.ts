// No page, in no state, light or dark, breaks a rule of WCAG 2.2 AA that a machine can check.

import axe from 'axe-core'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { type Desk, openDesk } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

const ID = 'llm/sampling'
const read = (file: string): string => readFileSync(path.join(ROOT, 'exercises', ID, file), 'utf8')

let lab: LabBrowser
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** A line for each rule that is broken, and where. */
async function faults({ page }: Desk): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(
    (rules) =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: { type: 'tag', values: rules },
      }),
    RULES,
  )
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id}: ${target.join(' ')} ${failureSummary.replaceAll('\n', ' ')}`,
    ),
  )
}

/** Each state, and how one comes to it from the one before. */
const STATES: readonly (readonly [name: string, reach: (desk: Desk) => Promise<unknown>])[] = [
  ['home', (desk) => desk.goTo('#/')],
  [
    'the example, which logs and does not train',
    (desk) =>
      desk.page
        .getByLabel('The code of the example')
        .fill('console.log(1)\nthrow new Error("no")')
        .then(() => desk.page.keyboard.press('Control+Enter'))
        .then(() => desk.page.getByRole('list', { name: 'Problems' }).waitFor()),
  ],
  ['the list of exercises', (desk) => desk.goTo('#/practice')],
  ['a search that finds nothing', (desk) => desk.page.getByRole('searchbox').fill('no such thing')],
  ['progress before anything was done', (desk) => desk.goTo('#/progress')],
  ['no such page', (desk) => desk.goTo('#/nowhere')],
  ['no such exercise', (desk) => desk.goTo('#/practice/no/such')],
  ['an exercise', (desk) => desk.open(ID)],
  ['its hints', (desk) => desk.page.getByRole('tab', { name: /Hints/ }).click()],
  ['a hint', (desk) => desk.page.getByRole('button', { name: /Show hint/ }).click()],
  ['its empty history', (desk) => desk.page.getByRole('tab', { name: /History/ }).click()],
  ['its closed solutions', (desk) => desk.page.getByRole('tab', { name: /Solutions/ }).click()],
  ['the question', (desk) => desk.page.getByRole('button', { name: 'Show me the solution' }).click()],
  [
    'the pictures of a run',
    (desk) =>
      desk
        .backend('cpu')
        .then(() => desk.paste(read('solution.ts')))
        .then(() => desk.finish('Run')),
  ],
  ['a failed verdict', (desk) => desk.paste(read('rejected/greedy.ts')).then(() => desk.finish('Submit'))],
  ['code that does not parse', (desk) => desk.paste('export const = 1').then(() => desk.finish('Submit'))],
  ['a passed verdict', (desk) => desk.paste(read('solution.ts')).then(() => desk.finish('Submit'))],
  ['the debrief', (desk) => desk.page.getByRole('tab', { name: /Debrief/ }).click()],
  ['mine beside the reference', (desk) => desk.page.getByLabel('Beside mine').check()],
  ['the history', (desk) => desk.page.getByRole('tab', { name: /History/ }).click()],
  ['an attempt', (desk) => desk.page.locator('.study details summary').first().click()],
  ['the list of commands', (desk) => desk.page.keyboard.press('Control+k')],
  ['progress', (desk) => desk.page.keyboard.press('Escape').then(() => desk.goTo('#/progress'))],
]

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  describe.each([
    ['on a wide screen', { width: 1280, height: 860 }],
    ['on a phone', { width: 360, height: 740 }],
  ] as const)('%s', (_, viewport) => {
    // On a phone, the states of an exercise are the same parts, one at a time.
    const states = viewport.width > 500 ? STATES : STATES.slice(0, 8)

    test('no rule is broken in any state', async () => {
      const desk = await openDesk(lab, { viewport, colorScheme, reducedMotion: 'reduce' })
      const broken: Record<string, string[]> = {}
      for (const [name, reach] of states) {
        if (viewport.width < 500 && name === 'an exercise') await desk.goTo(`#/practice/${ID}`)
        else await reach(desk)
        await desk.page.evaluate(() => document.fonts.ready)
        await desk.page.waitForTimeout(250)
        const found = await faults(desk)
        if (found.length > 0) broken[name] = found
      }
      expect(broken).toEqual({})
      await desk.context.close()
    })
  })
})
