// The learner's realm behind its two doors. Knows no worker globals: the entry hands them in.

import { seededRandom } from '../../src/core/random'
import type { Demo } from '../../src/kit/show'
import type { RunnerEvent } from '../../src/protocol/events'
import type {
  LearnerDoor,
  LoadReport,
  PrepareReport,
  RunnerDoor,
  Submission,
} from '../../src/protocol/runner'
import { evaluate } from '../shared/evaluate'
import { HandleTable } from '../shared/live-values'
import { replaceGlobal } from '../shared/replace-global'
import type { Tf } from '../shared/tf'
import { onContextLost, prepareBackend } from './backend'
import { call, type CallScope, problemOf } from './call'
import { createConsole } from './console'
import { replaceConsole } from './replace-console'
import { LiveViews } from './live-views'
import { KernelMeter } from './meter'
import { ModuleLoader, resolveExports } from './module'
import { measureOffset, StackLines } from './stack-lines'
import { warmUp } from './warm-up'
import { withoutCalls } from './without-calls'

export interface RunnerWorld {
  readonly tf: Tf
  readonly emit: (event: RunnerEvent) => void
  /** Where console and close live. */
  readonly globals: { console: Console }
}

export function createRunner({ tf, emit, globals }: RunnerWorld): {
  door: RunnerDoor
  learnerDoor: LearnerDoor
} {
  let stackLines = new StackLines('solution.ts', undefined, 0)
  let scope: CallScope | undefined
  let loader: ModuleLoader | undefined
  let seed = 0
  const lineNow = (): number | undefined => stackLines.lineOf(new Error().stack)
  const learnerConsole = createConsole(tf, lineNow, emit)
  const views = new LiveViews(emit)
  const flush = (): void => {
    learnerConsole.flush()
    views.flush()
  }

  const reseed = (next: number): void => {
    seed = next
    Math.random = seededRandom(next).next
  }

  const prepare = async (setup: Parameters<RunnerDoor['prepare']>[0]): Promise<PrepareReport> => {
    const report = await prepareBackend(tf, setup)
    onContextLost(tf, () => emit({ event: 'context-lost' }))
    reseed(setup.seed)
    replaceConsole(globals.console, learnerConsole.methods)
    // A worker that closed itself looks, from outside, like one that computes for ever.
    replaceGlobal(globals, 'close', () => {
      const line = lineNow()
      emit(line === undefined ? { event: 'closed' } : { event: 'closed', line })
    })
    return report
  }

  const load = async (submission: Submission): Promise<LoadReport> => {
    stackLines = new StackLines(submission.path, submission.main.lines, await measureOffset())
    const meter = new KernelMeter(tf)
    const tfOfLearner = withoutCalls(tf, submission.forbidden ?? [])
    loader = new ModuleLoader(tf, submission.modules, views, tfOfLearner)
    // It is also there without an import.
    Object.assign(globals, { tf: tfOfLearner })
    try {
      await loader.loadPublicFiles()
      const exported = await evaluate(submission.main.code, submission.path, loader.requireOfLearner)
      const resolved = resolveExports(exported, submission.wanted)
      if ('problem' in resolved) return { ok: false, problem: resolved.problem }
      const harness = submission.modules['./harness']
        ? (loader.require('./harness') as CallScope['harness'])
        : {}
      scope = { tf, meter, handles: new HandleTable(), learner: resolved.module, harness, stackLines }
      return { ok: true }
    } catch (error) {
      return { ok: false, problem: problemOf(error, stackLines) }
    } finally {
      flush()
    }
  }

  const demo: RunnerDoor['demo'] = async (code, picture): Promise<LoadReport> => {
    if (!scope || !loader) throw new Error('demo() was called before load().')
    try {
      const { default: run } = (await evaluate(code, 'demo.ts', loader.require)) as { default: Demo }
      const tools = {
        learner: scope.learner as never,
        show: views.show,
        progress: views.progress,
        picture: picture ?? null,
        random: seededRandom(seed),
      }
      await run(tools)
      return { ok: true }
    } catch (error) {
      return { ok: false, problem: problemOf(error, stackLines) }
    } finally {
      flush()
    }
  }

  const ping = (): Promise<boolean> => {
    flush()
    return Promise.resolve(true)
  }
  const door: RunnerDoor = { prepare, load, demo, ping, warmUp: () => warmUp(tf) }

  const learnerDoor: LearnerDoor = {
    beginCase: (next) => Promise.resolve(reseed(next)),
    call: async (request) => {
      if (!scope) throw new Error('call() was made before load().')
      const reply = await call(scope, request)
      learnerConsole.flush()
      return reply
    },
  }
  return { door, learnerDoor }
}
