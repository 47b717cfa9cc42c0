// A pack from elsewhere is taken whole or not at all, and what is wrong with it is said.

import { describe, expect, test } from 'vitest'
import { buildPack } from '../../../src/cli/pack/build-pack'
import { ARCHIVE_CAPS } from '../../../src/core/pack/archive'
import { openPack } from '../../../workers/importer/open-pack'
import { renderPage } from '../../../workers/importer/render-page'
import { aPack, FINE_PACK, json, renamed, signed, spoilt, zip } from '../../support/a-pack'

const TAKEN = ['vision']
/** Why it is refused, or that it is taken. */
async function fault(bytes: Uint8Array): Promise<string> {
  const opened = await openPack(bytes, TAKEN)
  return opened.ok ? 'taken' : opened.error
}
const zeros = (size: number): Uint8Array => new Uint8Array(size)

test('what kata build writes is taken', async () => {
  const { bytes, manifest } = await buildPack(FINE_PACK)
  const opened = await openPack(bytes, TAKEN)
  expect(opened).toMatchObject({ ok: true, value: { manifest, exercises: [{ page: { id: 'fine/one' } }] } })
  if (!opened.ok) return
  const page = renderPage(opened.value.exercises[0]!.page, ['one'])
  expect(page.statement).toContain('<span class="katex">')
  expect(page).not.toHaveProperty('images')
})

