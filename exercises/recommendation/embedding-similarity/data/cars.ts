// The cars as item vectors: six measured columns, each with mean 0 and deviation 1. Feature vectors, not learned ones.

import table from './cars.json'

const FEATURES = [
  table.milesPerGallon,
  table.cylinders,
  table.displacement,
  table.horsepower,
  table.weight,
  table.acceleration,
].map(standardised)

export const origins: readonly string[] = table.origin

/** e.g. "toyota corolla 1975" */
export const names: readonly string[] = table.name.map((name, i) => `${name} ${table.year[i]}`)

/** [392, 6], row-major. */
export const vectors = Float32Array.from(names.flatMap((_, i) => FEATURES.map((column) => column[i]!)))

export const dimensions = FEATURES.length

function standardised(column: readonly number[]): number[] {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length
  return column.map((value) => (value - mean) / Math.sqrt(variance))
}
