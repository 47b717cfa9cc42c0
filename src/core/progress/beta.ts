// The Beta distribution, as far as mastery needs it: where its mean is, and where 80 % of it lie.

export interface Estimate {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** Strips of the density: bounds come out to about a thousandth, which is less than a dot on the page. */
const STRIPS = 2_000

/** Of Beta(a, b) with a and b of at least 1, so that the density is bounded. */
export function betaEstimate(a: number, b: number): Estimate {
  // Through logarithms and from its peak, so that much evidence does not underflow.
  const log = (x: number): number => (a - 1) * Math.log(x) + (b - 1) * Math.log(1 - x)
  const peak = a + b === 2 ? 0.5 : (a - 1) / (a + b - 2)
  const most = log(Math.min(1 - 0.5 / STRIPS, Math.max(0.5 / STRIPS, peak)))
  const density = Array.from({ length: STRIPS }, (_, i) => Math.exp(log((i + 0.5) / STRIPS) - most))
  const total = density.reduce((sum, height) => sum + height, 0)
  return { mean: a / (a + b), low: quantile(density, 0.1 * total), high: quantile(density, 0.9 * total) }
}

/** Where the area under the strips reaches `wanted`. */
function quantile(density: readonly number[], wanted: number): number {
  let area = 0
  for (const [i, height] of density.entries()) {
    if (area + height >= wanted) return (i + (wanted - area) / height) / density.length
    area += height
  }
  return 1
}
