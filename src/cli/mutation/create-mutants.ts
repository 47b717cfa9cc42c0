// All mutants of a source: the standard ones and our own, each program once.

import { canonical } from './canonical'
import { applyEdit, type Proposal } from './edit'
import { typedFile } from './like-types'
import { type Mutant, nameMutants } from './mutant'
import { ownProposals } from './own-operators'
import { standardProposals } from './standard-operators'

export async function createMutants(fileName: string, source: string): Promise<Mutant[]> {
  const scene = typedFile(fileName, source)
  // Our own first: their names say more.
  const proposals = [...ownProposals(scene), ...(await standardProposals(scene.file))]
  const fresh = distinct(source, proposals).sort((a, b) => a.start - b.start || b.end - a.end)
  return nameMutants(source, fresh)
}

/** Leaves out what changes nothing, what does not parse, and what comes to the same program as one before it. */
export function distinct(source: string, proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set([canonical(source)])
  return proposals.filter((proposal) => {
    const program = canonical(applyEdit(source, proposal))
    if (program === undefined || seen.has(program)) return false
    seen.add(program)
    return true
  })
}
