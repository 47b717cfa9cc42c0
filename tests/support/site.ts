// A site whose server can be stopped, and started again with another build, while a browser has its pages open.

import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildIfStale } from '../../scripts/build-if-stale'
import { serve, type Served } from '../../scripts/serve'
import { keepOffline } from '../../vite/offline'
import { launchChromium } from './chromium'
import { type LabBrowser, watchedPage } from './lab-browser'

export interface Site extends LabBrowser {
  stop(): Promise<void>
  /** At the same address, what is in the folder. Defaults to the build as it is. */
  deploy(folder?: string): Promise<void>
}

export async function openSite(): Promise<Site> {
  const build = await buildIfStale('app')
  let server: Served | undefined = await serve(build, 0)
  const { address } = server
  const browser = await launchChromium()
  const stop = async (): Promise<void> => {
    await server?.close()
    server = undefined
  }
  return {
    address,
    browser,
    newPage: (options) => watchedPage(browser, options),
    stop,
    deploy: async (folder = build) => {
      await stop()
      server = await serve(folder, Number(new URL(address).port))
    },
    close: async () => {
      await browser.close()
      await stop()
    },
  }
}

/** A copy of the build that `change` has changed. Remove it when done. */
export async function anotherBuild(change: (folder: string) => void): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tensorkata-build-'))
  cpSync(await buildIfStale('app'), folder, { recursive: true })
  change(folder)
  await keepOffline(folder)
  return folder
}

export const removeBuild = (folder: string): void => rmSync(folder, { recursive: true })

const TEXTS = /\.(js|css|html)$/
const assets = (folder: string): string[] => readdirSync(path.join(folder, 'assets'))

/** As if a word on the first page had changed: every script has another name, and the first has another content. */
export function newerBuild(folder: string, marker: string): void {
  const scripts = assets(folder).filter((name) => name.endsWith('.js'))
  const newName = (name: string): string => name.replace(/-[\w-]{8}\.js$/, `-${marker.padEnd(8, '_')}.js`)
  const names = new Map<string, string>()
  scripts.forEach((name, i) => names.set(name, newName(name).replace('.js', `${i}.js`)))
  for (const name of [...assets(folder).map((asset) => `assets/${asset}`), 'index.html']) {
    const file = path.join(folder, name)
    if (!TEXTS.test(name)) continue
    let text = readFileSync(file, 'utf8').replaceAll('Practise machine learning by', `${marker}: by`)
    for (const [from, to] of names) text = text.replaceAll(from, to)
    writeFileSync(file, text)
  }
  for (const [from, to] of names)
    renameSync(path.join(folder, 'assets', from), path.join(folder, 'assets', to))
}

export function withoutFile(folder: string, name: RegExp): void {
  const gone = assets(folder).filter((asset) => name.test(asset))
  if (gone.length === 0) throw new Error(`The build has no file like ${name}.`)
  for (const asset of gone) rmSync(path.join(folder, 'assets', asset))
}
