// Firefox as it is installed, driven over WebDriver BiDi.

import { existsSync } from 'node:fs'
import puppeteer from 'puppeteer-core'
import { findOrInstall, onPath } from '../programs'
import type { Engine, LabPage } from './lab-page'

const PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
]

const find = (): string | undefined =>
  process.env.FIREFOX_PATH ?? onPath('firefox-esr', 'firefox') ?? PLACES.find((place) => existsSync(place))

const program = (): string => findOrInstall('Firefox', find, ['firefox-esr'])

export const FIREFOX: Engine = {
  name: 'Firefox',
  prepare: () => void program(),
  async open(address) {
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath: program(), headless: true })
    const page = await browser.newPage()
    await page.goto(address)
    return { page: page as LabPage, close: () => browser.close() }
  },
}
