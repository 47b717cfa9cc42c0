// equivalent.yaml: the mutants that no test can tell from the reference, each with the reason.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { parseYamlWithLines } from '../pack/front-matter'
import type { PackProblem } from '../pack/problems'
import type { Mutant } from './mutant'

export const EQUIVALENTS_FILE = 'equivalent.yaml'

const Equivalent = v.strictObject({
  mutant: v.pipe(
    v.string(),
    v.regex(/^\s*[-+] /m, 'must be the lines that "kata check" prints, with their - and +'),
    v.description(
      'The change as `kata check` prints it: lines taken out with "-", lines put in with "+". Indentation is ignored.',
    ),
  ),
  nth: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.description('Which of those that change the same lines in the same way, from 1.'),
    ),
  ),
  reason: v.pipe(
    v.string(),
    v.minLength(20, 'must say why no test can tell the difference'),
    v.description('Why no test can tell it from the reference: it convinces a reviewer.'),
  ),
})

/** equivalent.yaml */
export const EquivalentList = v.array(Equivalent)

export interface Equivalent extends v.InferOutput<typeof Equivalent> {
  readonly file: string
  readonly line: number
}

/** None when there is no such file. Throws PackError. */
export async function readEquivalents(folder: string): Promise<Equivalent[]> {
  const file = path.join(folder, EQUIVALENTS_FILE)
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? [] : parseEquivalents(text, file)
}

/** Throws PackError. */
export function parseEquivalents(text: string, file: string): Equivalent[] {
  const { value, lineOf } = parseYamlWithLines(text, EquivalentList, file)
  return value.map((entry, i) => ({ ...entry, file, line: lineOf([i]) }))
}

/** The mutants that entries stand for, and the entries that stand for none or for more than one. */
export function matchEquivalents(
  entries: readonly Equivalent[],
  mutants: readonly Mutant[],
): { matched: Map<Mutant, Equivalent>; problems: PackProblem[] } {
  const matched = new Map<Mutant, Equivalent>()
  const problems: PackProblem[] = []
  for (const entry of entries) {
    const wanted = normalised(entry.mutant)
    const alike = mutants.filter(({ description }) => normalised(description) === wanted)
    const found = alike.filter(({ nth }) => entry.nth === undefined || entry.nth === nth)
    const problem = problemOf(entry, alike, found) ?? repeated(entry, matched.get(found[0]!))
    if (problem) problems.push(problem)
    else matched.set(found[0]!, entry)
  }
  return { matched, problems }
}

/** For an entry whose mutant a test does tell from the reference. */
export const killedProblem = ({ file, line }: Equivalent): PackProblem => ({
  ...{ file, line, message: 'A test kills this mutant: it is not equivalent.' },
  remedy: 'Remove the entry.',
})

function problemOf(
  { file, line, nth }: Equivalent,
  alike: readonly Mutant[],
  found: readonly Mutant[],
): PackProblem | null {
  if (alike.length === 0 || found.length === 0) {
    const message =
      alike.length === 0
        ? 'No mutant of solution.ts changes these lines like this.'
        : `nth is ${nth}, but only ${alike.length} of the mutants change these lines like this.`
    return { file, line, message, remedy: 'Remove the entry, or copy the lines anew from `kata check`.' }
  }
  if (found.length === 1) return null
  const lines = found.map(({ change }) => change.line).join(', ')
  const message = `${found.length} mutants change these lines like this, on lines ${lines} of solution.ts.`
  return { file, line, message, remedy: 'Say which with "nth: 1", and write an entry for each.' }
}

const repeated = ({ file, line }: Equivalent, before: Equivalent | undefined): PackProblem | null =>
  before
    ? { file, line, message: `Line ${before.line} has the same mutant.`, remedy: 'Remove one of them.' }
    : null

const normalised = (description: string): string =>
  description
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => `${text[0]} ${text.slice(1).trim()}`)
    .join('\n')
