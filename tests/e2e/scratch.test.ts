// The scratch area as a person uses it: any code, its errors, its end; and a case of an exercise that is looked into there.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { type Desk, openDesk, openRow, PATIENCE } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'
import { allOf } from '../support/stored'

const ID = 'vision/image-convolution'
const REFERENCE = readFileSync(path.join(ROOT, 'exercises', ID, 'solution.ts'), 'utf8')
const TF = "import * as tf from '@tensorflow/tfjs'\n"

let lab: LabBrowser
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())
beforeEach(async () => {
  desk = await openDesk(lab)
})
afterEach(async () => {
  expect(desk.complaints).toEqual([])
  await desk.context.close()
})

async function openScratch(page: Page = desk.page): Promise<void> {
  await page.goto(`${lab.address}#/scratch`)
  await page.locator('[data-editor=monaco]').waitFor()
}
const run = () => desk.page.getByRole('region', { name: 'Run' })
const output = () => desk.page.getByRole('region', { name: 'Console' })
const button = (name: string) => desk.page.getByRole('button', { name, exact: true })
const goes = (words: string) => run().locator('.headline', { hasText: words }).waitFor()

describe('a program', () => {
  beforeEach(() => openScratch())

  test('is there to begin with: it prints its tensors and draws a curve', async () => {
    await desk.press('Run')
    await goes('Ran to its last line')
    expect(await output().innerText()).toMatch(/x =\s*float32 \[5\]\s+\[ *-1, -0\.5,/)
    await desk.page.getByText('Mean squared error').first().waitFor()
    expect(await run().innerText()).toMatch(/cpu\s+\d+ ms\s+seed \d+/)
  })

  test('draws and prints while it runs, by Ctrl+Enter', async () => {
    await desk.paste(`import { show } from '@tensorkata/show'
console.log('begun')
show({ kind: 'table', id: 't', title: 'Drawn early', columns: ['step'], rows: [[1]] })
await new Promise((resolve) => setTimeout(resolve, 3000))
show({ kind: 'table', id: 't', title: 'Drawn late', columns: ['step'], rows: [[2]] })`)
    await desk.page.keyboard.press('Control+Enter')
    await desk.page.getByText('Drawn early').first().waitFor()
    await output().getByText('begun').waitFor()
    expect(await run().locator('.headline').innerText()).toBe('Running …')
    await goes('Ran to its last line')
    await desk.page.getByText('Drawn late').first().waitFor()
  })

  test('that loops for ever is stopped at once, with typing possible meanwhile, and the next one runs', async () => {
    await desk.paste('for (;;) {}\n')
    await desk.press('Run')
    await goes('Running …')
    await desk.editor.focus()
    await desk.page.keyboard.press('Control+End')
    await desk.page.keyboard.type('// still typing', { delay: 5 })
    expect(await desk.text()).toMatch(/still typing$/)
    const stoppedAt = Date.now()
    await desk.press('Stop')
    await goes('Stopped')
    expect(Date.now() - stoppedAt).toBeLessThan(2_000)
    await desk.paste(`${TF}console.log(tf.tensor([[1, 2], [3, 4]]).transpose())`)
    await desk.press('Run')
    await goes('Ran to its last line')
    expect(await output().innerText()).toMatch(/float32 \[2, 2\]\s+\[\[1, 3\],\s+\[2, 4\]\]/)
  })

  test('that throws is marked on its line, which is one click away', async () => {
    await desk.paste(`${TF}\nconst a = tf.ones([2, 3])\nconsole.log(a.matMul(a))\n`)
    await desk.press('Run')
    await goes('Ended by an error')
    expect(await run().innerText()).toMatch(/Line 4\s+.*matMul/)
    await desk.page.locator('.tk-mark-error').first().waitFor()
    await button('Line 4').click()
    await desk.page.keyboard.press('Home')
    await desk.page.keyboard.type('// ')
    expect(await desk.text()).toContain('// console.log')
  })

  test('that does not parse, or imports what is not there, is told where', async () => {
    await desk.paste('const oops = = 1\n')
    await desk.press('Run')
    await goes('Your code does not parse')
    await button('Line 1').waitFor()
    await desk.paste("\nimport fs from 'fs'\nfs.read()\n")
    await desk.press('Run')
    await goes('An import is not available')
    expect(await run().innerText()).toMatch(/Line 2\s+"fs" cannot be imported here[\s\S]*"@tensorkata\/show"/)
  })

  test('has no more than a learner has in an exercise: no page, no storage, no network', async () => {
    await desk.paste(`const seen = ['document', 'localStorage', 'parent'].map((name) => typeof (globalThis as any)[name])
const database = await Promise.resolve().then(() => indexedDB.open('tensorkata')).then(() => 'opened', () => 'refused')
const network = await fetch('${lab.address}index.html').then(() => 'reached', () => 'refused')
console.log(seen.join(), database, network, location.origin)`)
    await desk.press('Run')
    await goes('Ran to its last line')
    expect(await output().innerText()).toContain('undefined,undefined,undefined refused refused null')
    desk.complaints.splice(0)
  })

  test('gives the same random numbers with the same seed, and others with another', async () => {
    await desk.paste(`${TF}console.log('drawn', Math.random(), tf.randomNormal([3]))`)
    const drawn = async (): Promise<string> => {
      await desk.page.evaluate(() =>
        document.querySelector('[aria-label=Console]')?.setAttribute('data-old', ''),
      )
      await desk.press('Run')
      await desk.page.locator('[aria-label=Console]:not([data-old])').getByText(/drawn/).waitFor()
      await goes('Ran to its last line')
      return output().innerText()
    }
    const first = await drawn()
    expect(await drawn()).toBe(first)
    await desk.page.getByLabel('Seed').fill('12345')
    await desk.page.getByLabel('Seed').press('Tab')
    expect(await drawn()).not.toBe(first)
    expect(await run().innerText()).toContain('seed 12345')
  })
})

describe('the text', () => {
  beforeEach(() => openScratch())

  test('is there again after a reload at once after typing, as are the seed and the way to it', async () => {
    await desk.page.getByLabel('Seed').fill('777')
    await desk.paste('// mine\nconsole.log(1)')
    await desk.page.reload()
    await desk.page.locator('[data-editor=monaco]').waitFor()
    expect(await desk.text()).toBe('// mine\nconsole.log(1)')
    expect(await desk.page.getByLabel('Seed').inputValue()).toBe('777')
    await desk.goTo('#/practice')
    await desk.page.getByRole('link', { name: 'Scratch' }).click()
    await desk.page.locator('[data-editor=monaco]').waitFor()
    expect(await desk.text()).toBe('// mine\nconsole.log(1)')
  })

  test('goes back to the first program by Reset, and from there to what it was', async () => {
    await desk.paste('// mine')
    await desk.press('Reset')
    await desk.page.getByText('This is the program that the scratch area begins with.').waitFor()
    expect(await desk.text()).toContain('tf.linspace')
    await button('Bring my code back').click()
    expect(await desk.text()).toBe('// mine')
  })

  test('that another tab changes is told of: it can be taken, or mine be kept, and nothing is lost', async () => {
    /** Once all of what the other tab types is kept, and heard of here. */
    const told = async (text: string): Promise<void> => {
      await expect.poll(() => allOf(desk.page, 'drafts')).toMatchObject([{ text }])
      await desk.page.getByText('Another tab has changed this code.').waitFor()
      await desk.page.waitForTimeout(300)
    }
    await desk.paste('// one')
    await desk.saved()
    const other = await desk.context.newPage()
    other.setDefaultTimeout(PATIENCE)
    await openScratch(other)
    await other.getByRole('textbox', { name: 'Your code' }).focus()
    await other.keyboard.press('Control+End')
    await other.keyboard.type(' and two')
    await told('// one and two')
    expect(await desk.text()).toBe('// one')
    await button('Take its code').click()
    expect(await desk.text()).toBe('// one and two')

    await other.keyboard.type(' and three')
    await told('// one and two and three')
    await button('Keep mine').click()
    await desk.page.getByText(/Yours is kept\. A copy of the other is on the progress page/).waitFor()
    expect(await desk.text()).toBe('// one and two')
    expect(await allOf(desk.page, 'drafts')).toMatchObject([{ exercise: 'scratch', text: '// one and two' }])
    const copies = (await allOf(desk.page, 'events')) as { data: { text: string } }[]
    expect(copies.map(({ data }) => data.text).sort()).toEqual(['// one', '// one and two and three'])
    await other.getByText('Another tab has changed this code.').waitFor()
  })
})

describe('a case that fails', () => {
  const PLANTED = REFERENCE.replace(
    /(export function convolve2d\([\s\S]*?\): tf\.Tensor3D \{\n)/,
    "$1  if (image.shape[2] > 1) throw new Error('planted')\n",
  )
  const line = PLANTED.split('\n').findIndex((text) => text.includes('planted')) + 1

  test('is opened with its very input: the failure is there again, and what was there before is kept', async () => {
    await openScratch()
    await desk.paste('// something precious')
    await desk.saved()
    await desk.open(ID)
    await desk.backend('cpu')
    await desk.paste(PLANTED)
    expect(await desk.finish('Submit')).toMatch(/^Not yet/)
    const row = await openRow(desk, 'Stride 1 without padding is right for every shape')
    await row.getByText('The smallest input found that fails').waitFor()
    await row.getByRole('button', { name: 'Open in scratch' }).click()

    await desk.page.getByText(/This is your code of .* and the input of “Stride 1 without padding/).waitFor()
    await desk.page.locator('[data-editor=monaco]').waitFor()
    const program = await desk.text()
    expect(program).toMatch(/const image = tf\.tensor3d\([^]*const kernel = tf\.tensor4d\(/)
    expect(program).toContain('console.log(await convolve2d(image, kernel, options))')
    await desk.press('Run')
    await goes('Ended by an error')
    expect(await run().innerText()).toMatch(new RegExp(`Line ${line}\\s+planted`))

    await desk.paste(program.replace("throw new Error('planted')", 'console.log(image)'))
    await desk.press('Run')
    await goes('Ran to its last line')
    expect(await output().innerText()).toMatch(/float32 \[\d+, \d+, \d+\]/)

    await desk.page.reload()
    await desk.page.locator('[data-editor=monaco]').waitFor()
    await desk.page.getByText(/^Earlier texts \(\d+\)$/).click()
    await desk.page
      .locator('li', { hasText: '// something precious' })
      .getByRole('button', { name: 'Put it back' })
      .click()
    // Once a copy of what is there now is kept.
    await expect.poll(() => desk.text(), { timeout: PATIENCE }).toBe('// something precious')
  })

  test('gives away nothing where it is hidden', async () => {
    await desk.open(ID)
    await desk.backend('cpu')
    await desk.paste(PLANTED)
    await desk.finish('Submit')
    const hidden = desk.verdict.locator('li', { has: desk.page.locator('.tags', { hasText: 'hidden' }) })
    const failing = hidden.filter({ has: desk.page.locator('.mark.error') })
    expect(await failing.count()).toBeGreaterThan(0)
    expect(await failing.locator('button', { hasText: 'Open in scratch' }).count()).toBe(0)
  })

  test('can be judged again with its seed, which is no attempt', async () => {
    await desk.open(ID)
    await desk.backend('cpu')
    await desk.paste(PLANTED)
    await desk.finish('Submit')
    const seed = /seed \d+/.exec(await desk.verdict.locator('.facts').innerText())![0]
    await desk.paste(REFERENCE)
    await button('Again with this seed').click()
    await desk.verdict.getByText(/^All \d+ cases pass with this seed\. Submit tries another\.$/).waitFor()
    expect(await desk.verdict.locator('.facts').innerText()).toContain(seed)
    expect(await allOf(desk.page, 'attempts')).toHaveLength(1)
  })
})

describe('the files of an exercise', () => {
  test('that are public stand beside the learner’s own, to be read', async () => {
    await desk.open('deep-learning/train-small-classifier')
    const files = desk.page.getByRole('tablist', { name: 'Files' })
    expect(await files.getByRole('tab').allInnerTexts()).toEqual([
      'solution.ts',
      'harness.ts',
      'data/penguins.json',
    ])
    await files.getByRole('tab', { name: 'harness.ts' }).click()
    expect(await desk.page.getByRole('region', { name: 'harness.ts' }).innerText()).toContain(
      'export function moons',
    )
    await desk.page.keyboard.press('ArrowRight')
    expect(await desk.page.getByRole('region', { name: 'data/penguins.json' }).innerText()).toContain(
      'Adelie',
    )
    await desk.page.keyboard.press('Home')
    expect(await desk.text()).toContain('createModel is not written yet')
  })

  test('are no tabs where there are none', async () => {
    await desk.open('recommendation/embedding-similarity')
    expect(await desk.page.getByRole('tablist', { name: 'Files' }).count()).toBe(0)
  })
})
