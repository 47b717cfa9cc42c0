// What a text names and gets wrong, with lines: its links, its pictures, the formulas that do not parse.

import { messageOf } from '../core/result'
import { createMarkdown, typeset } from './markdown'

/** Lines are 1-based, from the text's first. */
export interface Mention {
  readonly kind: 'link' | 'image'
  readonly target: string
  readonly line: number
}
export interface FormulaFault {
  readonly message: string
  readonly line: number
}
export interface Inspected {
  readonly mentions: readonly Mention[]
  readonly faults: readonly FormulaFault[]
}

const markdown = createMarkdown()
type Token = ReturnType<typeof markdown.parse>[number]

export function inspect(text: string): Inspected {
  const mentions: Mention[] = []
  const faults: FormulaFault[] = []
  let line = 1
  const formula = (content: string, isBlock: boolean): void => {
    try {
      typeset(content, isBlock)
    } catch (error) {
      faults.push({ line, message: messageOf(error) })
    }
  }
  const visit = (token: Token): void => {
    // A cell of a table knows no line: its row's stands.
    if (token.map) line = token.map[0] + 1
    if (token.type === 'math_block') formula(token.content, true)
    if (token.type === 'math_inline') {
      formula(token.content, false)
      line += token.content.split('\n').length - 1
    }
    if (token.type === 'softbreak' || token.type === 'hardbreak') line++
    const target = token.attrGet(token.type === 'image' ? 'src' : 'href')
    if (target !== null)
      mentions.push({ kind: token.type === 'image' ? 'image' : 'link', target: String(target), line })
    // An image's children are its description, in which nothing leads anywhere.
    if (token.type !== 'image') token.children?.forEach(visit)
  }
  markdown.parse(text, {}).forEach(visit)
  return { mentions, faults }
}
