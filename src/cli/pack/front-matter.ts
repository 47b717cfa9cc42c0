// Reads YAML against a schema, and names the line of each thing that does not fit.

import * as v from 'valibot'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { type Format, migrate, STEPS } from '../../core/pack/migrate'
import { messageOf, ok } from '../../core/result'
import { PackError, type PackProblem } from './problems'

export interface Located<T> {
  readonly value: T
  /** The line of what stands at the end of these keys. */
  readonly lineOf: (keys: readonly PropertyKey[]) => number
}

/**
 * `firstLine` is the line of the file at which the YAML starts, 1-based. What is written in an older version of `format`
 * is brought up to ours. Throws PackError.
 */
export function parseYaml<T extends v.GenericSchema>(
  text: string,
  schema: T,
  file: string,
  firstLine = 1,
  format?: Format,
): v.InferOutput<T> {
  return parseYamlWithLines(text, schema, file, firstLine, format).value
}

/** As parseYaml, and keeps the lines for what else may be wrong. */
export function parseYamlWithLines<T extends v.GenericSchema>(
  text: string,
  schema: T,
  file: string,
  firstLine = 1,
  format?: Format,
): Located<v.InferOutput<T>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false })
  const lineAt = (offset: number): number => lines.linePos(offset).line + firstLine - 1
  const refuse = (message: string, offset: number): PackProblem => ({
    file,
    line: lineAt(offset),
    message: `${message}.`.replace(/\.\.$/, '.'),
    remedy: 'Mend the YAML.',
  })
  if (document.errors.length > 0)
    throw new PackError(document.errors.map(({ message, pos }) => refuse(message, pos[0])))
  let data: unknown
  try {
    data = document.toJS()
  } catch (error) {
    // An alias of nothing, or aliases that multiply without end.
    throw new PackError([refuse(messageOf(error), 0)])
  }
  const lineOfKeys: LineOf = (keys) => lineOf(document, keys, lineAt)
  const migrated = format ? migrate(data, STEPS[format]) : ok(data)
  if (!migrated.ok) throw new PackError([{ file, line: lineOfKeys(['schemaVersion']), ...migrated.error }])
  const parsed = v.safeParse(schema, migrated.value)
  if (parsed.success) return { value: parsed.output, lineOf: lineOfKeys }
  throw new PackError(parsed.issues.map((issue) => problemOf(issue, file, lineOfKeys)))
}

type LineOf = Located<unknown>['lineOf']

/** The line of the deepest part of the path that is there. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  keys: readonly PropertyKey[],
  lineAt: (offset: number) => number,
): number {
  for (let depth = keys.length; depth > 0; depth--) {
    const node = document.getIn(keys.slice(0, depth) as unknown[], true)
    if (isNode(node) && node.range) return lineAt(node.range[0])
  }
  return lineAt(0)
}

function problemOf(issue: v.BaseIssue<unknown>, file: string, line: LineOf): PackProblem {
  const keys = issue.path?.map((item) => item.key as PropertyKey) ?? []
  const path = keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
  const unknown = issue.type === 'strict_object' && issue.expected === 'never'
  const missing = issue.received === 'undefined'
  const message = unknown
    ? 'is not a known key.'
    : missing
      ? 'is missing.'
      : `${issue.message}${issue.message.endsWith('.') ? '' : '.'}`
  const remedy = unknown ? 'Remove it, or correct its spelling.' : missing ? 'Add it.' : undefined
  return { file, line: line(keys), path, message, ...(remedy ? { remedy } : {}) }
}

/** A Markdown file's front matter, its body, and the body's first line. Throws PackError when there is no front matter. */
export function splitFrontMatter(
  text: string,
  file: string,
): { yaml: string; body: string; bodyLine: number } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(text)
  if (match) {
    const [, yaml = '', body = ''] = match
    return { yaml, body, bodyLine: text.slice(0, text.length - body.length).split('\n').length }
  }
  throw new PackError([
    {
      file,
      line: 1,
      message: 'The file does not open with front matter.',
      remedy: 'Start it with a line "---", the keys, and another line "---".',
    },
  ])
}
