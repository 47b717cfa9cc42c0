// The editor in a real browser, on a little page of its own, built and served the way the app is: with its CSP.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { slimMonaco } from '../../vite/slim-monaco.ts'
import { tfjsTypes } from '../../vite/tfjs-types.ts'

const CSP =
  "default-src 'none'; script-src 'self'; worker-src 'self'; frame-src 'self'; connect-src 'self'; " +
  "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'"
const TYPES = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
])
const START = `import * as tf from '@tensorflow/tfjs'
import { half } from './harness'

export function solve(x: tf.Tensor2D): tf.Tensor2D {
  const n: number = half(4)
  return x.mul(n)
}
`
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>editor</title><link rel="icon" href="data:,">
<button id="before">before</button><div id="host" style="height:400px"></div><button id="after">after</button>
<script type="module" src="/main.ts"></script></html>`
const MAIN = `import { openEditor } from ${JSON.stringify(fileURLToPath(new URL('../../src/editor/open-editor.ts', import.meta.url)))}
const log = (window.log = [])
window.open = async () => {
  const opened = await openEditor(document.getElementById('host'), {
    value: ${JSON.stringify(START)}, path: 'demo/solution.ts', label: 'Your solution',
    files: { './harness': 'export function half(x: number): number { return x / 2 }' },
    options: { fontSize: 14, wordWrap: false, theme: 'light' },
    onChange: () => log.push('change'), onRun: () => log.push('run'), onSubmit: () => log.push('submit'),
    onEscapeHint: () => log.push('hint'),
  })
  window.editor = opened.editor
  return { kind: opened.editor.kind, problem: opened.problem }
}
window.opening = window.open()`

vi.setConfig({ testTimeout: 40_000, hookTimeout: 120_000 })

let folder = ''
let server: Server
let browser: Browser
let address = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tk-editor-'))
  writeFileSync(join(folder, 'index.html'), PAGE)
  writeFileSync(join(folder, 'main.ts'), MAIN)
  const plugins = [tfjsTypes(), slimMonaco()]
  const worker = { format: 'es' as const, plugins: () => [slimMonaco()] }
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    plugins,
    worker,
    build: { target: 'es2022' },
  })
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname.replace(/\/$/, '/index.html')
    const file = join(folder, 'dist', path)
    const headers = {
      'content-security-policy': CSP,
      'content-type': TYPES.get(extname(file)) ?? 'text/plain',
    }
    response.writeHead(existsSync(file) ? 200 : 404, headers).end(existsSync(file) ? readFileSync(file) : '')
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const at = server.address()
  address = `http://localhost:${typeof at === 'object' && at ? at.port : 0}/`
  const executablePath = process.env['TK_CHROMIUM'] ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
})

afterAll(async () => {
  await browser?.close()
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Visit {
  readonly page: Page
  readonly complaints: string[]
  readonly workers: string[]
}

let visit: Visit

async function goTo(prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 560 } })
  page.setDefaultTimeout(15_000)
  visit = { page, complaints: [], workers: [] }
  const { complaints, workers } = visit
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('worker', (worker) => workers.push(worker.url().replace(/.*\/|-[\w-]{8}\.js$/g, '')))
  await prepare(page)
  await page.goto(address)
  return visit
}

const opened = (page: Page) => page.evaluate('opening') as Promise<{ kind: string; problem?: string }>
const value = (page: Page) => page.evaluate('editor.value()') as Promise<string>
const focused = (page: Page) => page.evaluate('document.activeElement.id') as Promise<string>
const heard = (page: Page) => page.evaluate('log.filter((one) => one !== "change")') as Promise<string[]>

async function typeOnNewLineSix(page: Page, text: string): Promise<void> {
  await page.locator('.view-line').nth(4).click()
  await page.keyboard.press('End')
  await page.keyboard.type(`\n${text}`)
}

afterEach(() => visit.page.close())

