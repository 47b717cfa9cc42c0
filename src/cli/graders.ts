// Who grades on which backend: worker threads for cpu and wasm, a real browser for webgl.

import type { BackendName, Verdict } from '../core/verdict'
import { grade, type GradeJob } from './grade'
import { openBrowserGrader, type BrowserGrader } from './realms/browser-grader'
import { createNodePairs } from './realms/node-realm'

export class Graders {
  readonly #openPair = createNodePairs()
  #browser: Promise<BrowserGrader> | undefined

  grade(job: GradeJob): Promise<Verdict> {
    if (job.backend !== 'webgl') return grade(job, this.#openPair)
    this.#browser ??= openBrowserGrader()
    return this.#browser.then((browser) => browser.grade(job))
  }

  async close(): Promise<void> {
    await this.#browser?.then((browser) => browser.close()).catch(() => {})
  }
}

export const isBackend = (name: unknown): name is BackendName =>
  name === 'cpu' || name === 'wasm' || name === 'webgl'
