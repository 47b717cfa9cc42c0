// Who grades on which backend: worker threads for cpu and wasm, a real browser for webgl.

import type { BackendName } from '../core/verdict'
import type { JudgedVerdict } from '../judging/judge-submission'
import type { SubmissionRequest } from '../judging/submission'
import { grade, type Graded, type GradeJob, judgeRequest } from './grade'
import { openBrowserGrader, type BrowserGrader } from './realms/browser-grader'
import { createNodePairs } from './realms/node-realm'

export class Graders {
  readonly #openPair = createNodePairs()
  #browser: Promise<BrowserGrader> | undefined

  grade(job: GradeJob): Promise<Graded> {
    if (job.backend !== 'webgl') return grade(job, this.#openPair)
    this.#browser ??= openBrowserGrader()
    return this.#browser.then((browser) => browser.grade(job))
  }

  /** Of code that is already compiled; in worker threads, so not on webgl. */
  judge(request: SubmissionRequest): Promise<JudgedVerdict> {
    return judgeRequest(request, this.#openPair)
  }

  async close(): Promise<void> {
    await this.#browser?.then((browser) => browser.close()).catch(() => {})
  }
}

export const isBackend = (name: unknown): name is BackendName =>
  name === 'cpu' || name === 'wasm' || name === 'webgl'
