// The definition in plain loops, and what it comes to when one step is taken wrong.

import { type Mistake, type NdArray, shaped } from '@tensorkata/kit'
import type { GroupedOptions } from './solution'

export interface Problem {
  readonly image: NdArray
  readonly kernel: NdArray
  readonly options: GroupedOptions
}

/** A step that is often taken otherwise. */
interface Slips {
  /** How far apart the weights are, along the height (axis 0) and the width. */
  readonly step?: (dilation: number, axis: number) => number
  /** How many zeros go before the image, for a kernel of this length. */
  readonly before?: (length: number, dilation: number) => number
  /** How many zeros there are in all. */
  readonly total?: (length: number, dilation: number) => number
  /** The input channel that is number `a` of a group of `size`. */
  readonly input?: (group: number, a: number, size: number, groups: number) => number
  /** The group of an output channel, of `size` in a group. */
  readonly group?: (filter: number, size: number, groups: number) => number
  /** Which of the filters has its result in this place. */
  readonly filter?: (place: number, size: number, groups: number) => number
  /** Which weight meets the pixel of tap (i, j) and number `a` of the group; [i, j, a, filter] when absent. */
  readonly weight?: (kernel: NdArray, i: number, j: number, a: number, filter: number) => number
}

export function convolve(
  { image, kernel, options: { dilation = 1, groups = 1, padding = 'valid' } }: Problem,
  slips: Slips = {},
): NdArray {
  const {
    step = (d) => d,
    total = (length, d) => (length - 1) * d,
    before = (length, d) => Math.floor(total(length, d) / 2),
    input = (group, a, size) => group * size + a,
    group = (filter, size) => Math.floor(filter / size),
    filter = (place) => place,
    weight = (weights, i, j, a, f) => weights.get(i, j, a, f),
  } = slips
  const [kernelHeight, kernelWidth, inGroup, filters] = kernel.shape as [number, number, number, number]
  const axes = [0, 1].map((axis) => {
    const [n, k] = [image.shape[axis]!, kernel.shape[axis]!]
    const apart = step(dilation, axis)
    const zeros = padding === 'same' ? total(k, dilation) : 0
    const first = padding === 'same' ? before(k, dilation) : 0
    return { n, apart, first, windows: Math.max(n + zeros - (k - 1) * apart, 0) }
  })
  const [rows, columns] = axes as [(typeof axes)[0], (typeof axes)[0]]
  const pixel = (y: number, x: number, c: number): number =>
    y < 0 || x < 0 || y >= rows.n || x >= columns.n ? 0 : image.get(y, x, c)
  const data: number[] = []
  for (let y = 0; y < rows.windows; y++)
    for (let x = 0; x < columns.windows; x++)
      for (let place = 0; place < filters; place++) {
        const f = filter(place, filters / groups, groups)
        const g = group(f, filters / groups, groups)
        let sum = 0
        for (let i = 0; i < kernelHeight; i++)
          for (let j = 0; j < kernelWidth; j++)
            for (let a = 0; a < inGroup; a++)
              sum +=
                pixel(
                  y + i * rows.apart - rows.first,
                  x + j * columns.apart - columns.first,
                  input(g, a, inGroup, groups),
                ) * weight(kernel, i, j, a, f)
        data.push(sum)
      }
  return shaped([rows.windows, columns.windows, filters], data)
}