describe('the archive', () => {
  test.each<[string, Uint8Array]>([
    ['nothing', zeros(0)],
    ['zeros', zeros(1_000)],
    ['text', json('a pack')],
    ['half of one', zip({ 'manifest.json': json({}) }).slice(0, 60)],
  ])('of %s is refused', async (_, bytes) => {
    expect(await fault(bytes)).toBe('It is not a ZIP file, or it is damaged.')
  })

  test('without a manifest is no pack', async () => {
    expect(await fault(zip({}))).toMatch(/no manifest\.json: it is not a pack|not a ZIP/)
    expect(await fault(zip({ 'one/page.json': json({}) }))).toMatch(/no manifest\.json/)
  })

  test.each<[string, string]>([
    ['../../../x.json', 'leads out of the pack'],
    ['one/../../x.json', 'leads out of the pack'],
    ['/etc/passwd', 'has an absolute path'],
    ['C:/x.json', 'has an absolute path'],
    ['one\\page.json', 'has a backslash'],
    ['\\\\host\\x', 'has an absolute path'],
    ['__proto__/page.json', 'does not belong into a pack'],
    ['constructor', 'does not belong into a pack'],
    ['one/', 'does not belong into a pack'],
    ['one/evil.html', 'does not belong into a pack'],
    ['', 'does not belong into a pack'],
  ])('with the name "%s" is refused', async (name, says) => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    const bytes = renamed(
      zip({ ...(await aPack()), ['x'.repeat(name.length)]: json({}) }),
      'x'.repeat(name.length),
      name,
    )
    if (name !== '') expect(await fault(bytes)).toContain(says)
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  })

  test('with the name __proto__ is refused, and nothing is polluted', async () => {
    expect(
      await fault(renamed(zip({ ...(await aPack()), a_proto_b: json({}) }), 'a_proto_b', '__proto__')),
    ).toMatch(/does not belong/)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('with two files of one name is refused', async () => {
    const bytes = renamed(
      zip({ ...(await aPack()), 'two/page.json': json({}) }),
      'two/page.json',
      'one/page.json',
    )
    expect(await fault(bytes)).toBe('It has two files named "one/page.json".')
  })

  test('that would become a thousand times larger is refused by what it says of itself', async () => {
    const bytes = zip({ ...(await aPack()), 'two/page.json': zeros(30_000_000) })
    expect(bytes.length).toBeLessThan(60_000)
    expect(await fault(bytes)).toBe('Its file "two/page.json" would become more than 100 times larger.')
  })

  test('that is too large, before and after, is refused', async () => {
    expect(await fault(zeros(ARCHIVE_CAPS.packed + 1))).toBe('It has more than 8 MB.')
    const noise = new Uint8Array(90_000).map((_, i) => (i * i) % 251)
    const large = new Uint8Array(9_000_000)
    for (let i = 0; i < large.length; i += noise.length)
      large.set(
        noise.map((value) => value ^ (i % 256)),
        i,
      )
    const many = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}/page.json`, large]))
    expect(await fault(zip(many))).toMatch(/larger than 32 MB|more than 100 times|more than 8 MB/)
  })

  test('whose declared size is a lie is cut there, and its hash tells', async () => {
    const parts = await aPack()
    const bytes = zip(parts)
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    // The central directory's uncompressed size of each entry.
    for (let i = 0; i < bytes.length - 46; i++)
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 50, true)
    expect(await fault(bytes)).toMatch(/is not JSON|damaged/)
  })

  test('of too many files is refused', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`e${i}/page.json`, json({})]))
    expect(await fault(zip(many))).toBe('It has more than 201 files.')
  })
})

describe('the manifest', () => {
  test.each<[string, (data: Record<string, unknown>) => Record<string, unknown>, RegExp]>([
    [
      'of a newer version',
      (data) => ({ ...data, schemaVersion: 3 }),
      /newer Tensorkata: schemaVersion 3, .* Update the app\./,
    ],
    ['of no version', ({ schemaVersion: _, ...data }) => data, /not right at schemaVersion/],
    [
      'with the name of a pack that ships',
      (data) => ({ ...data, id: 'vision' }),
      /"vision" is that of a pack which comes with the app/,
    ],
    ['with a path for a name', (data) => ({ ...data, id: '../up' }), /not right at id/],
    ['with an unknown key', (data) => ({ ...data, run: 'x' }), /not right at run/],
    ['without authors', (data) => ({ ...data, authors: [] }), /not right at authors/],
    [
      'that lists an exercise twice',
      (data) => ({ ...data, exercises: ['one', 'one'] }),
      /lists an exercise twice/,
    ],
    [
      'that lists what is not there',
      (data) => ({ ...data, exercises: ['one', 'two'] }),
      /"two\/page.json" is missing/,
    ],
    [
      'of another pack',
      (data) => ({ ...data, id: 'other' }),
      /page of "other\/one" says that it is "fine\/one"/,
    ],
  ])('%s is refused', async (_, change, says) => {
    expect(await fault(zip(await spoilt({ 'manifest.json': change })))).toMatch(says)
  })

  test('that is not JSON, or has a key __proto__, is refused', async () => {
    const parts = await aPack()
    const withText = (text: string): Uint8Array =>
      zip({ ...parts, 'manifest.json': new TextEncoder().encode(text) })
    expect(await fault(withText('{'))).toBe('Its file "manifest.json" is not JSON.')
    expect(await fault(withText('['.repeat(90_000)))).toBe('Its file "manifest.json" is not JSON.')
    expect(await fault(withText('{"__proto__": {"polluted": 1}}'))).toMatch(/has a key "__proto__"/)
  })
})

describe('a part', () => {
  test('that was changed is refused', async () => {
    const parts = await aPack()
    const page = JSON.parse(new TextDecoder().decode(parts['one/page.json'])) as object
    expect(await fault(zip({ ...parts, 'one/page.json': json({ ...page, title: 'Other' }) }))).toMatch(
      /"one\/page.json" is not what the manifest says/,
    )
  })

  test('that no exercise has is refused, listed or not', async () => {
    const parts = { ...(await aPack()), 'two/page.json': json({}) }
    expect(await fault(zip(parts))).toMatch(/"two\/page.json" belongs to no exercise/)
    expect(await fault(zip(signed(parts)))).toMatch(/"two\/page.json" belongs to no exercise/)
  })

  test.each<[string, 'page' | 'program', Record<string, unknown>, RegExp]>([
    ['a page of a newer version', 'page', { schemaVersion: 2 }, /newer Tensorkata/],
    ['a page of another exercise', 'page', { id: 'vision/one' }, /says that it is "vision\/one"/],
    [
      'a variation of another pack’s',
      'page',
      { variationOf: 'vision/one' },
      /varies "vision\/one", which is of another pack/,
    ],
    ['a program of another exercise', 'program', { id: 'vision/one' }, /says that it is "vision\/one"/],
    ['a program of another version', 'program', { version: 'v2' }, /of different versions/],
    ['tests that do not open', 'program', { sealed: 'AAAA' }, /tests of "fine\/one" are damaged/],
    ['HTML for hints', 'page', { hints: '<b>' }, /not right at hints/],
    ['a file out of the folder', 'page', { files: { '../x': '' } }, /not right at files/],
    ['an unknown backend', 'page', { backends: ['cpu', 'gpu'] }, /not right at backends/],
    ['an hour of time', 'page', { limits: { seconds: 3600 } }, /not right at limits.seconds/],
    ['a formula that does not parse', 'page', { statement: '$\\oops$' }, /cannot be shown: KaTeX/],
    [
      'a statement without end',
      'page',
      { statement: crypto.getRandomValues(new Uint8Array(60_000)).join(' ') },
      /not right at statement/,
    ],
    ['a statement that grows', 'page', { statement: '$x$ '.repeat(20_000) }, /too long to be shown/],
  ])('with %s is refused', async (_, part, change, says) => {
    const bytes = zip(await spoilt({ [`one/${part}.json`]: (data) => ({ ...data, ...change }) }))
    expect(await fault(bytes)).toMatch(says)
  })
})
