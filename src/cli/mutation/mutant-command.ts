// `kata check --mutant`: one mutant with its whole verdict, for an author who wonders why it lives.

import { Graders } from '../graders'
import { printSurvivor } from '../print-report'
import { printVerdict } from '../../core/verdict-text'
import type { ProofPlan } from '../prove'
import { UsageError } from '../usage-error'
import { openCourt, planMutants } from './run-mutants'

/** Exit code 0 when it is killed, 1 when it lives. */
export async function mutantCommand(programs: readonly ProofPlan[], id: string): Promise<void> {
  const plans = await Promise.all(programs.map(planMutants))
  const plan = plans.find(({ mutants }) => mutants.some((mutant) => mutant.id === id))
  const mutant = plan?.mutants.find((candidate) => candidate.id === id)
  if (!plan || !mutant)
    throw new UsageError(`There is no mutant "${id}". A check without --mutant lists those that survive.`)
  const graders = new Graders()
  try {
    const court = await openCourt(plan, graders)
    if ('fault' in court) throw new UsageError(court.fault)
    const verdict = await court.judge(mutant, { whole: true, patient: true })
    const { operator, change } = mutant
    console.log(printSurvivor(plan.exercise, { id, operator, ...change }))
    console.log(printVerdict(verdict))
    process.exitCode = verdict.outcome === 'passed' ? 1 : 0
  } finally {
    await graders.close()
  }
}
