// WebKitGTK's small browser, driven over WebDriver, on a screen that nobody sees where there is none.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver'
import { findOrInstall, onPath } from '../programs'
import type { Engine, LabPage } from './lab-page'

const PACKAGES = ['webkit2gtk-driver', 'xvfb']
const driverProgram = (): string =>
  findOrInstall('WebKitWebDriver', () => onPath('WebKitWebDriver'), PACKAGES)
const miniBrowser = (): string => findOrInstall('MiniBrowser', findMiniBrowser, PACKAGES)
const screenProgram = (): string =>
  findOrInstall('Xvfb', () => onPath('Xvfb') ?? (process.env.DISPLAY && 'there is a screen'), PACKAGES)

const SCRIPT_MILLISECONDS = 120_000
const START_MILLISECONDS = 20_000

export const WEBKIT: Engine = {
  name: 'WebKit',
  prepare: () => [driverProgram, miniBrowser, screenProgram].forEach((find) => find()),
  async open(address) {
    const screen = await openScreen()
    const driver = await startDriver(screen.display)
    const options = { binary: miniBrowser(), args: ['--automation'] }
    const browser = await new Builder()
      .usingServer(driver.address)
      .withCapabilities(new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options }))
      .build()
    await browser.manage().setTimeouts({ script: SCRIPT_MILLISECONDS })
    await browser.get(address)
    return {
      page: pageOf(browser),
      close: async () => {
        await browser.quit()
        driver.process.kill()
        screen.process?.kill()
      },
    }
  },
}

function pageOf(browser: WebDriver): LabPage {
  const evaluate = async (run: unknown, argument?: unknown): Promise<never> => {
    const expression = typeof run === 'string' ? run : `(${String(run)})(${JSON.stringify(argument) ?? ''})`
    const { value, error } = await browser.executeAsyncScript<{ value?: never; error?: string }>(
      scriptOf(expression),
    )
    if (error !== undefined) throw new Error(error)
    return value as never
  }
  return {
    evaluate,
    waitForFunction: (condition) => browser.wait(() => evaluate(condition), SCRIPT_MILLISECONDS),
  }
}

/** The expression stands in the script itself, since the page's policy forbids eval. */
const scriptOf = (expression: string): string => `
const done = arguments[0]
Promise.resolve().then(() => (${expression})).then(
  (value) => done(value === undefined ? {} : { value }),
  (error) => done({ error: String(error) }),
)`

function findMiniBrowser(): string | undefined {
  const libraries = ['/usr/lib', '/usr/libexec', '/usr/lib64'].filter((folder) => existsSync(folder))
  const folders = libraries.flatMap((folder) => [
    folder,
    ...readdirSync(folder).map((name) => path.join(folder, name)),
  ])
  return folders
    .flatMap((folder) =>
      ['4.1', '6.0', '4.0'].map((version) => path.join(folder, `webkit2gtk-${version}/MiniBrowser`)),
    )
    .find((file) => existsSync(file))
}

interface Screen {
  readonly display: string
  readonly process?: ChildProcess
}

async function openScreen(): Promise<Screen> {
  const { DISPLAY } = process.env
  if (DISPLAY) return { display: DISPLAY }
  const server = spawn(
    screenProgram(),
    ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  const [number] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer]
  return { display: `:${String(number).trim()}`, process: server }
}

async function startDriver(display: string): Promise<{ address: string; process: ChildProcess }> {
  const port = await freePort()
  const driver = spawn(driverProgram(), [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11' },
  })
  const address = `http://127.0.0.1:${port}`
  const until = Date.now() + START_MILLISECONDS
  for (;;) {
    const isUp = await fetch(`${address}/status`).then(
      () => true,
      () => false,
    )
    if (isUp) return { address, process: driver }
    if (Date.now() > until) throw new Error('WebKitWebDriver did not start.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
