// Numbers for people: extents that ignore what is not finite, and short text of one width.

import { grouped } from '../../../core/grouped'

type Numbers = ArrayLike<number>
export type Range = readonly [low: number, high: number]

/** The least and greatest finite value, or null where there is none. */
export function extentOf(lists: readonly Numbers[]): Range | null {
  let low = Infinity
  let high = -Infinity
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const value = list[i]!
      if (value < low && value !== -Infinity) low = value
      if (value > high && value !== Infinity) high = value
    }
  }
  return low <= high ? [low, high] : null
}

export function countNotFinite(lists: readonly Numbers[]): number {
  let count = 0
  for (const list of lists) for (let i = 0; i < list.length; i++) if (!Number.isFinite(list[i])) count++
  return count
}

/** Four significant digits, trailing zeros kept so that a streaming number does not jump about. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  if (Number.isInteger(value) && size < 1e7) return withMinus(String(Object.is(value, -0) ? 0 : value))
  if (size >= 1e6 || size < 1e-3) return withMinus(value.toExponential(2).replace('e+', 'e'))
  return withMinus(value.toPrecision(size >= 1000 ? 5 : 4))
}

/** One way to write a whole column, so that its decimal points stand under each other. */
export function columnFormat(values: readonly number[]): (value: number) => string {
  const finite = values.filter((value) => Number.isFinite(value) && value !== 0)
  const sizes = finite.map(Math.abs)
  const digits = Math.max(
    0,
    ...finite.map((value) => (Number(value.toPrecision(4)).toString().split('.')[1] ?? '').length),
  )
  const tame = sizes.every((size) => size < 1e7 && size >= 0.5 * 10 ** -Math.min(digits, 4))
  if (!tame) return formatNumber
  return (value) =>
    Number.isFinite(value) ? withMinus(value.toFixed(Math.min(digits, 4))) : formatNumber(value)
}

/** A hyphen is too short to be read as a sign among digits. */
export const withMinus = (text: string): string => text.replaceAll('-', '−')

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`

/** Estimated, not measured: margins need to be about right, in Node as in a browser. */
export const textWidth = (text: string, fontSize = 11): number => text.length * fontSize * 0.57

export const elided = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…` : text
