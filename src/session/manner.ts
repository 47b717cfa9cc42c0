// What a rehearsal changes about an open exercise: its draft, and what comes before a submit and after it.

/** The name of the draft of an exercise in a rehearsal. It is read by people where two devices have different ones. */
export const draftIn = (rehearsal: string, exercise: string): string =>
  `${exercise} in rehearsal ${rehearsal}`

export interface Manner {
  /** What its draft is kept by: code of before is neither seen nor touched. */
  readonly draft: string
  /** Nothing more can be submitted. */
  readonly isOver: boolean
  /** Writes down that this is submitted. Gives the mark that its attempt bears, or null when it may not be sent now. */
  send(): string | null
  /** The verdict of what was sent is logged, or there will be none. */
  settle(mark: string): void
}
