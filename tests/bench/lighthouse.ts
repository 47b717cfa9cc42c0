// Lighthouse's word on three pages. It is fetched for the occasion: as a dependency it would weigh more than all that uses it.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium'
import type { Stands } from './stands'
import { median, round } from './statistics'

const run = promisify(execFile)

/** The last that runs on every Node that this project does. */
const PACKAGE = 'lighthouse@12.8.2'
const ROUNDS = 3
const PAGES = { home: '#/', list: '#/practice', workspace: '#/practice/vision/image-convolution' }
const CATEGORIES = {
  performance: 'performance',
  accessibility: 'accessibility',
  bestPractices: 'best-practices',
}

type Scores = Record<keyof typeof CATEGORIES, number>

/** Of 100, with the desktop preset, each page a load of its own with nothing kept. Undefined where Lighthouse cannot be had. */
export async function lighthouse(
  { app }: Stands,
  say: (text: string) => void,
): Promise<Record<keyof typeof PAGES, Scores> | undefined> {
  try {
    await lighthouseSays('--version')
  } catch (error) {
    say(`${PACKAGE} could not be fetched, so its figures are left out: ${firstLine(error)}`)
    return undefined
  }
  const scores = {} as Record<keyof typeof PAGES, Scores>
  for (const name of Object.keys(PAGES) as (keyof typeof PAGES)[])
    scores[name] = await middleOf(`${app.address}${PAGES[name]}`)
  return scores
}

async function middleOf(address: string): Promise<Scores> {
  const rounds: Scores[] = []
  for (let i = 0; i < ROUNDS; i++) rounds.push(await load(address))
  const middle = (name: keyof Scores): number => median(rounds.map((one) => one[name]))
  return {
    performance: middle('performance'),
    accessibility: middle('accessibility'),
    bestPractices: middle('bestPractices'),
  }
}

interface Report {
  readonly runtimeError?: { readonly message: string }
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>
}

async function load(address: string): Promise<Scores> {
  const told = await lighthouseSays(
    address,
    '--preset=desktop',
    `--only-categories=${Object.values(CATEGORIES).join(',')}`,
    `--chrome-flags=--headless=new ${CHROMIUM_FLAGS.join(' ')}`,
    '--output=json',
    '--quiet',
    '--no-enable-error-reporting',
  )
  const { runtimeError, categories } = JSON.parse(told) as Report
  if (runtimeError) throw new Error(`Lighthouse did not finish ${address}: ${runtimeError.message}`)
  const score = (category: string): number => {
    const share = categories[category]?.score
    if (typeof share !== 'number') throw new Error(`Lighthouse gave ${address} no score for ${category}.`)
    return round(100 * share)
  }
  return {
    performance: score(CATEGORIES.performance),
    accessibility: score(CATEGORIES.accessibility),
    bestPractices: score(CATEGORIES.bestPractices),
  }
}

async function lighthouseSays(...options: readonly string[]): Promise<string> {
  const { stdout } = await run('npx', ['--yes', PACKAGE, ...options], {
    env: { ...process.env, CHROME_PATH: findChromium() },
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  return stdout
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n').find((line) => line.trim()) ?? ''
