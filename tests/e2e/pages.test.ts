// The pages around the desk: what they say, and that they fit where they are shown.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, openDesk } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

let lab: LabBrowser
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
  desk = await openDesk(lab)
})
afterAll(() => lab?.close())

const ADDRESSES = [
  '#/',
  '#/practice',
  '#/progress',
  '#/rehearsal',
  '#/scratch',
  '#/nowhere',
  '#/practice/no/such',
  '#/practice/vision/image-convolution',
]

describe('the pages', () => {
  test('home leads to the first exercise and to the list', async () => {
    await desk.goTo('#/')
    expect(await desk.page.title()).toBe('Tensorkata')
    await desk.page.getByRole('link', { name: /^Start here/ }).click()
    await desk.page.locator('[data-editor]').waitFor()
    await desk.page.getByRole('link', { name: 'Practice' }).click()
    await desk.page.getByRole('heading', { name: 'Practice', level: 1 }).waitFor()
    expect(await desk.page.title()).toBe('Practice · Tensorkata')
    expect(await desk.page.locator('main li a').count()).toBeGreaterThan(2)
    await desk.page.getByText(/^0 of \d+ solved$/).waitFor()
  })

  test('an address that leads nowhere says so, as does an exercise that is not there', async () => {
    await desk.goTo('#/nowhere')
    expect(await desk.page.locator('main').innerText()).toMatch(/nothing at this address[\s\S]*#\/nowhere/)
    await desk.goTo('#/practice/no/such')
    expect(await desk.page.locator('main').innerText()).toMatch(/no exercise "no\/such"/)
    await desk.page.locator('main').getByRole('link', { name: 'practice page' }).click()
    await desk.page.getByRole('heading', { name: 'Practice', level: 1 }).waitFor()
  })

  test('the first Tab leads to the content', async () => {
    await desk.goTo('#/')
    await desk.page.reload()
    await desk.page.locator('main h1').waitFor()
    await desk.page.keyboard.press('Tab')
    await desk.page.keyboard.press('Enter')
    expect(await desk.page.evaluate('document.activeElement.id')).toBe('main')
  })

  test('nothing complained on any of them', () => {
    expect(desk.complaints).toEqual([])
  })
})

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each(ADDRESSES)('%s has its own ground and does not overflow at 360 pixels', async (hash) => {
    const narrow = await openDesk(lab, { viewport: { width: 360, height: 740 }, colorScheme })
    try {
      await narrow.goTo(hash)
      const seen = await narrow.page.evaluate(() => {
        const wide = [...document.querySelectorAll<HTMLElement>('body *')]
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
          .filter((element) => !element.closest('.monaco-editor, .tk-plain, [class*=visually-hidden]'))
          .filter((element) => {
            // What a parent scrolls or clips is not the page's overflow.
            for (let box = element.parentElement; box; box = box.parentElement)
              if (getComputedStyle(box).overflowX !== 'visible') return false
            return true
          })
        const red = Number(/\d+/.exec(getComputedStyle(document.documentElement).backgroundColor)?.[0] ?? -1)
        return {
          page: document.documentElement.scrollWidth,
          wide: wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
          red,
        }
      })
      expect(seen.page).toBeLessThanOrEqual(360)
      expect(seen.wide).toEqual([])
      if (colorScheme === 'dark') expect(seen.red).toBeLessThan(80)
      else expect(seen.red).toBeGreaterThan(200)
    } finally {
      await narrow.context.close()
    }
  })
})

test('where there is little room, one part at a time is shown, and Run leads to the results', async () => {
  const narrow = await openDesk(lab, { viewport: { width: 390, height: 800 } })
  try {
    const { page } = narrow
    await narrow.goTo('#/practice/vision/image-convolution')
    const tab = (name: string) => page.getByRole('tab', { name })
    expect(await tab('Exercise').getAttribute('aria-selected')).toBe('true')
    expect(await narrow.editor.isVisible()).toBe(false)
    await tab('Exercise').focus()
    await page.keyboard.press('ArrowRight')
    expect(await tab('Code').getAttribute('aria-selected')).toBe('true')
    await page.locator('[data-editor=monaco]').waitFor()
    await narrow.backend('cpu')
    await narrow.press('Run')
    await narrow.verdict.locator('.facts').waitFor()
    expect(await tab('Results').getAttribute('aria-selected')).toBe('true')
    expect(await narrow.headline.isVisible()).toBe(true)
  } finally {
    await narrow.context.close()
  }
})
