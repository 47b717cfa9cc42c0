// Generated text in the place that a written one keeps for it.

/** Throws when the text has no such place. */
export function fillBetween(text: string, start: string, end: string, content: string): string {
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`There is no place for what is generated: ${start} … ${end}`)
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`
}
