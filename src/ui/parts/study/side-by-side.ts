// Two texts as rows of two columns: what is the same in both, changed, or in one alone.

import { diffLines } from 'diff'

export interface Row {
  readonly kind: 'same' | 'changed' | 'left' | 'right'
  readonly left: string | null
  readonly right: string | null
}

export function sideBySide(left: string, right: string): Row[] {
  const rows: Row[] = []
  let removed: string[] = []
  let added: string[] = []
  const flush = (): void => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++) {
      const [one, other] = [removed[i] ?? null, added[i] ?? null]
      rows.push({
        kind: one === null ? 'right' : other === null ? 'left' : 'changed',
        left: one,
        right: other,
      })
    }
    removed = []
    added = []
  }
  for (const part of diffLines(withEnd(left), withEnd(right))) {
    const lines = part.value.replace(/\n$/, '').split('\n')
    if (part.removed) removed.push(...lines)
    else if (part.added) added.push(...lines)
    else {
      flush()
      rows.push(...lines.map((line): Row => ({ kind: 'same', left: line, right: line })))
    }
  }
  flush()
  return rows
}

const withEnd = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
