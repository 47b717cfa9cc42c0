// The app's one door to running code: compile, choose a backend, judge in fresh realms, try again where that is fair.

import { unseal } from '../core/pack/seal'
import type { BackendName, Verdict } from '../core/verdict'
import { judgeSubmission } from '../judging/judge-submission'
import { compileRequest, doesNotCompile, SOLUTION } from '../judging/learner-source'
import { systemClock } from '../judging/stopwatch'
import type { LabRequest, SubmissionRequest, Watcher } from '../judging/submission'
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

  /** A lost graphics context is nobody's answer: once more on cpu, and said so. */
  async #judgeOn(
    backend: BackendName,
    prepared: Prepared,
    watcher: Watcher,
    signal: AbortSignal,
  ): Promise<Verdict> {
    const attempt = async (on: BackendName): ReturnType<typeof judgeSubmission> => {
      const wasm = on === 'wasm' ? await wasmBytes().catch(() => undefined) : undefined
      const request = { ...prepared, backend: on, ...(wasm ? { wasm } : {}) }
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
