// One way to break a reference solution, and the name it goes by.

import { shortHash } from '../realms/build-realms'
import { type Change, changeOf, describeChange } from './change'
import type { Proposal } from './edit'

export interface Mutant extends Proposal {
  /** Short, and the same as long as the change is: for the command line. */
  readonly id: string
  readonly change: Change
  /** The change as equivalent.yaml gives it. */
  readonly description: string
  /** Which of those of the same description it is, from 1. */
  readonly nth: number
}

/** Names the proposals, which must be in the order of the source. */
export function nameMutants(source: string, proposals: readonly Proposal[]): Mutant[] {
  const seen = new Map<string, number>()
  return proposals.map((proposal) => {
    const change = changeOf(source, proposal)
    const description = describeChange(change)
    const nth = (seen.get(description) ?? 0) + 1
    seen.set(description, nth)
    // A letter first, so that no command line takes it for a number.
    return {
      ...proposal,
      id: `m${shortHash(`${description}\n${nth}`).slice(0, 6)}`,
      change,
      description,
      nth,
    }
  })
}
