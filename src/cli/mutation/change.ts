// What a mutant changes, as lines taken out and lines put in.

import { applyEdit, type Edit } from './edit'

export interface Change {
  /** 1-based line of the first that is taken out. */
  readonly line: number
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

export function changeOf(source: string, edit: Edit): Change {
  const mutated = applyEdit(source, edit)
  const grown = mutated.length - source.length
  const from = source.lastIndexOf('\n', edit.start - 1) + 1
  const to = endOfLine(source, edit.end)
  return trimmed({
    line: source.slice(0, from).split('\n').length,
    removed: source.slice(from, to).split('\n'),
    added: mutated.slice(from, to + grown).split('\n'),
  })
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** Without the lines at either end that stay as they are. */
function trimmed({ line, removed, added }: Change): Change {
  const most = Math.min(removed.length, added.length) - 1
  let head = 0
  while (head < most && removed[head] === added[head]) head++
  let tail = 0
  while (tail < most - head && removed.at(-1 - tail) === added.at(-1 - tail)) tail++
  const middle = (lines: readonly string[]): string[] => lines.slice(head, lines.length - tail)
  return { line: line + head, removed: middle(removed), added: middle(added) }
}

/** The change without its place and its indentation: what an author writes into equivalent.yaml. */
export function describeChange({ removed, added }: Pick<Change, 'removed' | 'added'>): string {
  return [...removed.map((text) => `- ${text.trim()}`), ...added.map((text) => `+ ${text.trim()}`)]
    .map((text) => text.trimEnd())
    .join('\n')
}
