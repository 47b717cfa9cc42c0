// The way to the home page's example: compiles the code, and opens one learner's realm to train it in.

import moons from '../../workers/example/moons.ts?raw'
import training from '../../workers/example/training.ts?raw'
import { remembered } from '../core/remembered'
import { err, ok } from '../core/result'
import { SOLUTION } from '../judging/learner-source'
import { LiveTraining, type OpenTraining } from '../judging/live-training'
import { Realm } from '../judging/realm'
import { systemClock } from '../judging/stopwatch'
import type { RunnerDoor } from '../protocol/runner'
import { compile } from './compiler'
import { realmProgram } from './realm-programs'
import { openSandbox } from './sandbox'

const TF = '@tensorflow/tfjs'
/** On cpu, the same code then gives the same pictures everywhere. */
const SEED = 1
const ADVANCE = "exports.default = require('./training').train"

export const openTraining: OpenTraining = async (source, watcher, signal) => {
  const [reply, modules, program] = await Promise.all([
    compile({ path: SOLUTION, source, imports: [TF], forbidden: [] }),
    ownModules(),
    realmProgram('runner'),
  ])
  if (!reply.ok) return err(reply.problems)
  // Nobody grades: the learner's other port leads nowhere.
  const runner = new Realm<RunnerDoor>(await openSandbox(program, new MessageChannel().port1))
  const end = (): void => runner.kill({ cause: 'killed', reason: 'The training is over.' })
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  const live = new LiveTraining(runner, watcher, systemClock)
  const submission = { path: SOLUTION, main: reply.file, modules, wanted: ['createModel'] }
  const problem = await live.begin(submission, SEED)
  return problem ? err([problem]) : ok({ advance: () => live.advance(ADVANCE) })
}

/** In the order in which they need each other. */
const ownModules = remembered<void, Record<string, string>>(async () => ({
  './moons': await compiled('moons.ts', moons),
  './training': await compiled('training.ts', training),
}))

async function compiled(path: string, source: string): Promise<string> {
  const reply = await compile({ path, source, imports: [TF, './moons'], forbidden: [] })
  if (reply.ok) return reply.file.code
  throw new Error(`${path} does not compile: ${reply.problems[0]?.message}`)
}
