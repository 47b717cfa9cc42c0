// The app's one door to running code: compile, choose a backend, judge in fresh realms, try again where that is fair.

import { unseal } from '../core/pack/seal'
import type { BackendName, Verdict } from '../core/verdict'
import { judgeSubmission } from '../judging/judge-submission'
import { compileRequest, doesNotCompile, programRequest, SCRATCH, SOLUTION } from '../judging/learner-source'
import { type ProgramEnd, type ProgramWish, runProgram } from '../judging/run-program'
import { systemClock } from '../judging/stopwatch'
import type { LabRequest, LearnerWatcher, SubmissionRequest, Watcher } from '../judging/submission'
import { measureBackends } from './backend-choice'
import { compile } from './compiler'
import { openPair } from './open-pair'
import { wasmBytes } from './realm-programs'
import { WarmSpare } from './warm-spare'

export interface BackendMemory {
  recall(exercise: string): BackendName | undefined
  remember(exercise: string, backend: BackendName): void
}

type Prepared = Omit<SubmissionRequest, 'backend'>

export class Lab {
  readonly #memory: BackendMemory
  readonly #spare = new WarmSpare(openPair)
  #measuring: AbortController | undefined

  constructor(memory: BackendMemory) {
    this.#memory = memory
  }

  /** Boots what the first Run will need. */
  warm(): void {
    this.#spare.warm()
  }

  async judge(request: LabRequest, watcher: Watcher, signal: AbortSignal): Promise<Verdict> {
    this.#measuring?.abort()
    const { exercise, source, seed, wish } = request
    const compiled = await compile(compileRequest(exercise.page, source))
    const known = this.#memory.recall(exercise.page.id)
    const backend = wish === 'auto' ? (known ?? 'cpu') : wish
    if (!compiled.ok) return doesNotCompile(compiled.problems, backend, seed)
    const prepared = {
      ...{ exercise, seed, file: compiled.file, path: SOLUTION },
      tests: unseal(exercise.program.sealed, exercise.page.id),
      ...(request.only ? { only: request.only } : {}),
      ...(request.demo ? { demo: true } : {}),
      ...(request.picture ? { picture: request.picture } : {}),
    }
    const verdict = await this.#judgeOn(backend, prepared, watcher, signal)
    if (wish === 'auto' && !known && verdict.outcome === 'passed') void this.#measure(prepared)
    return verdict
  }

  /** A program that nobody judges. Where the choice is the lab's, it is cpu, which starts at once. */
  async run(
    { source, seed, wish }: ProgramWish,
    watcher: LearnerWatcher,
    signal: AbortSignal,
  ): Promise<ProgramEnd> {
    this.#measuring?.abort()
    const compiled = await compile(programRequest(source))
    const backend = wish === 'auto' ? 'cpu' : wish
    if (!compiled.ok)
      return { outcome: 'failed', problems: compiled.problems, backend, seed, milliseconds: 0 }
    const request = { file: compiled.file, path: SCRATCH, backend, seed, ...(await programOf(backend)) }
    try {
      return await runProgram(await this.#spare.take(), request, watcher, systemClock, signal)
    } finally {
      this.#spare.warm()
    }
  }

  /** A lost graphics context is nobody's answer: once more on cpu, and said so. */
  async #judgeOn(
    backend: BackendName,
    prepared: Prepared,
    watcher: Watcher,
    signal: AbortSignal,
  ): Promise<Verdict> {
    const attempt = async (on: BackendName): ReturnType<typeof judgeSubmission> => {
      const request = { ...prepared, backend: on, ...(await programOf(on)) }
      const pair = await this.#spare.take()
      return judgeSubmission(pair, request, watcher, systemClock, signal)
    }
    try {
      const verdict = await attempt(backend)
      if (!verdict.contextLost || signal.aborted) return verdict
      const backendNote = `${backend} lost its graphics context, so this was judged again on cpu.`
      return { ...(await attempt('cpu')), backendNote }
    } finally {
      this.#spare.warm()
    }
  }

  /** Behind the learner's back, after a verdict on cpu: the next one runs where the examples were fastest. */
  async #measure(prepared: Prepared): Promise<void> {
    this.#measuring = new AbortController()
    const { signal } = this.#measuring
    const { id, backends } = prepared.exercise.page
    const quick = { ...prepared, only: { examples: true } as const, demo: false }
    const found = await measureBackends(backends, (backend) =>
      this.#judgeOn(backend, quick, {}, signal),
    ).catch(() => undefined)
    if (found) this.#memory.remember(id, found.best)
  }
}

/** What a backend needs to be handed in; without it, the realm falls back to cpu and says so. */
async function programOf(backend: BackendName): Promise<{ wasm?: ArrayBuffer }> {
  const wasm = backend === 'wasm' ? await wasmBytes().catch(() => undefined) : undefined
  return wasm ? { wasm } : {}
}
