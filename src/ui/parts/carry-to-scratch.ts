// Takes a case whose input the page shows to the scratch area, with the code as it is in the editor.

import type { CaseResult } from '../../core/verdict'
import type { ExerciseSession } from '../../session/exercise-session.svelte'
import type { Tray } from '../../session/tray'

/** Words for the learner where that cannot be done. */
export async function carryToScratch(
  { page, source, phase }: ExerciseSession,
  result: CaseResult,
  tray: Tray,
): Promise<string | null> {
  if (phase.kind !== 'done') return null
  const { carriedOf } = await import('../../session/to-scratch')
  const carried = carriedOf(page, source, result, phase.verdict.seed)
  if (!carried.ok) return carried.error
  tray.put(carried.value)
  location.hash = '#/scratch'
  return null
}
