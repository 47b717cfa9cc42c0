// Markdown with typeset maths → HTML. Raw HTML is shown as text, links are checked by scheme.

import { createMarkdown, type Places } from './markdown'

const markdown = createMarkdown()

/** Throws a KaTeX error when a formula does not parse. */
export function renderStatement(text: string, places?: Places): string {
  return markdown.render(text, { places })
}

export function renderLine(text: string, places?: Places): string {
  return markdown.renderInline(text, { places })
}
