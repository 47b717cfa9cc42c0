// The text and the archive of a pack from elsewhere: whatever is in them is inert, or is refused (threats 18 and 19).

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { strToU8 } from 'fflate'
import { aPack, json, type Parts, renamed, spoilt, zip } from '../support/a-pack'
import { sealAnswers } from '../../src/core/pack/answers'
import { type Desk, openDesk } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'
import { lagWhile, MOST_LAG } from '../support/trial'

let lab: LabBrowser
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())
afterEach(() => desk?.context.close())

const status = () => desk.page.getByRole('region', { name: 'Packs from elsewhere' }).getByRole('status')

async function bring(bytes: Uint8Array): Promise<void> {
  desk = await openDesk(lab)
  desk.page.on('dialog', (dialog) => void dialog.dismiss())
  await desk.goTo('#/practice')
  const buffer = Buffer.from(bytes)
  await desk.page.getByLabel('Pack file').setInputFiles({ name: 'evil.kata.zip', mimeType: '', buffer })
  await status()
    .getByText(/is imported|was not imported/)
    .waitFor()
}

async function show(texts: Record<string, unknown>, debrief = ''): Promise<void> {
  const answers = sealAnswers(
    { debrief, reference: HOSTILE, accepted: [{ name: SVG, code: HOSTILE }] },
    'fine/one',
  )
  const changes = {
    'one/page.json': (page: object) => ({ ...page, ...texts }),
    'one/program.json': (program: object) => ({ ...program, answers }),
  }
  await bring(zip(await spoilt(changes)))
  await status().getByText('is imported').waitFor()
  await desk.open('fine/one')
}

/** Each part in which a pack's texts are read. */
const PARTS: Record<string, () => Promise<void>> = {
  statement: async () => {},
  hints: async () => {
    await desk.page.getByRole('tab', { name: 'Hints' }).click()
    for (let hint = 1; hint <= 3; hint++)
      await desk.page.getByRole('button', { name: `Show hint ${hint}` }).click()
  },
  solutions: async () => {
    await desk.page.getByRole('tab', { name: 'Solutions' }).click()
    await desk.page.getByRole('button', { name: 'Show me the solution' }).click()
    await desk.page.getByRole('button', { name: 'Yes, show it' }).click()
    await desk.page.getByRole('heading', { name: 'Solutions' }).waitFor()
  },
}

const SCRIPT = 'window.pwned = 1'
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="${SCRIPT}"><script>${SCRIPT};parent.pwned=1</script></svg>`
const HOSTILE = [
  `<script>${SCRIPT}</script>`,
  `<img src=x onerror="${SCRIPT}">`,
  `<svg onload="${SCRIPT}"></svg>`,
  `<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>`,
  `<form action="https://example.com"><input name=x autofocus onfocus="${SCRIPT}"></form>`,
  `<style>body { display: none }</style>`,
  `<div style="position:fixed;inset:0;z-index:99">covered</div>`,
  `<base href="https://example.com/">`,
  `<meta http-equiv="refresh" content="0;url=https://example.com/">`,
  `[a](javascript:${SCRIPT.replaceAll(' ', '')})`,
  `[b](data:text/html,<script>${SCRIPT}</script>)`,
  `[c](sandbox.html) [d](//example.com/x) [e](#/practice?pack=https://example.com/x)`,
  `![f](picture.svg) ![g](https://example.com/x.png) ![h](x.html)`,
  `[i]: javascript:${SCRIPT.replaceAll(' ', '')}`,
  '[i]',
  '$\\href{javascript:alert(1)}{x}$ $\\url{javascript:alert(1)}$',
  '$\\includegraphics{https://example.com/x.png}$',
].join('\n\n')
const images = {
  'picture.svg': `data:image/svg+xml;base64,${Buffer.from(SVG).toString('base64')}`,
  'x.html': `data:text/html;base64,${Buffer.from(`<script>${SCRIPT}</script>`).toString('base64')}`,
}

