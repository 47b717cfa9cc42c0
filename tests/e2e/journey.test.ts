// A learner's way through every exercise: what is right passes, what is wrong is told by name, and pictures come.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exercisesUnder } from '../../src/cli/find-exercises'
import { readExercise, readRejected } from '../../src/cli/pack/read-exercise'
import { ROOT } from '../../src/cli/realms/build-realms'
import { type Desk, openDesk, openRow } from '../support/app'
import { faults } from '../support/faults'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

const folders = await exercisesUnder(path.join(ROOT, 'exercises'))
const exercises = await Promise.all(
  folders.map(async (folder) => {
    const source = await readExercise(folder)
    const reference = readFileSync(path.join(folder, 'solution.ts'), 'utf8')
    const { title, variationOf } = source.frontMatter
    const isListed = variationOf === undefined
    return { id: source.id, title, isListed, reference, rejected: await readRejected(source) }
  }),
)

let lab: LabBrowser
/** One page for all of them, as a learner has who goes on from one exercise to the next. */
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
  desk = await openDesk(lab)
})
afterAll(() => lab?.close())

describe.each(exercises)('$id', ({ id, title, isListed, reference, rejected }) => {
  beforeAll(async () => {
    desk.complaints.length = 0
    await desk.open(id)
    await desk.backend('cpu')
  })

  test('its words break no rule of WCAG, and the starter fails without a fault of its own', async () => {
    expect(await desk.page.locator('article h1').innerText()).toBe(title)
    expect(await faults(desk.page, 'article')).toEqual([])
    expect(await desk.finish('Submit')).toMatch(/^Not yet: \d+ of \d+ cases pass$/)
  })

  test('the reference, pasted, passes its examples and draws a picture', async () => {
    await desk.paste(reference)
    expect(await desk.finish('Run')).toMatch(/^The examples pass \((\d+) of \1\)$/)
    const pictures = desk.page.getByRole('region', { name: 'Pictures' })
    expect(await pictures.locator('figure').count()).toBeGreaterThan(0)
    expect(await desk.page.locator('.verdict .facts').innerText()).toContain('cpu')
  })

  test('the reference passes all cases, the practice page says so, and it is there when one comes back', async () => {
    expect(await desk.finish('Submit')).toMatch(/^Passed, all \d+ cases$/)
    await desk.saved()
    await desk.goTo('#/practice')
    // A variation stands in no list: memory.test.ts tells how one comes to it.
    if (isListed) await desk.page.getByRole('link', { name: new RegExp(`Solved: .*${title}`) }).waitFor()
    await desk.open(id)
    expect(await desk.text()).toBe(reference)
  })

  // `kata check` judges each of them by the same words; that the page shows them, two of an exercise tell.
  test.each(rejected.filter((_, i) => i % Math.ceil(rejected.length / 2) === 0))(
    '$name is told "$says"',
    async ({ source, rejectedBy, says }) => {
      await desk.paste(source)
      const headline = await desk.finish('Submit')
      expect(headline).not.toMatch(/^Passed|Neither/)
      if (rejectedBy === 'compiling') return expect(await desk.verdict.innerText()).toContain(says)
      // What there is to mend comes first.
      expect(await desk.verdict.locator('.cases > li').first().innerText()).toMatch(/^\S*\s*Failed/)
      const row = await openRow(desk, rejectedBy)
      expect(await row.locator('> details > summary').innerText()).toMatch(/Failed/)
      expect(await row.locator('.more').innerText()).toContain(says)
    },
  )

  test('and the browser had nothing to complain of', () => {
    expect(desk.complaints).toEqual([])
  })
})
