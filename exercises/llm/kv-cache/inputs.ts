// What the tests ask with.

import { type Draw, type NdArray, type Random, shaped, tensor } from '@tensorkata/kit'
import type { Model } from './expected'

export interface Sizes {
  readonly vocabulary: number
  readonly d: number
  readonly heads: number
  readonly headWidth: number
  readonly layers: number
  readonly context: number
}

type Normal = (shape: readonly [number, number], scale: number) => NdArray

/** A model of normal numbers, whose rows stay near length √d. */
export function modelOf(normal: Normal, { vocabulary, d, heads, headWidth, layers, context }: Sizes): Model {
  const width = heads * headWidth
  const [inwards, outwards] = [1.3 / Math.sqrt(d), 1 / Math.sqrt(width)]
  return {
    heads,
    embedding: normal([vocabulary, d], 1),
    positions: normal([context, d], 1),
    layers: Array.from({ length: layers }, () => ({
      ...{ wq: normal([d, width], inwards), wk: normal([d, width], inwards) },
      ...{ wv: normal([d, width], inwards), wo: normal([width, d], outwards) },
    })),
  }
}

const normalOf =
  (random: Random): Normal =>
  ([rows, columns], scale) =>
    shaped(
      [rows, columns],
      Float32Array.from({ length: rows * columns }, () => scale * random.normal()),
    )

/** Small sizes, none equal to another. */
export const SMALL: Sizes = { vocabulary: 5, d: 4, heads: 2, headWidth: 3, layers: 2, context: 9 }

export const drawnModel = (random: Random, sizes: Partial<Sizes> = {}): Model =>
  modelOf(normalOf(random), { ...SMALL, ...sizes })

export const drawnTokens = (random: Random, length: number, vocabulary = SMALL.vocabulary): number[] =>
  Array.from({ length }, () => random.int(0, vocabulary - 1))

/** A model, a prompt and what follows it, up to the end of the context. */
export function drawnProblem({ int, normalTensor }: Draw): {
  model: Model
  prompt: number[]
  more: number[]
} {
  const [vocabulary, n, steps] = [int(1, 4), int(1, 3), int(1, 3)]
  const tokens = (length: number): number[] => Array.from({ length }, () => int(0, vocabulary - 1))
  const sizes = { vocabulary, d: int(1, 4), heads: int(1, 3), headWidth: int(1, 2), layers: int(1, 3) }
  const model = modelOf((shape, scale) => normalTensor(shape, scale), {
    ...sizes,
    context: n + steps + int(0, 2),
  })
  return { model, prompt: tokens(n), more: tokens(steps) }
}

/** The case worked by hand in the statement. */
export const BY_HAND: Model = {
  heads: 1,
  embedding: tensor([[1, 0], [0, 1]]), // prettier-ignore
  positions: tensor([[0, 0], [1, 0], [2, 0], [3, 0]]), // prettier-ignore
  layers: [
    {
      ...{ wq: tensor([[0], [Math.log(3)]]), wk: tensor([[1], [0]]) },
      ...{ wv: tensor([[5], [0]]), wo: tensor([[0, 1]]) },
    },
  ],
}

/** One number for each token, and a score of `strength` times the product of two tokens' numbers. */
export const steep = (numbers: readonly number[], strength: number): Model => ({
  heads: 1,
  embedding: tensor(numbers.map((value) => [value])),
  positions: tensor([[0], [0], [0], [0], [0]]),
  layers: [{ wq: tensor([[strength]]), wk: tensor([[1]]), wv: tensor([[1]]), wo: tensor([[1]]) }],
})
