// One program with every mutant in it, each asleep until its number is named.

import ts from 'typescript'
import type { Edit } from './edit'
import { place, type Placed } from './place'

/** A constant of the program, so that switching costs next to nothing. */
const ACTIVE = '__activeMutant'

interface Site extends Pick<Placed, 'start' | 'end' | 'kind'> {
  /** The text that each mutant of this site puts in its place. */
  readonly variants: Map<number, string>
}

/** Throws for an edit that cannot be switched. `activate` wakes the edit of an index. */
export function instrument(source: string, edits: readonly Edit[]): string {
  const file = ts.createSourceFile('solution.ts', source, ts.ScriptTarget.ES2022, true)
  const sites = new Map<string, Site>()
  for (const [index, edit] of edits.entries()) {
    const placed = place(file, edit)
    if (!placed) throw new Error(`No place is found for a mutant: ${edit.text}`)
    const { start, end, kind, text } = placed
    const key = `${start}-${end}`
    const site = sites.get(key) ?? { start, end, kind, variants: new Map<number, string>() }
    site.variants.set(index, text)
    sites.set(key, site)
  }
  const outerFirst = [...sites.values()].sort((a, b) => a.start - b.start || b.end - a.end)
  return render(source, 0, source.length, outerFirst)
}

/** Compiled code, with one mutant awake; with none for null. On the first line, so that line numbers stay. */
export function activate(code: string, index: number | null): string {
  // In front of the compiler's own directive, which would no longer be the first statement.
  return `"use strict";const ${ACTIVE}=${index ?? -1};${code}`
}

/** The source between two offsets, with the sites in it. */
function render(source: string, from: number, to: number, sites: readonly Site[]): string {
  let text = ''
  let at = from
  let rest = sites
  while (rest.length > 0) {
    const [site, ...after] = rest as [Site, ...Site[]]
    const inner = after.filter(({ start }) => start < site.end)
    text += source.slice(at, site.start) + switched(site, render(source, site.start, site.end, inner))
    at = site.end
    rest = after.slice(inner.length)
  }
  return text + source.slice(at, to)
}

function switched({ kind, variants }: Site, original: string): string {
  const choices = [...variants].map(([index, text]) => [`${ACTIVE} === ${index}`, text] as const)
  if (kind === 'expression')
    return `(${choices.map(([test, text]) => `${test} ? (${text}) : `).join('')}(${original}))`
  return `{ ${choices.map(([test, text]) => `if (${test}) { ${text}\n} else `).join('')}{ ${original}\n} }`
}
