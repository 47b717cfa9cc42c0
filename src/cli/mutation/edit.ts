// One replacement of a stretch of source text, and who proposes it.

export interface Edit {
  /** Offsets into the source: from `start` up to, not including, `end`. */
  readonly start: number
  readonly end: number
  readonly text: string
}

/** An edit that an operator proposes. */
export interface Proposal extends Edit {
  /** The operator's name, e.g. "drop-call" or Stryker's "ArithmeticOperator". */
  readonly operator: string
}

export const applyEdit = (source: string, { start, end, text }: Edit): string =>
  source.slice(0, start) + text + source.slice(end)