describe('the full editor', () => {
  test('starts with both workers off the main thread, marks nothing in good code, and nothing complains', async () => {
    const { page, workers, complaints } = await goTo()
    expect(await opened(page)).toEqual({ kind: 'monaco' })
    expect(workers.sort()).toEqual(['text-worker', 'typescript-worker'])
    await typeOnNewLineSix(page, 'x.nope()')
    await page.locator('.squiggly-error').waitFor()
    expect(await page.locator('.squiggly-error').count()).toBe(1)
    expect(complaints).toEqual([])
  })

  test('offers the ops of TF.js, explains them on hover, and shows their parameters', async () => {
    const { page, complaints } = await goTo()
    await opened(page)
    await typeOnNewLineSix(page, 'tf.matM')
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'matMul' }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('(')
    await page.locator('.parameter-hints-widget.visible', { hasText: 'transposeA' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.view-line').nth(5).getByText('mul', { exact: false }).first().waitFor()
    await page
      .locator('.view-line span span', { hasText: /matMul$/ })
      .last()
      .hover()
    await page.locator('.monaco-hover:not(.hidden)', { hasText: 'dot product of two matrices' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('runs on Ctrl+Enter and submits on Ctrl+Shift+Enter without typing anything', async () => {
    const { page } = await goTo()
    await opened(page)
    await page.locator('.view-line').first().click()
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Shift+Enter')
    expect(await heard(page)).toEqual(['run', 'submit'])
    expect(await value(page)).toBe(START)
  })

  test('can undo a text that was put in', async () => {
    const { page } = await goTo()
    await opened(page)
    await page.evaluate('editor.setValue("const fresh = 1\\n")')
    expect(await value(page)).toBe('const fresh = 1\n')
    await page.locator('.view-line').first().click()
    await page.keyboard.press('Control+z')
    expect(await value(page)).toBe(START)
  })

  test('shows problems on their lines and forgets them', async () => {
    const { page } = await goTo()
    await opened(page)
    await page.evaluate(
      'editor.mark([{ line: 5, message: "Boom", severity: "error" }, { line: 99, message: "Hm", severity: "warning" }])',
    )
    await page.locator('.tk-mark-error').waitFor()
    await page.locator('.squiggly-error').waitFor()
    expect(await page.locator('.tk-mark-warning').count()).toBe(1)
    await page.evaluate('editor.mark([])')
    await page.locator('.tk-mark-error').waitFor({ state: 'detached' })
  })

  test('lets Tab indent, and leaves by Escape then Tab in both directions', async () => {
    const { page } = await goTo()
    await opened(page)
    await page.locator('.view-line').first().click()
    await page.keyboard.press('Home')
    await page.keyboard.press('Tab')
    expect(await value(page)).toBe(`  ${START}`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('after')
    await page.locator('.view-line').first().click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+Tab')
    expect(await focused(page)).toBe('before')
    expect(await heard(page)).toEqual(['hint', 'hint'])
  })

  test('lets go of everything on dispose, and opens again on the same path with the same workers', async () => {
    const { page, workers, complaints } = await goTo()
    await opened(page)
    await page.evaluate('editor.dispose()')
    expect(await page.locator('#host > *').count()).toBe(0)
    expect(await page.evaluate('open()')).toEqual({ kind: 'monaco' })
    expect(workers).toHaveLength(2)
    expect(complaints).toEqual([])
  })

  test('takes over what was typed while it loaded, with focus and cursor', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const { page } = await goTo((one) =>
      one.route('**/typescript-worker*', (route) => held.then(() => route.continue())),
    )
    await page.getByRole('textbox', { name: 'Your solution' }).focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('// early ')
    release()
    expect(await opened(page)).toEqual({ kind: 'monaco' })
    await page.keyboard.type('bird\n')
    expect(await value(page)).toBe(`// early bird\n${START}`)
  })
})

describe('the plain editor', () => {
  test.each([
    ['the TypeScript worker', '**/typescript-worker*'],
    ['the text worker', '**/text-worker*'],
    ['the types of TF.js', '**/tfjs-types*'],
    ['Monaco itself', '**/monaco-*.js'],
  ])('stands in when %s cannot be loaded, says so, and keeps the text', async (_, blocked) => {
    const { page } = await goTo((one) => one.route(blocked, (route) => route.abort()))
    await page.locator('textarea').focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('// mine\n')
    const { kind, problem } = await opened(page)
    expect(kind).toBe('plain')
    expect(problem).toMatch(/your text is safe/)
    expect(await value(page)).toBe(`// mine\n${START}`)
    expect(await page.locator('.monaco-editor').count()).toBe(0)
  })

  test('indents, keeps the indent, runs, undoes, marks and lets go', async () => {
    const { page } = await goTo((one) => one.route('**/monaco-*.js', (route) => route.abort()))
    await opened(page)
    await page.locator('textarea').focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Tab')
    await page.keyboard.type('a\nb')
    expect((await value(page)).startsWith('  a\n  bimport')).toBe(true)
    await page.keyboard.press('Shift+Tab')
    expect((await value(page)).startsWith('  a\nbimport')).toBe(true)
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Shift+Enter')
    await page.evaluate('editor.setValue("fresh")')
    expect(await value(page)).toBe('fresh')
    await page.keyboard.press('Control+z')
    expect((await value(page)).startsWith('  a\nbimport')).toBe(true)
    await page.evaluate('editor.mark([{ line: 2, message: "Boom", severity: "error" }])')
    await page.getByRole('button', { name: 'Line 2, error: Boom' }).click()
    expect(await page.evaluate('getSelection().toString()')).toMatch(/^bimport/)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+Tab')
    expect(await focused(page)).toBe('before')
    expect(await heard(page)).toEqual(['run', 'submit', 'hint'])
  })
})
