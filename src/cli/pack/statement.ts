// Markdown with typeset maths → HTML. Raw HTML is shown as text, links are checked by scheme.

import katex from 'katex'
import MarkdownIt from 'markdown-it'

/** Throws a KaTeX error when a formula does not parse. */
export function renderStatement(markdown: string): string {
  return renderer.render(markdown)
}

export function renderLine(markdown: string): string {
  return renderer.renderInline(markdown)
}

type Renderer = InstanceType<typeof MarkdownIt>

const renderer = createRenderer()

function createRenderer(): Renderer {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true })
  // $…$ in a line, $$…$$ alone: rules of our own, because each is ten lines and the plug-ins are unkept.
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
      state.push('math_block', 'math', 0).content = text.trimEnd().slice(0, -2)
      state.line = last + 1
      return true
    },
    { alt: ['paragraph'] },
  )
  markdown.renderer.rules.math_inline = (tokens, i) => typeset(tokens[i]!.content, false)
  markdown.renderer.rules.math_block = (tokens, i) =>
    `<div class="math-block" tabindex="0" role="group" aria-label="Formula">${typeset(tokens[i]!.content, true)}</div>\n`
  markdown.renderer.rules.table_open = () =>
    '<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>\n'
  markdown.renderer.rules.table_close = () => '</table></div>\n'
  return markdown
}

const typeset = (formula: string, displayMode: boolean): string =>
  katex.renderToString(formula, {
    displayMode,
    throwOnError: true,
    strict: 'error',
    trust: false,
    output: 'htmlAndMathml',
  })