describe('a hostile text', () => {
  test('runs nothing, loads nothing, and leads nowhere', async () => {
    const hints = [HOSTILE.replaceAll('\n\n', ' '), SVG, `<b onmouseover="${SCRIPT}">x</b>`]
    const words = { title: '<img src=x onerror=pwned=1>', summary: SVG.slice(0, 150) }
    await show({ statement: HOSTILE, hints, images, ...words }, HOSTILE)
    expect(await desk.page.locator('article h1').textContent()).toBe(words.title)
    for (const [part, turnTo] of Object.entries(PARTS)) {
      await turnTo()
      await desk.page.waitForTimeout(300)
      await expectInert(part)
    }
    for (const frame of await desk.page.locator('iframe').all())
      expect(await frame.getAttribute('src')).toMatch(/sandbox\.html(\?|$)/)
    expect(await desk.page.evaluate('document.baseURI')).not.toContain('example.com')
    expect(desk.complaints).toEqual([])
  })

  async function expectInert(part: string): Promise<void> {
    const found = await desk.page.evaluate(() => {
      const all = [...document.querySelectorAll('main .text *')]
      const active = 'script, style, iframe, object, embed, form, input, base, meta, svg'
      return {
        pwned: (window as unknown as { pwned?: unknown }).pwned ?? null,
        active: all.filter((element) => element.matches(active)).map((element) => element.outerHTML),
        handlers: all
          .flatMap((element) => element.getAttributeNames())
          .filter((name) => name.startsWith('on')),
        links: all.map((element) => element.getAttribute('href')).filter((href) => href !== null),
        sources: all.map((element) => element.getAttribute('src')?.slice(0, 19)).filter(Boolean),
        texts: document.querySelectorAll('main .text').length,
      }
    })
    expect(found, part).toMatchObject({ pwned: null, active: [], handlers: [], links: [] })
    expect(found.texts, part).toBeGreaterThan(0)
    expect([...new Set(found.sources)], part).toEqual(['data:image/svg+xml;'])
  }

  test('cannot put its ink over what is not its own', async () => {
    const huge = [
      '$\\kern-50em\\raisebox{40em}{\\rule{60em}{60em}}\\kern-50em$',
      '$$\\raisebox{50em}{\\rule{900em}{900em}}$$',
      '$\\smash{\\raisebox{-50em}{\\rule{60em}{60em}}}$',
      '$\\llap{\\rule{60em}{20em}}$ $\\rlap{\\rule{60em}{20em}}$',
    ].join('\n\n')
    await show({ statement: huge, hints: [huge.split('\n')[0], 'b', 'c'] }, huge)
    for (const turnTo of Object.values(PARTS)) {
      await turnTo()
      await expectUncovered()
    }
  })

  async function expectUncovered(): Promise<void> {
    const covered = await desk.page.evaluate(() => {
      const wanted = [
        ...document.querySelectorAll('header a, header button, article h1, .facts, [data-editor], button'),
      ]
      return wanted
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && box.top >= 0 && box.bottom <= innerHeight)
        .filter(({ box }) => {
          const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
          return top?.closest('.text') !== null
        })
        .map(({ element }) => element.outerHTML.slice(0, 100))
    })
    expect(covered).toEqual([])
  }

  test.each([
    ['classes', '$\\htmlClass{visually-hidden}{x}$'],
    ['styles', '$\\htmlStyle{position:fixed}{x}$'],
    ['macros without end', '$\\def\\a{\\a\\a}\\a$'],
  ])('whose formulas ask for %s is refused', async (_, statement) => {
    await bring(zip(await spoilt({ 'one/page.json': (page) => ({ ...page, statement }) })))
    expect(await status().innerText()).toMatch(/was not imported[^]*cannot be shown/)
  })
})

describe('a hostile archive', () => {
  const good = aPack()
  const withName = async (name: string): Promise<Uint8Array> => {
    const mark = 'x'.repeat(name.length)
    return renamed(zip({ ...(await good), [mark]: json({}) }), mark, name)
  }
  const withText = async (file: string, text: string): Promise<Parts> => ({
    ...(await good),
    [file]: strToU8(text),
  })

  test.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['a way out of its folder', () => withName('../../evil.json'), /leads out of the pack/],
    ['an absolute path', () => withName('/etc/passwd'), /absolute path/],
    ['a backslash', () => withName('one\\evil.js'), /backslash/],
    ['the name __proto__', () => withName('__proto__'), /does not belong into a pack/],
    [
      'a key __proto__',
      async () => zip(await withText('manifest.json', '{"__proto__":{"polluted":1}}')),
      /key "__proto__"/,
    ],
    [
      'two of one name',
      async () => renamed(zip({ ...(await good), 'two/page.json': json({}) }), 'two/page', 'one/page'),
      /two files named/,
    ],
    [
      'the name of a pack that ships',
      async () => zip(await spoilt({ 'manifest.json': (data) => ({ ...data, id: 'vision' }) })),
      /comes with the app/,
    ],
    [
      'an exercise listed twice',
      async () => zip(await spoilt({ 'manifest.json': (data) => ({ ...data, exercises: ['one', 'one'] }) })),
      /lists an exercise twice/,
    ],
    [
      'a changed file',
      async () => zip(await withText('one/program.json', '{}')),
      /not what the manifest says/,
    ],
  ])('with %s is refused, and nothing is imported', async (_, make, says) => {
    await bring(await make())
    expect(await status().innerText()).toMatch(says)
    const state = await desk.page.evaluate(() => ({
      packs: document.querySelectorAll('h2[id^=pack-]').length,
      polluted: ({} as { polluted?: unknown }).polluted ?? null,
      keys: Object.keys(Object.prototype),
    }))
    expect(state).toEqual({ packs: 0, polluted: null, keys: [] })
    await desk.page.reload()
    await desk.page.locator('main h1').waitFor()
    expect(await desk.page.locator('h2[id^=pack-]').count()).toBe(0)
    expect(desk.complaints).toEqual([])
  })

  test('that is a bomb is refused without holding up the page', { retry: 2 }, async () => {
    desk = await openDesk(lab)
    await desk.goTo('#/practice')
    const many = Object.fromEntries(
      ['a', 'b', 'c'].map((slug) => [`${slug}/page.json`, new Uint8Array(60_000_000)]),
    )
    const buffer = Buffer.from(zip({ ...(await good), ...many }))
    const { lag } = await lagWhile(desk.page, async () => {
      await desk.page.getByLabel('Pack file').setInputFiles({ name: 'bomb.kata.zip', mimeType: '', buffer })
      await status().getByText('was not imported').waitFor()
    })
    expect(await status().innerText()).toMatch(/more than 100 times larger/)
    expect(lag).toBeLessThan(MOST_LAG)
  })
})
