// Every part in every state, measured by rules that hold on any machine, narrow and wide, light and dark.

import axe from 'axe-core'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import type { ExercisePage } from '../../src/core/pack/compiled'
import { renderStatement } from '../../src/statement/render'
import { type Desk, openDesk } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'
import { type Boxes, boxesOf, misplaced, outOfLine } from '../support/measuring/layout'
import { installLooking } from '../support/measuring/looking'
import { outOfReach, tooSmall, unreadable } from '../support/measuring/use'

let lab: LabBrowser
/** One page for all: it is made narrow and dark while it is open, as a learner's is. */
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
  desk = await openDesk(lab, { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  await desk.goTo('#/gallery')
})
afterAll(() => lab?.close())

const CHECKS = { misplaced, outOfLine, unreadable, tooSmall, outOfReach }
/** They ask for a file when they are told to, and show nothing. */
const UNSEEN = ['FileDrop', 'FilePicker']
/** What is no part of its own, but has states of its own. */
const BESIDE = ['View', 'RehearsalReport', 'Rehearsals']
/** Those that take the whole page are shown alone. */
const ALONE = ['CommandPalette', 'ScratchDesk']

/** Fonts, answers and the editor have come, and what shows itself only after a while. */
async function show(query: string): Promise<void> {
  const { page } = desk
  await page.evaluate((hash) => void (location.hash = hash), `#/gallery${query}`)
  await page.locator('[data-part]').first().waitFor()
  if (/^$|ScratchDesk/.test(query)) await page.locator('[data-editor=monaco]').waitFor({ state: 'attached' })
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(query === '' ? 700 : 250)
}

type Found = Record<string, Record<string, string[]>>

/** What each check finds in what is shown: nothing, where all is well. */
async function faults(colorScheme: 'light' | 'dark' = 'light'): Promise<Found> {
  const { page } = desk
  await page.emulateMedia({ colorScheme })
  await page.waitForTimeout(300)
  await page.evaluate(installLooking)
  const found: Found = {}
  for (const [name, check] of Object.entries(CHECKS)) {
    const those = await page.evaluate(check)
    if (Object.keys(those).length > 0) found[name] = those
  }
  return found
}

/** Where two looks at the same specimens differ, by name. */
function differences(one: readonly Boxes[], other: readonly Boxes[]): Record<string, string> {
  const second = new Map(other.map(({ name, boxes }) => [name, boxes]))
  return Object.fromEntries(
    one.flatMap(({ name, boxes }) => {
      const others = second.get(name) ?? []
      const at = boxes.findIndex((box, i) => box !== others[i])
      if (at < 0 && boxes.length === others.length) return []
      return [[name, `${boxes[at] ?? 'nothing'} and ${others[at] ?? 'nothing'}`]]
    }),
  )
}

test.each([1280, 360])(
  'at %i pixels nothing is amiss, and dark differs from light in colours alone',
  async (width) => {
    const { page } = desk
    await page.setViewportSize({ width, height: 900 })
    await show('')
    const inLight = await faults('light')
    const light = await page.evaluate(boxesOf)
    const inDark = await faults('dark')
    const dark = await page.evaluate(boxesOf)
    expect(light.length).toBeGreaterThan(200)
    expect({ inLight, inDark, moved: differences(light, dark) }).toEqual({
      inLight: {},
      inDark: {},
      moved: {},
    })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  },
)

test.each(ALONE)('nor in what takes the whole page: %s', async (part) => {
  for (const width of [1280, 360]) {
    await desk.page.setViewportSize({ width, height: 900 })
    await show(`?part=${part}`)
    expect({ inLight: await faults('light'), inDark: await faults('dark') }).toEqual({
      inLight: {},
      inDark: {},
    })
  }
})

/** Statement, hints and debrief of every exercise that ships, as HTML. */
function textsOfExercises(): { id: string; name: string; html: string }[] {
  const assets = path.join(ROOT, 'build/app/assets')
  const pages = readdirSync(assets).filter((name) => /-page-[\w-]+\.json$/.test(name))
  return pages.flatMap((file) => {
    const { id, statement, hints } = JSON.parse(readFileSync(path.join(assets, file), 'utf8')) as ExercisePage
    const debrief = readFileSync(path.join(ROOT, 'exercises', id, 'debrief.md'), 'utf8')
    return [
      { id, name: 'statement', html: statement },
      ...hints.map((html, i) => ({ id, name: `hint ${i + 1}`, html })),
      { id, name: 'debrief', html: renderStatement(debrief) },
    ]
  })
}

test('no text of an exercise is cut off on a phone, and what is wide scrolls by keys', async () => {
  await desk.page.setViewportSize({ width: 360, height: 740 })
  await show('?part=Prose')
  const texts = textsOfExercises()
  expect(texts.length).toBeGreaterThan(30)
  // As wide as they are there, each in the place of the gallery's own text.
  await desk.page.evaluate((all) => {
    const text = document.querySelector('[data-part=Prose] .text')!
    const boxes = all.map(({ id, name, html }) => {
      const box = document.createElement('div')
      Object.assign(box.dataset, { part: id, state: name })
      box.style.width = '328px'
      const copy = text.cloneNode() as Element
      copy.innerHTML = html
      box.append(copy)
      return box
    })
    document.querySelector('.page')!.replaceChildren(...boxes)
  }, texts)
  await desk.page.evaluate(() => document.fonts.ready)
  await desk.page.evaluate(installLooking)
  expect(await desk.page.evaluate(misplaced)).toEqual({})
  expect(await desk.page.evaluate(outOfReach)).toEqual({})
})

/** They speak of a page as a whole, and the gallery holds many parts of pages. Contrast is measured above. */
const NOT_HERE = [
  ...['duplicate-id-aria', 'heading-order', 'page-has-heading-one', 'region', 'bypass', 'color-contrast'],
  ...['landmark-unique', 'landmark-no-duplicate-banner', 'landmark-banner-is-top-level'],
  ...['landmark-no-duplicate-main', 'landmark-main-is-top-level', 'empty-heading'],
]
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

test('no part is missing, and none breaks a rule of WCAG that axe knows', async () => {
  const { page } = desk
  await page.setViewportSize({ width: 1280, height: 900 })
  // The texts above took the place of what was shown.
  await page.reload()
  await show('')
  const files = readdirSync(path.join(ROOT, 'src/ui/parts'), { recursive: true, encoding: 'utf8' })
  const parts = files.filter((name) => name.endsWith('.svelte')).map((name) => path.basename(name, '.svelte'))
  const shown = await page.locator('.page > section > .name > a:first-child').allInnerTexts()
  const wanted = [...parts.filter((name) => !UNSEEN.includes(name)), ...BESIDE]
  expect([...new Set(shown)].sort()).toEqual(wanted.sort())

  await page.evaluate(axe.source)
  const found = await page.evaluate(
    ([rules, off]) =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: { type: 'tag', values: rules! },
        rules: Object.fromEntries(off!.map((rule) => [rule, { enabled: false }])),
        resultTypes: ['violations'],
      }),
    [RULES, NOT_HERE],
  )
  const broken = found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  )
  expect(broken).toEqual([])
  expect(desk.complaints).toEqual([])
})
