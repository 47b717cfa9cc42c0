// Judges a submission: loads the pack's suite, and runs its cases one after another against the learner.

import { messageOf } from '../../src/core/result'
import type { CaseResult } from '../../src/core/verdict'
import type { GraderEvent } from '../../src/protocol/events'
import type { JudgeJob, JudgeReport } from '../../src/protocol/grader'
import type { LearnerDoor } from '../../src/protocol/runner'
import * as kit from '../../src/kit/kit'
import type { CaseDefinition, Suite } from '../../src/kit/suite'
import { evaluate } from '../shared/evaluate'
import type { Tf } from '../shared/tf'
import { Keeping } from './keeping'
import { Learner } from './learner'
import { referenceDoor } from './reference'
import { runCase } from './run-case'

export interface JudgeWorld {
  readonly tf: Tf
  readonly learnerDoor: LearnerDoor
  readonly emit: (event: GraderEvent) => void
}

/** Streams a plan and a result for each case. A report that is not ok means that the pack is at fault. */
export async function judge({ tf, learnerDoor, emit }: JudgeWorld, job: JudgeJob): Promise<JudgeReport> {
  let suite: Suite
  try {
    suite = await loadSuite(tf, job.tests)
  } catch (error) {
    return { ok: false, reason: `The exercise's tests do not load: ${messageOf(error)}` }
  }
  const cases = suite.cases.filter((definition) => isWanted(definition, job.only))
  if (cases.length === 0) return { ok: false, reason: 'The exercise has no such case.' }
  emit({
    event: 'plan',
    cases: cases.map(({ title, kind, category, weight }) => ({ title, kind, category, weight })),
  })
  const keeping = new Keeping()
  const learner = new Learner(learnerDoor, job.forbidden, keeping, emit)
  const bench = {
    learner,
    keeping,
    reference: referenceDoor(suite.reference, tf, keeping),
    referenceModule: suite.reference,
    seed: job.seed,
    ...job.limits,
  }
  let isOver = false
  for (const [index, definition] of cases.entries()) {
    if (!isOver) emit({ event: 'case-start', index })
    const result: CaseResult = isOver ? notRun(definition) : await runCase(definition, bench)
    emit({ event: 'case-end', index, result })
    isOver ||= job.stopAtFirstFailure === true && isFailure(result)
  }
  return { ok: true }
}

const isFailure = ({ outcome }: CaseResult): boolean =>
  outcome.status === 'fail' || outcome.status === 'error'

const notRun = ({ title, kind, category, weight }: CaseDefinition): CaseResult => ({
  ...{ title, kind, category, weight },
  outcome: { status: 'not-run', reason: 'An earlier case failed.' },
  milliseconds: 0,
})

async function loadSuite(tf: Tf, tests: string): Promise<Suite> {
  const modules: Record<string, unknown> = { '@tensorkata/kit': kit, '@tensorflow/tfjs': tf }
  const exported = await evaluate(tests, 'tests.ts', (name) => {
    if (Object.hasOwn(modules, name)) return modules[name]
    throw new Error(`The tests import "${name}", which the grader does not have.`)
  })
  const suite = exported.default as Suite | undefined
  if (!suite || !Array.isArray(suite.cases)) throw new Error('tests.ts must `export default suite(…)`.')
  return suite
}

function isWanted({ kind, title, category }: CaseDefinition, only: JudgeJob['only']): boolean {
  if (!only) return true
  if ('brief' in only) return kind !== 'property' && category !== 'learning'
  return 'examples' in only ? kind === 'example' : only.titles.includes(title)
}
