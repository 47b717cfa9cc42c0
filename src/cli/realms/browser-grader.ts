// Grades in a real Chromium, in the production sandbox: the checking page does there what the app does.

import { buildIfStale } from '../../../scripts/build-if-stale'
import { serve } from '../../../scripts/serve'
import { launchChromium } from '../../../tests/support/chromium'
import type { Checker } from '../../../tests/support/checker/main'
import type { Verdict } from '../../core/verdict'
import { compileSource, type GradeJob } from '../grade'

export interface BrowserGrader {
  grade(job: GradeJob): Promise<Verdict>
  close(): Promise<void>
}

export async function openBrowserGrader(): Promise<BrowserGrader> {
  const server = await serve(await buildIfStale('checker'), 0)
  const browser = await launchChromium()
  const page = await browser.newPage()
  await page.goto(server.address)
  await page.waitForFunction('window.checker !== undefined')
  return {
    grade: async (job) => {
      const compiled = compileSource(job)
      if ('outcome' in compiled) return compiled
      return page.evaluate(
        (request) => (window as unknown as { checker: Checker }).checker.judge(request),
        compiled,
      )
    },
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}
