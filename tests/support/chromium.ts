// Finds a Chromium, or installs one, and launches it headless with software WebGL.

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { ROOT } from '../../src/cli/realms/build-realms'
import { installFromDebian, onPath } from './programs'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
]
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The path of a browser: $CHROME_PATH, an installed one, Debian's package, Playwright's own. Throws when none can be had. */
export function findChromium(): string {
  const found = installed()
  if (found) return found
  for (const install of [() => installFromDebian('chromium'), installFromPlaywright]) {
    try {
      install()
    } catch {
      continue
    }
    const now = installed()
    if (now) return now
  }
  throw new Error(
    'No Chromium was found, and none could be installed. Install one, or set CHROME_PATH to its program.',
  )
}

export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    ...options,
    args: [...CHROMIUM_FLAGS, ...(options.args ?? [])],
  })
}

function installed(): string | undefined {
  const given = process.env.CHROME_PATH
  if (given) {
    if (existsSync(given)) return given
    throw new Error(
      `CHROME_PATH is "${given}", where there is nothing. Set it to a browser's program, or unset it.`,
    )
  }
  const candidates = [...PLACES, chromium.executablePath()]
  return onPath(...NAMES) ?? candidates.find((candidate) => existsSync(candidate))
}

function installFromPlaywright(): void {
  console.error("Installing Playwright's Chromium …")
  execFileSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/playwright-core/cli.js'), 'install', '--with-deps', 'chromium'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
}
