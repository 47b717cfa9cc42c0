// What a text names, and the line on which it does; and where links and pictures lead when they are shown.

import { describe, expect, test } from 'vitest'
import { inspect } from '../../../src/statement/inspect'
import { placesIn } from '../../../src/statement/places'
import { renderLine, renderStatement } from '../../../src/statement/render'

const links = (text: string): string[] =>
  inspect(text).mentions.map(({ kind, target, line }) => `${line} ${kind} ${target}`)

describe('a link or a picture', () => {
  test.each<[string, string[]]>([
    ['[a](x.md)', ['1 link x.md']],
    ['one\ntwo [a](x)\n\nfour ![b](y.png)', ['2 link x', '4 image y.png']],
    ['- one\n- two\n  [a](x)', ['3 link x']],
    ['> quoted\n> [a](x)', ['2 link x']],
    ['$a\nb$ [a](x)', ['2 link x']],
    ['[a][r]\n\n[r]: x', ['1 link x']],
    ['[![b](y.png)](x)', ['1 link x', '1 image y.png']],
    ['![a [link](x) in a description](y.png)', ['1 image y.png']],
    ['| h |\n|---|\n| [a](x) |', ['3 link x']],
    ['`[a](x)`\n\n    [a](x)\n\n\\[a](x)', []],
    ['[a](javascript:alert(1))', []],
  ])('of %j is found', (text, found) => expect(links(text)).toEqual(found))
})

test('formulas that do not parse are all found, each on its line', () => {
  const { faults } = inspect('$x$ $\\oops$\n$\\frac{$\n\n$$\n\\aaa\n$$')
  expect(faults.map(({ line }) => line)).toEqual([1, 2, 4])
  expect(faults[0]!.message).toMatch(/Undefined control sequence/)
})

describe('on the page', () => {
  const picture = 'data:image/svg+xml;base64,PHN2Zy8+'
  const places = placesIn('pack', ['one'], {
    'a.svg': picture,
    'b.svg': 'https://example.com/b.svg',
    'c.svg': 'data:image/svg+xml;base64,"onerror="x',
    'd.svg': 'data:text/html;base64,PHN2Zy8+',
  })

  test.each([
    ['[x](https://example.com)', '<a href="https://example.com">x</a>'],
    ['[x](mailto:a@b.c)', '<a href="mailto:a@b.c">x</a>'],
    ['[x](../one)', '<a href="#/practice/pack/one">x</a>'],
    ['[x](../one/)', '<a href="#/practice/pack/one">x</a>'],
    ['[x](../two)', 'x'],
    ['[*x* y](#/practice?pack=z)', '<em>x</em> y'],
    ['[x](//example.com)', 'x'],
    ['[x](sandbox.html) [y](../one)', 'x <a href="#/practice/pack/one">y</a>'],
    ['[x](sandbox.html "title")', 'x'],
    ['![alt](a.svg)', `<img src="${picture}" alt="alt">`],
    ['![alt](b.svg)', 'alt'],
    ['![alt](c.svg)', 'alt'],
    ['![alt](d.svg)', 'alt'],
    ['![alt](toString)', 'alt'],
    ['![<b>](no.svg)', '&lt;b&gt;'],
    ['![alt](https://example.com/x.png)', 'alt'],
  ])('%s becomes %s', (text, html) => {
    expect(renderLine(text, places)).toBe(html)
    expect(renderStatement(text, places)).toBe(`<p>${html}</p>\n`)
  })
})

test('no formula is larger than the page has room for', () => {
  expect(renderLine('$\\rule{5000em}{5000em}$')).not.toMatch(/[:"]\s*5000em/)
})
