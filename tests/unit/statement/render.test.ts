// Statements: Markdown and maths come out, nothing that runs does.

import { describe, expect, test } from 'vitest'
import { renderLine, renderStatement } from '../../../src/statement/render'

/** The names of the attributes and tags that a browser would see. */
const tagsOf = (html: string): string[] =>
  [...html.matchAll(/<([a-z][\w-]*)/gi)].map((match) => match[1]!.toLowerCase())
const hrefsOf = (html: string): string[] =>
  [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1]!)

describe('Markdown', () => {
  test('becomes HTML', () => {
    expect(renderStatement('# Title\n\nSome *words* and `code`.\n\n- item')).toBe(
      '<h1>Title</h1>\n<p>Some <em>words</em> and <code>code</code>.</p>\n<ul>\n<li>item</li>\n</ul>\n',
    )
  })
  test('keeps links and images that are plain', () => {
    const html = renderStatement('[paper](https://example.com/a?b=1) ![figure](data/curve.png)')
    expect(hrefsOf(html)).toEqual(['https://example.com/a?b=1', 'data/curve.png'])
  })
  test('has no headers without words', () => {
    const html = renderStatement('| a | |\n| --- | --- |\n| b | c |\n')
    expect(html).toMatch(/<tr>\s*<th>a<\/th>\s*<td><\/td>\s*<\/tr>/)
  })

  test('lets tables and formulas be scrolled with the keyboard', () => {
    expect(renderStatement('| a | b |\n|---|---|\n| 1 | 2 |')).toMatch(
      /^<div class="table-scroll" tabindex="0"[^]*<\/table><\/div>\n$/,
    )
    expect(renderStatement('$$\nx\n$$')).toMatch(/^<div class="math-block" tabindex="0"/)
  })
  test('of a line has no paragraph', () => {
    expect(renderLine('Add *x*.')).toBe('Add <em>x</em>.')
  })
})

describe('what could run is inert', () => {
  test.each([
    '<script>alert(1)</script>',
    'text <img src=x onerror=alert(1)> text',
    '<svg onload=alert(1)></svg>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '- <b onmouseover=alert(1)>x</b>',
    '| <script>x</script> |\n|---|\n| <img onerror=x> |',
    '`<script>`\n\n```html\n<script>alert(1)</script>\n```',
    '[<img src=x onerror=alert(1)>](https://example.com)',
    '![" onerror="alert(1)](x.png)',
    '[x](https://example.com "\\" onclick=\\"alert(1)")',
  ])('raw HTML: %s', (markdown) => {
    for (const html of [renderStatement(markdown), renderLine(markdown)]) {
      expect(tagsOf(html)).not.toEqual(expect.arrayContaining(['script']))
      for (const tag of tagsOf(html)) expect(['script', 'svg', 'iframe', 'b']).not.toContain(tag)
      expect(html).not.toMatch(/<[^>]*\son\w+\s*=(?=[^"]*(?:"[^"]*"[^"]*)*>)/)
    }
  })

  test.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](<javascript:alert(1)>)',
    '<javascript:alert(1)>',
    '[x](vbscript:x)',
    '[x](data:text/html,<script>alert(1)</script>)',
    '![x](javascript:alert(1))',
    '[x]: javascript:alert(1)\n\n[x]',
    '$\\href{javascript:alert(1)}{x}$',
    '$\\url{javascript:alert(1)}$',
  ])('the link %s', (markdown) => {
    expect(hrefsOf(renderOrEmpty(markdown)).filter((href) => !href.startsWith('#'))).toEqual([])
  })

  test.each([
    '$\\includegraphics{https://example.com/x.png}$',
    '$\\htmlClass{x}{y}$',
    '$\\htmlStyle{color:red}{y}$',
  ])('KaTeX cannot be made to write HTML: %s', (markdown) => {
    const html = renderOrEmpty(markdown)
    expect(tagsOf(html)).not.toContain('img')
    expect(html).not.toMatch(/class="[^"]*\bx\b|style="color:\s*red/)
  })
})

/** A formula that is refused leaves nothing either. */
function renderOrEmpty(markdown: string): string {
  try {
    return renderStatement(markdown)
  } catch {
    return ''
  }
}

describe('maths', () => {
  test('is typeset in a line and in a block', () => {
    expect(renderStatement('The sum $x + y$ is')).toMatch(/<p>The sum <span class="katex">/)
    expect(renderStatement('Before\n\n$$\n\\frac{a}{b}\n$$\n\nafter')).toMatch(
      /<p>Before<\/p>[^]*katex-display[^]*<p>after<\/p>/,
    )
    expect(renderStatement('$$x$$')).toContain('katex-display')
    expect(renderLine('Add $x$.')).toContain('katex')
  })

  test('comes with MathML for who listens', () => {
    expect(renderStatement('$x$')).toContain('<math')
  })

  test('ends a paragraph when it stands alone', () => {
    expect(renderStatement('text\n$$\nx\n$$')).toMatch(/^<p>text<\/p>\n<div class="math-block"/)
  })

  test.each([
    'It costs $5 and $6.',
    'Only one $ sign',
    '`$x$` in code',
    '```\n$x$\n```',
    'an escaped \\$x\\$',
    '$$\nnever closed',
    'a $ x $ spaced',
  ])('is not read into %j', (markdown) => expect(renderStatement(markdown)).not.toContain('katex'))

  test('that is not read as Markdown keeps its underscores and stars', () => {
    expect(renderStatement('$a_1 * b_1 * c$ and $x_i^*$')).not.toContain('<em>')
  })

  test.each(['$\\frac{1$', '$\\nosuchcommand$', '$$\n\\begin{matrix} a\n$$'])(
    'that does not parse throws: %j',
    (markdown) => {
      expect(() => renderStatement(markdown)).toThrow(/KaTeX/)
    },
  )
})
