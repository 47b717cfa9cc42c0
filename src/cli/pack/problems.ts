// What is wrong with a pack: file, place, what, and the remedy.

export interface PackProblem {
  readonly file: string
  readonly line?: number
  /** Where in the file's data, e.g. "hints" or "exports[0].name". */
  readonly path?: string
  readonly message: string
  readonly remedy?: string
}

/** A pack or exercise that cannot be compiled, with all that is wrong. */
export class PackError extends Error {
  override readonly name = 'PackError'
  constructor(readonly problems: readonly PackProblem[]) {
    super(problems.map(formatProblem).join('\n'))
  }
}

export function formatProblem({ file, line, path, message, remedy }: PackProblem): string {
  const place = [file, line].filter((part) => part !== undefined).join(':')
  return `${place}: ${path ? `${path}: ` : ''}${message}${remedy ? ` ${remedy}` : ''}`
}
