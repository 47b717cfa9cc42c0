// Who grades on which backend: processes of Node for cpu and wasm, a real browser for webgl.

import type { BackendName } from '../core/verdict'
import type { JudgedVerdict } from '../judging/judge-submission'
import type { SubmissionRequest } from '../judging/submission'
import { compileSource, type Graded, type GradeJob } from './grade'
import { openBrowserGrader, type BrowserGrader } from './realms/browser-grader'
import { JudgingProcesses } from './realms/judging-processes'

export class Graders {
  readonly #processes = new JudgingProcesses()
  #browser: Promise<BrowserGrader> | undefined

  async grade(job: GradeJob): Promise<Graded> {
    if (job.backend === 'webgl') return (await (this.#browser ??= openBrowserGrader())).grade(job)
    const compiled = compileSource(job)
    return 'outcome' in compiled ? compiled : this.judge(compiled)
  }

  /** Of code that is already compiled; not on webgl. */
  judge(request: SubmissionRequest): Promise<JudgedVerdict> {
    return this.#processes.judge(request)
  }

  async close(): Promise<void> {
    this.#processes.close()
    await this.#browser?.then((browser) => browser.close()).catch(() => {})
  }
}

export const isBackend = (name: unknown): name is BackendName =>
  name === 'cpu' || name === 'wasm' || name === 'webgl'
