// A submission judged without any worker: the runner's learner door is handed to the judge as it is.

import * as tf from '@tensorflow/tfjs'
import type { CaseInfo, CaseResult } from '../../src/core/verdict'
import type { GraderEvent, RunnerEvent } from '../../src/protocol/events'
import type { JudgeJob, JudgeReport } from '../../src/protocol/grader'
import type { LearnerDoor, LoadReport, RunnerDoor } from '../../src/protocol/runner'
import { judge } from '../../workers/grader/judge'
import { createRunner } from '../../workers/runner/runner'
import { compileSource } from './compile-source'

// As the runner's entry does: deep enough to reach the learner's line through TF.js.
Error.stackTraceLimit = 60

export interface LoadedLearner {
  readonly door: RunnerDoor
  readonly learnerDoor: LearnerDoor
  readonly report: LoadReport
  readonly events: RunnerEvent[]
  /** The console that the learner's code would have. */
  readonly console: Console
  /** The `close` that it would have. */
  readonly close: () => void
}

export interface LearnerSources {
  readonly solution: string
  readonly wanted?: readonly string[]
  readonly harness?: string
  readonly forbidden?: readonly string[]
}

export async function loadLearner({
  solution,
  wanted = ['f'],
  harness,
  forbidden = [],
}: LearnerSources): Promise<LoadedLearner> {
  const events: RunnerEvent[] = []
  const globals = { console: {} as Console, close: () => {} }
  const { door, learnerDoor } = createRunner({ tf, emit: (event) => events.push(event), globals })
  await door.prepare({ backend: 'cpu', seed: 1 })
  const report = (await door.load({
    path: 'solution.ts',
    main: compileSource(solution),
    modules: harness ? { './harness': compileSource(harness, 'harness.ts').code } : {},
    ...{ wanted, forbidden },
  })) as LoadReport
  return { door, learnerDoor, report, events, console: globals.console, close: globals.close }
}

export interface Judged {
  readonly report: JudgeReport
  readonly plan: readonly CaseInfo[]
  readonly results: readonly CaseResult[]
  readonly events: readonly GraderEvent[]
}

/** `cases` is the body of the suite's function; the reference is `{ f }`, where `reference` defines `f`. */
export async function judgeSource(
  sources: LearnerSources & { readonly reference?: string; readonly cases: string; readonly top?: string },
  job: Partial<JudgeJob> = {},
): Promise<Judged> {
  const learner = await loadLearner(sources)
  if (!learner.report.ok) throw new Error(learner.report.problem.message)
  const tests = compileSource(
    [
      `import * as tf from '@tensorflow/tfjs'`,
      `import { suite, tensor, NdArray, Handle } from '@tensorkata/kit'`,
      sources.top ?? '',
      `const reference = { ${sources.reference ?? 'f: (x) => tf.mul(x, 2)'} }`,
      `export default suite(reference, ({ example, hidden, property }) => {\n${sources.cases}\n})`,
    ].join('\n'),
    'tests.ts',
  )
  return judgeTests(learner.learnerDoor, tests.code, job)
}

export async function judgeTests(
  learnerDoor: LearnerDoor,
  tests: string,
  job: Partial<JudgeJob> = {},
): Promise<Judged> {
  const events: GraderEvent[] = []
  const world = { tf, learnerDoor, emit: (event: GraderEvent) => void events.push(structuredClone(event)) }
  const report = await judge(world, { tests, seed: 1, limits: {}, forbidden: [], ...job })
  const plan = events.flatMap((event) => (event.event === 'plan' ? event.cases : []))
  const results = events.flatMap((event) => (event.event === 'case-end' ? [event.result] : []))
  return { report, plan, results, events }
}
