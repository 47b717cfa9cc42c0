// When two numbers count as the same: |got − want| ≤ atol + rtol·|want|; NaN, +∞ and −∞ only match themselves.

export interface Tolerance {
  readonly atol: number
  readonly rtol: number
}

/** For values of a forward pass in float32. */
export const FORWARD: Tolerance = { atol: 1e-5, rtol: 1e-4 }
/** For gradients, whose rounding errors add up. */
export const GRADIENT: Tolerance = { atol: 1e-4, rtol: 1e-3 }
export const EXACT: Tolerance = { atol: 0, rtol: 0 }

export function isClose(got: number, want: number, { atol, rtol }: Tolerance): boolean {
  if (Number.isNaN(want)) return Number.isNaN(got)
  if (!Number.isFinite(want) || !Number.isFinite(got)) return got === want
  return Math.abs(got - want) <= atol + rtol * Math.abs(want)
}
