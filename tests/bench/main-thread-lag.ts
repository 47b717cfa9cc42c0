// How long the page's main thread is ever away: while a network trains and its pictures stream, and while one types.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { ROOT } from '../../src/cli/realms/build-realms'
import { pasteCode } from '../support/workspace'
import { longestTask } from './longest-task'
import type { Stands } from './stands'
import { round } from './statistics'

const TRAINED = 'deep-learning/train-small-classifier'
const TYPED_IN = 'vision/image-convolution'
/** What is typed: names that are completed, calls whose parameters are told, a mistake that is marked, brackets that close. */
const TEXT = `
function blur(image: tf.Tensor3D, size: number): tf.Tensor3D {
return tf.tidy(() => {
const kernel = tf.ones([size, size, 3, 1]).div(size * size)
return tf.depthwiseConv2d(image, kernel, 1, 'same').clipByValue(0, 'one')
`
/** Between two letters: a quick typist's. */
const PAUSE = 80

export interface Lag {
  /** From the first picture on: the longest time in which the thread answered nobody. */
  readonly maxMs: number
  /** From Run to its end: the longest task. */
  readonly trainingMaxMs: number
  readonly typingMaxMs: number
}

export async function mainThreadLag(stands: Stands): Promise<Lag> {
  const maxMs = await whileTraining(stands, async (page) => {
    await pressRun(page)
    // Starting and laying out are over when the first picture is there; from then on it streams.
    await page.waitForSelector('[aria-label=Pictures] figure')
    await page.evaluate(probe)
    await untilItIsOver(page)
    return page.evaluate(() => (window as unknown as { lag: number }).lag)
  })
  const trainingMaxMs = await whileTraining(stands, (page) =>
    longestTask(page, async () => {
      await pressRun(page)
      await page.waitForSelector('[aria-label=Pictures] figure')
      await untilItIsOver(page)
    }),
  )
  return {
    maxMs: round(maxMs, 1),
    trainingMaxMs: round(trainingMaxMs, 1),
    typingMaxMs: round(await whileTyping(stands), 1),
  }
}

async function whileTraining({ app }: Stands, measure: (page: Page) => Promise<number>): Promise<number> {
  const { page, context } = await app.newPage()
  await page.goto(`${app.address}#/practice/${TRAINED}`)
  await page.waitForSelector('[data-editor=monaco]')
  await pasteCode(page, await readFile(path.join(ROOT, 'exercises', TRAINED, 'solution.ts'), 'utf8'))
  await page.getByLabel('Backend').selectOption('cpu')
  const milliseconds = await measure(page)
  await context.close()
  return milliseconds
}

const pressRun = (page: Page): Promise<void> => page.getByRole('button', { name: 'Run', exact: true }).click()

const untilItIsOver = (page: Page): Promise<unknown> =>
  page.waitForSelector('button:text-is("Run"):not([disabled])', { timeout: 120_000 })

async function whileTyping({ app }: Stands): Promise<number> {
  const { page, context } = await app.newPage()
  await page.goto(`${app.address}#/practice/${TYPED_IN}`)
  await page.waitForSelector('[data-editor=monaco]')
  await page.getByRole('textbox', { name: 'Your code' }).focus()
  await page.keyboard.press('ControlOrMeta+End')
  const milliseconds = await longestTask(page, async () => {
    await page.keyboard.type(TEXT, { delay: PAUSE })
    // What the last letters set off: completions, and the marks below a mistake.
    await page.waitForSelector('.squiggly-error')
  })
  await context.close()
  return milliseconds
}

/** A message to itself goes round as fast as the main thread allows; a gap is time in which nothing else could run. */
function probe(): void {
  const state = window as unknown as { lag: number }
  state.lag = 0
  const { port1, port2 } = new MessageChannel()
  let last = performance.now()
  port1.onmessage = () => {
    const now = performance.now()
    state.lag = Math.max(state.lag, now - last)
    last = now
    setTimeout(() => {
      last = performance.now()
      port2.postMessage(null)
    }, 5)
  }
  port2.postMessage(null)
}
