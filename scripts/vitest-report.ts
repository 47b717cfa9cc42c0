// What vitest's JSON report counts.

import { readFileSync } from 'node:fs'

export interface Count {
  readonly passed: number
  readonly failed: number
}

/** Undefined when there is no report, or none that can be read. */
export function readReport(file: string): (Count & { readonly skipped: number }) | undefined {
  try {
    const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(
      readFileSync(file, 'utf8'),
    ) as Record<string, number>
    const [passed, failed] = [numPassedTests!, numFailedTests!]
    return { passed, failed, skipped: numTotalTests! - passed - failed }
  } catch {
    return undefined
  }
}