/** What people return when one thing goes wrong, most telling first. */
export function mistakesOf(problem: Problem): Mistake[] {
  const right = (): { shape: readonly number[]; data: Float32Array } => {
    const { shape, data } = convolve(problem)
    return { shape, data: data as Float32Array }
  }
  return [
    ...SLIPS.map(({ says, slips }) => ({ says, gives: () => convolve(problem, slips) })),
    {
      says: 'Pixels and channels are mixed up: the groups are in front of the pixels, and a reshape alone does not move them back.',
      gives: () => {
        const { shape, data } = right()
        const [filters, groups] = [shape[2]!, problem.options.groups ?? 1]
        const size = filters / groups
        const pixels = data.length / filters
        const from = (at: number): number => {
          const [group, pixel] = [Math.floor(at / size / pixels), Math.floor(at / size) % pixels]
          return pixel * filters + group * size + (at % size)
        }
        return shaped(
          shape,
          data.map((_, at) => data[from(at)]!),
        )
      },
    },
    {
      says: 'Negative values are cut off: there is no activation here.',
      gives: () => {
        const { shape, data } = right()
        return shaped(
          shape,
          data.map((value) => Math.max(value, 0)),
        )
      },
    },
  ]
}

const reach = (length: number, dilation: number): number => (length - 1) * dilation

/** Slips that have words of their own, most telling first. */
const SLIPS: readonly { readonly says: string; readonly slips: Slips }[] = [
  {
    says: 'The kernel is flipped: here it is laid on the image as it is.',
    slips: {
      weight: (kernel, i, j, a, f) => kernel.get(kernel.shape[0]! - 1 - i, kernel.shape[1]! - 1 - j, a, f),
    },
  },
  {
    says: 'The dilation is ignored.',
    slips: { step: () => 1, total: (length) => length - 1 },
  },
  {
    says: 'The dilation is one too large: D apart means D − 1 pixels in between.',
    slips: { step: (d) => d + 1, total: (length, d) => reach(length, d + 1) },
  },
  {
    says: 'The kernel has gaps down the image but not to the right: the dilation holds for both directions.',
    slips: { step: (d, axis) => (axis === 0 ? d : 1) },
  },
  {
    says: 'The kernel has gaps to the right but not down the image: the dilation holds for both directions.',
    slips: { step: (d, axis) => (axis === 1 ? d : 1) },
  },
  {
    says: 'The padding is that of a kernel without gaps: with them it covers (k − 1) D + 1 pixels.',
    slips: { total: (length) => length - 1 },
  },
  {
    says: 'The zeros before the image are ⌊(k − 1) / 2⌋ · D: halve after multiplying, ⌊(k − 1) D / 2⌋.',
    slips: { before: (length, d) => Math.floor((length - 1) / 2) * d },
  },
  {
    says: 'The odd zero of the padding is on the wrong side: it belongs at the bottom and to the right.',
    slips: { before: (length, d) => Math.ceil(reach(length, d) / 2) },
  },
  {
    says: 'All zeros of the padding come after the image: half of them, rounded down, go before it.',
    slips: { before: () => 0 },
  },
  {
    says: 'All zeros of the padding come before the image: only half of them, rounded down, do.',
    slips: { before: reach },
  },
  { says: 'No zeros are added: this is padding "valid".', slips: { total: () => 0 } },
  {
    says: 'All groups read the first group’s input channels: each has its own.',
    slips: { input: (_, a) => a },
  },
  {
    says: 'The input channels are dealt out to the groups in turn: those of a group lie side by side.',
    slips: { input: (group, a, _, groups) => a * groups + group },
  },
  {
    says: 'The output channels are dealt out to the groups in turn: those of a group lie side by side.',
    slips: { group: (filter, _, groups) => filter % groups },
  },
  {
    says: 'The output channels are right and in the wrong order: those of a group lie side by side.',
    slips: { filter: (place, size, groups) => (place % groups) * size + Math.floor(place / groups) },
  },
  {
    says: 'The window and the kernel are flattened in different orders, so that weights meet the wrong pixels.',
    slips: {
      weight: ({ shape, data }, i, j, a, f) =>
        Number(data[((a * shape[0]! + i) * shape[1]! + j) * shape[3]! + f]),
    },
  },
  {
    says: 'Every output channel of the image has the weights of the first: each has its own.',
    slips: { weight: (kernel, i, j, a) => kernel.get(i, j, a, 0) },
  },
]
