// Chooses a backend by measuring the examples on each, once for an exercise on this machine.

import type { BackendName, Verdict } from '../core/verdict'

export interface Measurement {
  readonly backend: BackendName
  /** Milliseconds, or null when it is not available or went wrong. */
  readonly milliseconds: number | null
}

/** Undefined when the code does not run anywhere yet, so that nothing is remembered of it. */
export async function measureBackends(
  backends: readonly BackendName[],
  runExamples: (backend: BackendName) => Promise<Verdict>,
): Promise<{ best: BackendName; measurements: Measurement[] } | undefined> {
  const measurements: Measurement[] = []
  for (const backend of backends) {
    const verdict = await runExamples(backend)
    if (verdict.outcome === 'stopped') return undefined
    const usable = verdict.backend === backend && verdict.outcome === 'passed'
    measurements.push({ backend, milliseconds: usable ? verdict.milliseconds : null })
  }
  const ranked = measurements
    .filter((entry): entry is { backend: BackendName; milliseconds: number } => entry.milliseconds !== null)
    .sort((a, b) => a.milliseconds - b.milliseconds)
  return ranked[0] ? { best: ranked[0].backend, measurements } : undefined
}
