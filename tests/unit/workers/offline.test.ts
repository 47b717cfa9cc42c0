// What the service worker keeps, and how long it keeps the files of older builds.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PAGE_LOCK } from '../../../src/protocol/offline'
import { keepOffline } from '../../../vite/offline'
import type { Kept } from '../../../workers/offline/kept'
import { isOlderPageOpen } from '../../../workers/offline/older-pages'

describe('an older page', () => {
  const kept = ['https://a.example/assets/index-new.js']
  const isOpen = (...names: readonly (string | undefined)[]): boolean =>
    isOlderPageOpen(
      names.map((name) => (name === undefined ? {} : { name })),
      (address) => kept.includes(address),
    )

  test.each<[boolean, string, readonly (string | undefined)[]]>([
    [false, 'no page is open', []],
    [false, 'pages of this build are open', [`${PAGE_LOCK}${kept[0]!}`, `${PAGE_LOCK}${kept[0]!}`]],
    [false, 'locks of others are held', ['something else', undefined]],
    [
      true,
      'one of another build is open',
      [`${PAGE_LOCK}${kept[0]!}`, `${PAGE_LOCK}https://a.example/assets/index-old.js`],
    ],
  ])('is %s when %s', (expected, _, names) => expect(isOpen(...names)).toBe(expected))
})

describe('of a build', () => {
  let folder: string
  let kept: Kept
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tensorkata-kept-'))
    mkdirSync(path.join(folder, 'assets'))
    const files = {
      'index.html': '<!doctype html>',
      'sandbox.html': '<meta charset="utf-8" /><script>broker()</script>',
      _headers: '/',
      'assets/index-AbCd-_12.js': 'start()',
      'assets/Text-AAAAAAAA.woff2': 'new',
      'assets/Text-BBBBBBBB.woff': 'old',
      'assets/Text-CCCCCCCC.ttf': 'older',
      'assets/codicon-DDDDDDDD.ttf': 'the only one',
    }
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
    await keepOffline(folder)
    await keepOffline(folder)
    const worker = readFileSync(path.join(folder, 'sw.js'), 'utf8')
    kept = JSON.parse(/^self\.KEPT = (.*);\n/.exec(worker)![1]!) as Kept
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('all is kept but the worker, what only hosts read, and fonts that are there in a newer form', () => {
    expect(kept.files.map(({ url }) => url)).toEqual([
      'assets/Text-AAAAAAAA.woff2',
      'assets/codicon-DDDDDDDD.ttf',
      'assets/index-AbCd-_12.js',
      'index.html',
      'sandbox.html',
    ])
  })

  test('each file is named by its bytes, and what keeps its name also by a revision', () => {
    for (const { url, revision, integrity } of kept.files) {
      expect(integrity).toMatch(/^sha256-[\w+/]{43}=$/)
      expect(revision !== null).toBe(!url.startsWith('assets/'))
    }
  })

  test('the size is told beforehand', () => {
    const { bytes } = JSON.parse(readFileSync(path.join(folder, 'offline.json'), 'utf8')) as { bytes: number }
    expect(bytes).toBe(kept.files.reduce((sum, file) => sum + file.bytes, 0))
  })

  test('the sandbox is handed out with the header that makes its origin opaque', () => {
    expect(kept.sandboxHeaders['Content-Security-Policy']).toMatch(
      /default-src 'none'.*connect-src 'none'.*; sandbox allow-scripts;/,
    )
  })
})
