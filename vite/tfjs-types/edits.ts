// The scissors of the types workshop: edit a declaration text by position, cut comments down, list nodes.
import ts from 'typescript'

export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  const last = [...edits].sort((a, b) => b.start - a.start || b.end - a.end)
  return last.reduce((out, edit) => out.slice(0, edit.start) + edit.text + out.slice(edit.end), text)
}

export function parse(text: string, name = 'rolled.d.ts'): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true)
}

export function eachNode(root: ts.Node, visit: (node: ts.Node) => void): void {
  visit(root)
  ts.forEachChild(root, (child) => eachNode(child, visit))
}

/** Keeps one short paragraph and the one-line meaning of each parameter; licence banners and `@doc` tags go. */
export function shortComment(comment: string): string {
  if (!comment.startsWith('/**') || comment.includes('@license')) return ''
  const lines = comment
    .slice(3, -2)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
  const [intro = '', ...tags] = lines.join('\n').split(/^\s*(?=@\w)/m)
  const params = tags.flatMap((tag) => paramLine(tag))
  const kept = [
    clip(firstSentences(intro, 130), 220),
    ...params,
    ...tags.filter((tag) => tag.startsWith('@deprecated')),
  ]
  const body = kept.map((line) => oneLine(line)).filter((line) => line !== '')
  if (body.length === 0) return ''
  return body.length === 1 ? `/** ${body[0]} */` : `/** ${body.join('\n')} */`
}

function paramLine(tag: string): string[] {
  const match = /^@param\s+(?:\{[^}]*\}\s*)?([\w$.]+)\s*-?\s*([\s\S]*)$/.exec(tag)
  if (!match?.[1] || match[1].includes('.')) return []
  const meaning = clip(firstSentences(match[2] ?? '', 0), 72)
  return meaning === '' ? [] : [`@param ${match[1]} ${meaning}`]
}

/** The opening paragraph, cut after the last whole sentence that fits (never before the first one ends). */
function firstSentences(text: string, limit: number): string {
  const paragraph = oneLine(text.trim().split(/\n\s*\n|```/)[0] ?? '')
  const sentences = paragraph.split(/(?<=[.!?])\s+(?=[A-Z`(])/)
  let kept = sentences[0] ?? ''
  for (const sentence of sentences.slice(1)) {
    if (kept.length + sentence.length > limit) break
    kept += ` ${sentence}`
  }
  return kept
}

function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, text.lastIndexOf(' ', limit)).replace(/[\s,;:(]+$/, '')}…`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('*/', '').trim()
}

/** Shortens every doc comment in a text and drops every other comment. */
export function shortenComments(text: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, text)
  const edits: Edit[] = []
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const start = scanner.getTokenStart()
    if (kind === ts.SyntaxKind.SingleLineCommentTrivia)
      edits.push({ start, end: scanner.getTokenEnd(), text: '' })
    if (kind === ts.SyntaxKind.MultiLineCommentTrivia)
      edits.push({ start, end: scanner.getTokenEnd(), text: shortComment(scanner.getTokenText()) })
  }
  return applyEdits(text, edits)
}
