// The network in plain numbers, node by node, and what it comes to when one step is taken otherwise.

import { NdArray } from '@tensorkata/kit'

export type Edge = readonly [number, number]

/** How the matrix is often made otherwise. */
export interface MatrixSlips {
  readonly noSelfLoops?: boolean
  /** Each edge one way only. */
  readonly oneWay?: boolean
  /** Adds 1 for each edge that is listed, those from a node to itself too. */
  readonly addsUp?: boolean
  /** Adds the self-loops to those that are listed. */
  readonly selfTwice?: boolean
  /** Degrees without the self-loops. */
  readonly degreesBefore?: boolean
  /** Degrees in bytes, where 256 is 0. */
  readonly inBytes?: boolean
  /** What an entry is divided by, for the degrees of its row and its column. */
  readonly by?: (row: number, column: number) => number
}

/** Rows of numbers. */
type Matrix = readonly (readonly number[])[]

export function propagationOf(nodes: number, edges: readonly Edge[], slips: MatrixSlips = {}): NdArray {
  const { by = (row, column) => Math.sqrt(row * column) } = slips
  const a = Array.from({ length: nodes }, () => new Array<number>(nodes).fill(0))
  const link = (i: number, j: number): void => {
    a[i]![j] = slips.addsUp ? a[i]![j]! + 1 : 1
  }
  for (const [i, j] of edges) {
    link(i, j)
    if (!slips.oneWay && (i !== j || slips.addsUp)) link(j, i)
  }
  const before = a.map((row) => row.reduce((sum, value) => sum + value, 0))
  if (!slips.noSelfLoops)
    for (let i = 0; i < nodes; i++) a[i]![i] = slips.addsUp || slips.selfTwice ? a[i]![i]! + 1 : 1
  const degrees = slips.degreesBefore ? before : a.map((row) => row.reduce((sum, value) => sum + value, 0))
  // Without self-loops there is 0/0, which those who leave them out patch up.
  const degree = (i: number): number =>
    slips.noSelfLoops ? Math.max(degrees[i]!, 1) : slips.inBytes ? degrees[i]! % 256 : degrees[i]!
  return packed(a.map((row, i) => row.map((value, j) => value / by(degree(i), degree(j)))))
}

export const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, column) => row.reduce((sum, value, i) => sum + value * b[i]![column]!, 0)))
export const transposed = (a: Matrix): Matrix => a[0]!.map((_, column) => a.map((row) => row[column]!))
const relu = (a: Matrix): Matrix => a.map((row) => row.map((value) => Math.max(0, value)))

export const rowsOf = (matrix: NdArray): Matrix => matrix.toNested() as number[][]
export const packed = (rows: Matrix): NdArray =>
  new NdArray([rows.length, rows[0]!.length], 'float32', Float32Array.from(rows.flat()))

/** How layers are often stacked otherwise. */
export interface StackSlips {
  readonly reluLast?: boolean
  readonly noRelu?: boolean
  readonly softmax?: boolean
  /** The last layer does without the graph. */
  readonly lastWithoutGraph?: boolean
  readonly firstWithoutGraph?: boolean
  /** Collects through the columns of p. */
  readonly byColumns?: boolean
  /** relu(h) is taken before the product with p. */
  readonly reluInside?: boolean
}

export function logitsOf(
  p: NdArray,
  x: NdArray,
  weights: readonly NdArray[],
  slips: StackSlips = {},
): NdArray {
  const graph = slips.byColumns ? transposed(rowsOf(p)) : rowsOf(p)
  const h = weights.reduce((input: Matrix, w, layer) => {
    const [isFirst, isLast] = [layer === 0, layer === weights.length - 1]
    const mixed = product(input, rowsOf(w))
    const skipped = (isLast && slips.lastWithoutGraph) || (isFirst && slips.firstWithoutGraph)
    if (slips.reluInside && !isLast) return product(graph, relu(mixed))
    const taken = skipped ? mixed : product(graph, mixed)
    return slips.noRelu || (isLast && !slips.reluLast) ? taken : relu(taken)
  }, rowsOf(x))
  return packed(slips.softmax ? h.map(softmax) : h)
}

