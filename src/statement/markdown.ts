// The Markdown that statements are written in: CommonMark, tables, $maths$; links and pictures only to known places.

import katex from 'katex'
import MarkdownIt from 'markdown-it'

/** Where a text's own links and pictures lead on the page; null for those that lead nowhere. */
export interface Places {
  /** Of links other than http, https and mailto. */
  link(href: string): string | null
  image(source: string): string | null
}

type Markdown = InstanceType<typeof MarkdownIt>

/** What a rendering is handed besides the text. */
interface Surroundings {
  places?: Places | undefined
  isLinkLeftOut?: boolean
}
type Rule = NonNullable<Markdown['renderer']['rules'][string]>

/** Links that are the same wherever the text is read. */
export const isElsewhere = (href: string): boolean => /^(https?:\/\/|mailto:)/i.test(href)

export function createMarkdown(): Markdown {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true })
  addMaths(markdown)
  addPlaces(markdown)
  addEmptyHeaders(markdown)
  markdown.renderer.rules.table_open = () =>
    '<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>\n'
  markdown.renderer.rules.table_close = () => '</table></div>\n'
  return markdown
}

/** A header without words heads nothing: it is a cell like any other, and nobody is told of a header. */
function addEmptyHeaders(markdown: Markdown): void {
  markdown.core.ruler.push('empty-headers', ({ tokens }) => {
    tokens.forEach((token, i) => {
      if (token.type !== 'th_open' || tokens[i + 1]!.content !== '') return
      token.tag = 'td'
      tokens[i + 2]!.tag = 'td'
    })
  })
}

/** `$…$` in a line, `$$…$$` alone: rules of our own, because each is ten lines and the plug-ins are unkept. */
function addMaths(markdown: Markdown): void {
  markdown.inline.ruler.before('escape', 'math', (state, silent) => {
    const match = /^\$(?!\s)((?:\\.|[^$\\])+?)(?<!\s)\$(?!\d)/.exec(state.src.slice(state.pos))
    if (!match) return false
    if (!silent) state.push('math_inline', 'math', 0).content = match[1]!
    state.pos += match[0].length
    return true
  })
  markdown.block.ruler.before(
    'fence',
    'math',
    (state, startLine, endLine, silent) => {
      const lineText = (line: number): string =>
        state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line])
      if (!lineText(startLine).startsWith('$$')) return false
      let last = startLine
      let text = lineText(startLine).slice(2)
      while (!text.trimEnd().endsWith('$$') && ++last < endLine) text += `\n${lineText(last)}`
      if (!text.trimEnd().endsWith('$$')) return false
      if (silent) return true
      const token = state.push('math_block', 'math', 0)
      token.content = text.trimEnd().slice(0, -2)
      token.map = [startLine, last + 1]
      state.line = last + 1
      return true
    },
    { alt: ['paragraph'] },
  )
  markdown.renderer.rules.math_inline = (tokens, i) => typeset(tokens[i]!.content, false)
  markdown.renderer.rules.math_block = (tokens, i) =>
    `<div class="math-block" tabindex="0" role="group" aria-label="Formula">${typeset(tokens[i]!.content, true)}</div>\n`
}

/** Throws a KaTeX error. Trusts nothing: no links, no classes, no pictures; and no size that would leave the page. */
export const typeset = (formula: string, displayMode: boolean): string =>
  katex.renderToString(formula, {
    ...{ displayMode, throwOnError: true, strict: 'error', trust: false, output: 'htmlAndMathml' },
    ...{ maxSize: 60, maxExpand: 1_000 },
  })

function addPlaces(markdown: Markdown): void {
  const { rules } = markdown.renderer
  const image = rules.image!
  const rule =
    (render: (env: Surroundings, ...rest: Parameters<Rule>) => string): Rule =>
    (...rest) =>
      render((rest[3] ?? {}) as Surroundings, ...rest)
  rules.link_open = rule((env, tokens, i, options, _, self) => {
    const token = tokens[i]!
    const href = String(token.attrGet('href'))
    const place = !env.places || isElsewhere(href) ? href : env.places.link(href)
    env.isLinkLeftOut = place === null
    if (place === null) return ''
    token.attrSet('href', place)
    return self.renderToken(tokens, i, options)
  })
  rules.link_close = rule((env, tokens, i, options, _, self) =>
    env.isLinkLeftOut ? '' : self.renderToken(tokens, i, options),
  )
  rules.image = rule((env, tokens, i, options, given, self) => {
    const token = tokens[i]!
    const source = String(token.attrGet('src'))
    const place = env.places ? env.places.image(source) : source
    if (place === null) return markdown.utils.escapeHtml(token.content)
    token.attrSet('src', place)
    return image(tokens, i, options, given, self)
  })
}
