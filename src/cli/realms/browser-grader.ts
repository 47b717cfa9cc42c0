// Grades in a real Chromium, in the production sandbox.

import type { Verdict } from '../../core/verdict'
import type { GradeJob } from '../grade'

export interface BrowserGrader {
  grade(job: GradeJob): Promise<Verdict>
  close(): Promise<void>
}

export function openBrowserGrader(): Promise<BrowserGrader> {
  throw new Error('not yet')
}