function softmax(row: readonly number[]): number[] {
  const exps = row.map((value) => Math.exp(value - Math.max(...row)))
  return exps.map((value) => value / exps.reduce((sum, one) => sum + one, 0))
}

/** The gradients of `upstream · logits` by the chain rule. */
export function gradientsOf(
  p: NdArray,
  x: NdArray,
  weights: readonly NdArray[],
  upstream: NdArray,
): { x: NdArray; weights: NdArray[] } {
  const graph = rowsOf(p)
  const inputs: Matrix[] = [rowsOf(x)]
  for (const w of weights.slice(0, -1)) inputs.push(relu(product(graph, product(inputs.at(-1)!, rowsOf(w)))))
  let gradient = rowsOf(upstream)
  const ofWeights: NdArray[] = []
  for (let layer = weights.length - 1; layer >= 0; layer--) {
    const collected = product(transposed(graph), gradient)
    ofWeights.unshift(packed(product(transposed(inputs[layer]!), collected)))
    const ofInput = product(collected, transposed(rowsOf(weights[layer]!)))
    gradient =
      layer === 0
        ? ofInput
        : ofInput.map((row, i) => row.map((value, j) => (inputs[layer]![i]![j]! > 0 ? value : 0)))
  }
  return { x: packed(gradient), weights: ofWeights }
}

/** What only shows at a hub of hundreds of neighbours. */
export const HUB_SLIPS: readonly { readonly says: string; readonly slips: MatrixSlips }[] = [
  {
    says: 'The degrees seem to begin again at 256: a byte cannot count that many neighbours.',
    slips: { inBytes: true },
  },
]

export const MATRIX_SLIPS: typeof HUB_SLIPS = [
  { says: 'There seem to be no self-loops: a node forgets itself.', slips: { noSelfLoops: true } },
  {
    says: 'Each edge seems to count one way only. It is undirected: both ends take each other in.',
    slips: { oneWay: true },
  },
  {
    says: 'What is listed twice seems to count twice, or a node listed with itself. Set entries to 1, do not add.',
    slips: { addsUp: true },
  },
  {
    says: 'A node that is listed with itself seems to get a second self-loop. One is enough.',
    slips: { selfTwice: true },
  },
  {
    says: 'The degrees seem to be taken before the self-loops are there. They are sums of the matrix with self-loops.',
    slips: { degreesBefore: true },
  },
  { says: 'It does not seem to be normalised at all.', slips: { by: () => 1 } },
  {
    says: 'It seems to be divided by the degree of the row alone. Both ends count, by the root of their product.',
    slips: { by: (row) => row },
  },
  {
    says: 'It seems to be divided by the degree of the column alone. Both ends count, by the root of their product.',
    slips: { by: (_, column) => column },
  },
  {
    says: 'It seems to be divided by the root of the row’s degree alone. Divide by that of the column’s as well.',
    slips: { by: (row) => Math.sqrt(row) },
  },
  {
    says: 'It seems to be divided by the product of the degrees. What of its root?',
    slips: { by: (row, column) => row * column },
  },
]

export const STACK_SLIPS: readonly { readonly says: string; readonly slips: StackSlips }[] = [
  {
    says: 'There seems to be a ReLU after the last layer: logits may be negative.',
    slips: { reluLast: true },
  },
  {
    says: 'There seems to be no ReLU between the layers. Without it two layers are one.',
    slips: { noRelu: true },
  },
  { says: 'These are probabilities; the logits are wanted.', slips: { softmax: true } },
  {
    says: 'The last layer seems to do without the graph: every layer takes in the neighbours.',
    slips: { lastWithoutGraph: true },
  },
  {
    says: 'The first layer seems to do without the graph: every layer takes in the neighbours.',
    slips: { firstWithoutGraph: true },
  },
  {
    says: 'What a node takes in seems to be read from a column of p. It is in its row.',
    slips: { byColumns: true },
  },
  {
    says: 'ReLU seems to be taken before the neighbours are added up; it comes after.',
    slips: { reluInside: true },
  },
]
