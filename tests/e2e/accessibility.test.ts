// No page, in no state, light or dark, breaks a rule of WCAG 2.2 AA that a machine can check.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { aPng } from '../support/a-png'
import { type Desk, openDesk } from '../support/app'
import { faults } from '../support/faults'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

const ID = 'llm/sampling'
const read = (file: string): string => readFileSync(path.join(ROOT, 'exercises', ID, file), 'utf8')

let lab: LabBrowser
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())

/** Taken, and another refused. */
async function ownPicture(desk: Desk): Promise<void> {
  await desk.open('vision/image-convolution')
  const chooser = desk.page.getByLabel('A picture of yours')
  await chooser.setInputFiles({ name: 'mine.png', mimeType: 'image/png', buffer: aPng(60, 40) })
  await desk.page.getByText('used at 60 × 40').waitFor()
  await chooser.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') })
  await desk.page.getByText('a.txt was not taken').waitFor()
}

/** At its beginning, where most pictures are not there yet. */
async function replay(desk: Desk): Promise<void> {
  const id = 'deep-learning/backprop-by-hand'
  await desk.open(id)
  await desk.backend('cpu')
  await desk.paste(readFileSync(path.join(ROOT, 'exercises', id, 'solution.ts'), 'utf8'))
  await desk.finish('Run')
  await desk.page.getByRole('slider', { name: 'Where in the run' }).press('Home')
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
  ['rehearsals before any', (desk) => desk.goTo('#/rehearsal')],
  ['topics of a rehearsal', (desk) => desk.page.getByRole('radio', { name: 'Chosen by me' }).check()],
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
  ['a picture of one’s own', (desk) => desk.page.keyboard.press('Escape').then(() => ownPicture(desk))],
  ['a run to go through again', replay],
  [
    'the scratch area',
    (desk) => desk.goTo('#/scratch').then(() => desk.page.locator('[data-editor=monaco]').waitFor()),
  ],
  [
    'a program that ran',
    (desk) => desk.press('Run').then(() => desk.page.getByText('Ran to its last').waitFor()),
  ],
  [
    'a program that failed',
    (desk) =>
      desk
        .paste('\nnull.x')
        .then(() => desk.press('Run'))
        .then(() => desk.page.getByText('Ended by an error').waitFor()),
  ],
  [
    'the files of an exercise',
    (desk) =>
      desk
        .open('deep-learning/train-small-classifier')
        .then(() => desk.page.getByRole('tab', { name: 'harness.ts' }).click()),
  ],
  ['progress', (desk) => desk.goTo('#/progress')],
]

const button = (desk: Desk, name: string | RegExp) => desk.page.getByRole('button', { name })

/** After all others, since they end on another page. */
const REHEARSAL: typeof STATES = [
  [
    'a rehearsal',
    (desk) =>
      desk
        .goTo('#/rehearsal')
        .then(() => button(desk, /^Begin/).click())
        .then(() => desk.page.getByRole('timer').waitFor())
        .then(() => desk.page.locator('[data-editor]').waitFor({ state: 'attached' })),
  ],
  [
    'a submit without a prediction',
    (desk) =>
      desk.page.keyboard
        .press('Control+Shift+Enter')
        .then(() => desk.page.getByText('First say how likely it is to pass').waitFor()),
  ],
  ['the question before the end', (desk) => button(desk, 'End').click()],
  [
    'the report',
    (desk) =>
      button(desk, 'End it')
        .click()
        .then(() => desk.page.getByRole('heading', { name: /^Rehearsal: 0 of/ }).waitFor()),
  ],
  ['past rehearsals', (desk) => desk.goTo('#/rehearsal')],
]

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  describe.each([
    ['on a wide screen', { width: 1280, height: 860 }],
    ['on a phone', { width: 360, height: 740 }],
  ] as const)('%s', (_, viewport) => {
    // On a phone, the states of an exercise are the same parts, one at a time.
    const untilExercise = STATES.findIndex(([name]) => name === 'its hints')
    const states = [...(viewport.width > 500 ? STATES : STATES.slice(0, untilExercise)), ...REHEARSAL]

    test('no rule is broken in any state', async () => {
      const desk = await openDesk(lab, { viewport, colorScheme, reducedMotion: 'reduce' })
      const broken: Record<string, string[]> = {}
      for (const [name, reach] of states) {
        if (viewport.width < 500 && name === 'an exercise') await desk.goTo(`#/practice/${ID}`)
        else await reach(desk)
        await desk.page.evaluate(() => document.fonts.ready)
        await desk.page.waitForTimeout(250)
        const found = await faults(desk.page)
        if (found.length > 0) broken[name] = found
      }
      expect(broken).toEqual({})
      await desk.context.close()
    })
  })
})
