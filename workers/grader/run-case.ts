// Runs one case to its result. Every way a case can end is a value here.

import { messageOf } from '../../src/core/result'
import { seedOfCase } from '../../src/core/random'
import type { CaseResult, Failure, Outcome, Shown } from '../../src/core/verdict'
import { CheckFailure, LearnerProblem } from '../../src/kit/failures'
import type { CaseDefinition } from '../../src/kit/suite'
import type { Bench } from './bench'
import { setStage } from './case-tools'
import { runProperty } from './run-property'

export async function runCase(definition: CaseDefinition, bench: Bench): Promise<CaseResult> {
  const { title, kind, category, weight } = definition
  const startedAt = performance.now()
  const { outcome, shown, runs } = await attemptCase(definition, bench)
  return {
    ...{ title, kind, category, weight, outcome },
    milliseconds: performance.now() - startedAt,
    ...(runs === undefined ? {} : { runs }),
    ...(shown && mayShow(kind, outcome) ? { shown } : {}),
  }
}

interface Attempt {
  readonly outcome: Outcome
  readonly shown?: Shown
  readonly runs?: number
}

async function attemptCase(definition: CaseDefinition, bench: Bench): Promise<Attempt> {
  const seed = seedOfCase(bench.seed, definition.title)
  let shown: Shown | undefined
  let failedShown: Shown | undefined
  const attempt = async (input: unknown): Promise<void> => {
    await bench.learner.beginCase(seed)
    const stage = setStage(bench, seed)
    try {
      await definition.body(stage.tools, input)
      refuseLeaks(bench)
    } catch (error) {
      const picture = error instanceof CheckFailure ? stage.picture() : null
      failedShown = { ...stage.shown(), ...(picture ? { picture } : {}) }
      throw error
    }
    shown = stage.shown()
  }
  try {
    const done = definition.property
      ? await runProperty(definition.property, seed, attempt)
      : await attempt(undefined)
    return { outcome: { status: 'pass' }, ...(shown ? { shown } : {}), ...(done ? { runs: done.runs } : {}) }
  } catch (error) {
    return { outcome: outcomeOfThrown(error, definition), ...(failedShown ? { shown: failedShown } : {}) }
  }
}

function outcomeOfThrown(error: unknown, { hint, kind, title }: CaseDefinition): Outcome {
  const more = hint ? { hint } : {}
  if (error instanceof CheckFailure)
    return { status: 'fail', failure: { ...redact(error.failure, kind), ...more } }
  if (error instanceof LearnerProblem) return { status: 'error', problem: error.problem, ...more }
  return { status: 'infra', reason: `The test "${title}" itself failed: ${messageOf(error)}`.slice(0, 4_000) }
}

/** Hidden cases never give their values away. */
function redact({ detail, ...failure }: Failure, kind: CaseDefinition['kind']): Failure {
  return kind === 'hidden' || detail === undefined ? failure : { ...failure, detail }
}

function mayShow(kind: CaseDefinition['kind'], outcome: Outcome): boolean {
  if (kind === 'example') return true
  return kind === 'property' && outcome.status !== 'pass'
}

function refuseLeaks({ learner, tensorsLeaked }: Bench): void {
  if (tensorsLeaked === undefined) return
  const call = learner.calls.find(
    (record) =>
      record.countsLeaks && record.target === 'learner' && record.meter.tensorsLeaked > tensorsLeaked,
  )
  if (!call) return
  throw new CheckFailure({
    message: `One call of ${call.name} leaves ${call.meter.tensorsLeaked} tensors behind; ${tensorsLeaked} may stay.`,
    diagnosis: 'Tensors leak: wrap the work in tf.tidy, or dispose of what you make.',
  })
}
