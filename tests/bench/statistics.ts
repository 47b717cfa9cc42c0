// Order statistics of a handful of timings.

/** The value below which the share `q` of the values lies, by the nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))]!
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)
export const round = (value: number, digits = 0): number => Number(value.toFixed(digits))
