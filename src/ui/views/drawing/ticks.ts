// Ticks at round numbers: steps of 1, 2 or 5 times a power of ten.

import { withMinus, type Range } from './numbers'

export interface Tick {
  value: number
  label: string
}

/** The nice step nearest to a span's count-th part, as ratios go. */
export function niceStep(span: number, count: number): number {
  const rough = span / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const ratio = rough / power
  return power * (ratio > Math.sqrt(50) ? 10 : ratio > Math.sqrt(10) ? 5 : ratio > Math.sqrt(2) ? 2 : 1)
}

/** Round values inside a range, about `count` of them. */
export function ticksOf([low, high]: Range, count: number): Tick[] {
  const step = niceStep(high - low, count)
  if (!(step > 0) || !Number.isFinite(step)) return []
  const first = Math.ceil(low / step - 1e-6)
  const last = Math.min(Math.floor(high / step + 1e-6), first + 100)
  const ticks: Tick[] = []
  const format = formatterOf(step, Math.max(Math.abs(low), Math.abs(high)))
  for (let i = first; i <= last; i++) {
    const value = i === 0 ? 0 : Number((i * step).toPrecision(12))
    ticks.push({ value, label: format(value) })
  }
  return ticks
}

/** The range widened to the round values around it. */
export function niceRange([low, high]: Range, count: number): Range {
  const step = niceStep(high - low, count)
  const round = (value: number): number => Number((value * step).toPrecision(12))
  return [round(Math.floor(low / step + 1e-6)), round(Math.ceil(high / step - 1e-6))]
}

/**
 * A range that a scale can bear. Flat data gets room around it, and data near zero starts at zero, so that a
 * falling loss is seen against what it falls to.
 */
export function rangeFor(extent: Range | null, { fromZero = false, pad = 0 } = {}): Range {
  if (!extent) return [0, 1]
  const [least, high] = extent
  const low = fromZero && least > 0 && least < high * 0.6 ? 0 : least
  const size = Math.max(Math.abs(low), Math.abs(high))
  if (high - low <= size * 1e-9) return size === 0 ? [-1, 1] : [low - size * 0.1, high + size * 0.1]
  return [low - (high - low) * pad, high + (high - low) * pad]
}

/** One way to write all ticks of an axis, so that they line up. */
function formatterOf(step: number, size: number): (value: number) => string {
  if (size >= 1e9 || size < 1e-3) return (value) => withMinus(value === 0 ? '0' : shortExponential(value))
  if (size >= 1e6 && step >= 1e4) return unit(1e6, 'M', step)
  if (size >= 1e4 && step >= 100) return unit(1e3, 'k', step)
  const digits = decimalsOf(step)
  return (value) => withMinus(value.toFixed(digits))
}

const unit =
  (size: number, name: string, step: number) =>
  (value: number): string =>
    value === 0 ? '0' : `${withMinus((value / size).toFixed(decimalsOf(step / size)))}${name}`

const decimalsOf = (step: number): number => Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
const shortExponential = (value: number): string =>
  value.toExponential(1).replace('.0e', 'e').replace('e+', 'e')
