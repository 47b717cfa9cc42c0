// Seeded streams of random numbers. The generator is pure-rand's; this names streams and draws from distributions.

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  uniform(low: number, high: number): number
  /** A whole number from low to high, both included. */
  int(low: number, high: number): number
  /** Normal by Box and Muller (1958). */
  normal(mean?: number, standardDeviation?: number): number
  /** A shuffled copy, by Fisher and Yates. */
  shuffled<T>(items: readonly T[]): T[]
  /** An independent stream that depends on this stream's seed and the name alone, not on what was drawn. */
  fork(name: string): Random
}

/** A 32-bit hash of text (FNV-1a), to turn names into seeds. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0)
  const next = (): number => uniformFloat64(generator)
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    uniform: (low, high) => low + next() * (high - low),
    normal: (mean = 0, standardDeviation = 1) =>
      mean + standardDeviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffled: (items) => {
      const copy = [...items]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(0, i)
        ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
      }
      return copy
    },
    fork: (name) => seededRandom(hashOf(`${seed >>> 0}/${name}`)),
  }
}

/** What a case's random numbers start from, so that it has the same ones alone and among others. */
export const seedOfCase = (seed: number, title: string): number => hashOf(`${seed}/${title}`)
