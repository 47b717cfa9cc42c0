// What the tests compare with: the chain rule in plain loops and doubles, every step open to being done wrong.

import { type Expect, GRADIENT, type Mistake, type NdArray, shaped } from '@tensorkata/kit'

export interface Params {
  readonly w1: NdArray
  readonly b1: NdArray
  readonly w2: NdArray
  readonly b2: NdArray
}
export type Name = keyof Params
/** As the way back meets them. */
export const BACKWARDS: readonly Name[] = ['b2', 'w2', 'b1', 'w1']

export interface Problem {
  readonly x: NdArray
  readonly labels: NdArray
  readonly params: Params
}

type Matrix = readonly (readonly number[])[]

interface Forward {
  readonly sums: Matrix
  readonly hidden: Matrix
  readonly logits: Matrix
  readonly loss: number
}

interface Slips {
  /** ReLU, and what the second layer is fed. */
  readonly activate?: (sum: number) => number
  readonly firstBias?: boolean
  readonly secondBias?: boolean
  readonly overBatch?: boolean
  /** The loss of one example from its log-probabilities and label. */
  readonly lossOf?: (logs: readonly number[], label: number) => number
  readonly reduce?: (losses: readonly number[]) => number
  /** The gradient with respect to one logit. */
  readonly toLogit?: (parts: { p: number; z: number; y: number; n: number; c: number }) => number
  /** What a hidden unit passes on of what it receives. */
  readonly passOn?: (received: number, parts: { sum: number; bare: number; hidden: number }) => number
  /** What the second layer's weights are multiplied with. */
  readonly feed?: (parts: { sum: number; hidden: number }) => number
}

const rowsOf = (table: NdArray): Matrix => table.toNested() as number[][]
const listOf = (list: NdArray): number[] => list.toNested() as number[]
const add = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]): number => add(values) / values.length
const transposed = (table: Matrix): number[][] => table[0]!.map((_, j) => table.map((row) => row[j]!))
const times = (a: Matrix, b: Matrix): number[][] => {
  const columns = transposed(b)
  return a.map((row) => columns.map((column) => add(row.map((value, k) => value * column[k]!))))
}
const relu = (value: number): number => Math.max(value, 0)

function logSoftmax(row: readonly number[]): number[] {
  const top = Math.max(...row)
  const total = top + Math.log(add(row.map((value) => Math.exp(value - top))))
  return row.map((value) => value - total)
}

function logProbabilities(logits: Matrix, overBatch = false): number[][] {
  return overBatch ? transposed(transposed(logits).map(logSoftmax)) : logits.map(logSoftmax)
}

function runForward({ x, labels, params }: Problem, slips: Slips): Forward {
  const { activate = relu, firstBias = true, secondBias = true, overBatch, reduce = mean } = slips
  const { lossOf = (logs, label) => -logs[label]! } = slips
  const [b1, b2] = [listOf(params.b1), listOf(params.b2)]
  const sums = times(rowsOf(x), rowsOf(params.w1)).map((row) =>
    row.map((value, j) => value + (firstBias ? b1[j]! : 0)),
  )
  const hidden = sums.map((row) => row.map(activate))
  const logits = times(hidden, rowsOf(params.w2)).map((row) =>
    row.map((value, j) => value + (secondBias ? b2[j]! : 0)),
  )
  const logs = logProbabilities(logits, overBatch)
  const loss = reduce(listOf(labels).map((label, i) => lossOf(logs[i]!, label)))
  return { sums, hidden, logits, loss }
}

export const lossOf = (problem: Problem, slips: Slips = {}): number => runForward(problem, slips).loss

/** The gradients row by row: what each example adds, [n, …], before it is summed over the batch. */
interface Parts {
  readonly toLogits: Matrix
  readonly toSums: Matrix
  readonly fed: Matrix
}

function parts(problem: Problem, slips: Slips): Parts {
  const { toLogit = ({ p, y, n }) => (p - y) / n } = slips
  const { passOn = (received, { sum }) => (sum > 0 ? received : 0), feed = ({ hidden }) => hidden } = slips
  const { sums, hidden, logits } = runForward(problem, {})
  const labels = listOf(problem.labels)
  const b1 = listOf(problem.params.b1)
  const probabilities = logProbabilities(logits, slips.overBatch).map((row) => row.map(Math.exp))
  const [n, c] = [labels.length, logits[0]!.length]
  const toLogits = probabilities.map((row, i) =>
    row.map((p, j) => toLogit({ p, z: logits[i]![j]!, y: labels[i] === j ? 1 : 0, n, c })),
  )
  const received = times(toLogits, transposed(rowsOf(problem.params.w2)))
  const toSums = received.map((row, i) =>
    row.map((value, j) => {
      const sum = sums[i]![j]!
      return passOn(value, { sum, bare: sum - b1[j]!, hidden: hidden[i]![j]! })
    }),
  )
  const fed = hidden.map((row, i) => row.map((value, j) => feed({ sum: sums[i]![j]!, hidden: value })))
  return { toLogits, toSums, fed }
}

export function gradientsOf(problem: Problem, slips: Slips = {}): Params {
  const { toLogits, toSums, fed } = parts(problem, slips)
  const columnSums = (table: Matrix): number[] => transposed(table).map(add)
  return {
    w1: grid(times(transposed(rowsOf(problem.x)), toSums)),
    b1: list(columnSums(toSums)),
    w2: grid(times(transposed(fed), toLogits)),
    b2: list(columnSums(toLogits)),
  }
}

const list = (values: readonly number[]): NdArray => shaped([values.length], values)
const grid = (rows: Matrix): NdArray => shaped([rows.length, rows[0]!.length], rows.flat())

// ---- mistakes ----

const AT_THE_LOGITS: readonly { says: string; slips: Slips }[] = [
  {
    says: 'Missing 1/n: the loss is the mean over the batch, so each example’s gradient is divided by n.',
    slips: { toLogit: ({ p, y }) => p - y },
  },
  {
    says: '1/n is there twice: once is enough, at the logits.',
    slips: { toLogit: ({ p, y, n }) => (p - y) / n / n },
  },
  {
    says: 'The sign is wrong: at the logits the gradient is softmax minus one-hot.',
    slips: { toLogit: ({ p, y, n }) => (y - p) / n },
  },
  {
    says: 'The one-hot labels are never subtracted from the probabilities.',
    slips: { toLogit: ({ p, n }) => p / n },
  },
  {
    says: 'The labels are subtracted from the logits themselves: softmax is missing.',
    slips: { toLogit: ({ z, y, n }) => (z - y) / n },
  },
  {
    says: 'Averaged over the classes too: the mean in the loss runs over the examples only.',
    slips: { toLogit: ({ p, y, n, c }) => (p - y) / n / c },
  },
  {
    says: 'Softmax runs over the batch: each row has probabilities of its own.',
    slips: { overBatch: true },
  },
  {
    says: 'This is the gradient with respect to the probabilities, −y/p: softmax’s own derivative is missing.',
    slips: { toLogit: ({ p, y, n }) => (y === 0 ? 0 : -1 / p / n) },
  },
  {
    says: 'This multiplies by p(1 − p): softmax with cross-entropy leaves p − y alone.',
    slips: { toLogit: ({ p, y, n }) => ((p - y) * p * (1 - p)) / n },
  },
]

const AT_THE_RELU: readonly { says: string; slips: Slips }[] = [
  {
    says: 'The mask of ReLU is dropped: units that were off pass nothing back.',
    slips: { passOn: (received) => received },
  },
  {
    says: 'At exactly 0 ReLU’s derivative is 0 by convention: the mask is z₁ > 0, not z₁ ≥ 0.',
    slips: { passOn: (received, { sum }) => (sum >= 0 ? received : 0) },
  },
  {
    says: 'The mask is taken from the wrong activation: it asks whether the gradient is positive, not whether z₁ is.',
    slips: { passOn: (received) => relu(received) },
  },
  {
    says: 'Two masks: whether the gradient is positive does not matter, only whether z₁ is.',
    slips: { passOn: (received, { sum }) => (sum > 0 ? relu(received) : 0) },
  },
  {
    says: 'The mask is taken from the wrong activation: z₁ includes the bias b₁.',
    slips: { passOn: (received, { bare }) => (bare > 0 ? received : 0) },
  },
  {
    says: 'Multiplied by the activation itself: ReLU’s derivative is 1 or 0.',
    slips: { passOn: (received, { hidden }) => received * hidden },
  },
  {
    says: 'Multiplied by z₁ itself: ReLU’s derivative is 1 or 0.',
    slips: { passOn: (received, { sum }) => received * sum },
  },
  {
    says: 'The mask is upside down: units that were on pass the gradient, the others do not.',
    slips: { passOn: (received, { sum }) => (sum > 0 ? 0 : received) },
  },
]

interface Wrong {
  readonly says: string
  readonly gives: NdArray
}

/** What people return for one parameter when one thing goes wrong, most telling first. */
function mistakesOf(problem: Problem, name: Name): Wrong[] {
  const { toLogits, toSums } = parts(problem, {})
  const [isBias, isFirst] = [name.startsWith('b'), name.endsWith('1')]
  const slip = ({ says, slips }: { says: string; slips: Slips }): Wrong => ({
    says,
    gives: gradientsOf(problem, slips)[name],
  })
  const isSquare = problem.params.w2.shape[0] === problem.params.w2.shape[1]
  const all = [
    ...(isBias ? biasMistakes(isFirst ? toSums : toLogits) : []),
    ...(name === 'w2' ? [slip(FED_BEFORE_RELU)] : []),
    ...AT_THE_LOGITS.map(slip),
    ...(isFirst ? AT_THE_RELU.map(slip) : []),
    ...(isFirst && isSquare ? [{ says: UNTRANSPOSED, gives: throughUntransposed(problem)[name] }] : []),
  ]
  return told(all, gradientsOf(problem)[name])
}

/** Without those that are right after all, as on an input that is all zeros; those that are alike are named together. */
function told(all: readonly Wrong[], right: NdArray): Wrong[] {
  const groups: Wrong[] = []
  for (const { says, gives } of all) {
    if (isAlike(gives, right)) continue
    const place = groups.findIndex((group) => isAlike(group.gives, gives))
    if (place < 0) groups.push({ says, gives })
    else groups[place] = { says: `${groups[place]!.says} Or: ${says}`, gives }
  }
  return groups
}

function isAlike(a: NdArray, b: NdArray): boolean {
  const [left, right] = [a.data as Float32Array, b.data as Float32Array]
  const isSameShape = a.rank === b.rank && a.shape.every((length, axis) => length === b.shape[axis])
  return isSameShape && left.every((value, i) => isClose(value, right[i]!))
}

const isClose = (a: number, b: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= GRADIENT.atol + GRADIENT.rtol * Math.abs(b)

const FED_BEFORE_RELU = {
  says: 'The second layer is fed after ReLU: the gradient of its weights takes the activations, not z₁.',
  slips: { feed: ({ sum }: { sum: number }) => sum },
}
const UNTRANSPOSED = 'On the way back through the second layer its weights are to be transposed.'

/** `arriving` holds what each example adds, [n, units]. */
function biasMistakes(arriving: Matrix): Wrong[] {
  const columns = transposed(arriving)
  const notSummed = 'The bias’s gradient is not summed over the batch: it has the shape of the bias.'
  // A single example cannot tell the last from all, nor the sum from the mean.
  if (arriving.length === 1) return [{ says: notSummed, gives: grid(arriving) }]
  return [
    { says: notSummed, gives: grid(arriving) },
    {
      says: 'The sum over the batch has kept its axis: a bias has one.',
      gives: grid([columns.map(add)]),
    },
    {
      says: 'Only the last example counts: the bias’s gradient is the sum over the batch.',
      gives: list(arriving.at(-1)!),
    },
    {
      says: 'Only the first example counts: the bias’s gradient is the sum over the batch.',
      gives: list(arriving[0]!),
    },
    {
      says: '1/n is there twice: the bias’s gradient is the sum over the batch, with 1/n already at the logits.',
      gives: list(columns.map(mean)),
    },
    {
      says: 'Summed over the wrong axis: each unit’s bias collects from all examples.',
      gives: list(arriving.map(add)),
    },
  ]
}

function throughUntransposed({ x, labels, params }: Problem): Params {
  const { sums } = runForward({ x, labels, params }, {})
  const { toLogits } = parts({ x, labels, params }, {})
  const toSums = times(toLogits, rowsOf(params.w2)).map((row, i) =>
    row.map((value, j) => (sums[i]![j]! > 0 ? value : 0)),
  )
  return {
    ...gradientsOf({ x, labels, params }),
    w1: grid(times(transposed(rowsOf(x)), toSums)),
    b1: list(transposed(toSums).map(add)),
  }
}

function lossMistakes(problem: Problem): Mistake[] {
  const c = problem.params.b2.size
  const wrong = (says: string, slips: Slips): Mistake => ({ says, gives: () => lossOf(problem, slips) })
  return [
    wrong('This is the sum over the batch: the mean is wanted.', { reduce: add }),
    wrong('The sign is wrong: the loss is minus the mean log-probability.', {
      lossOf: (logs, label) => logs[label]!,
    }),
    wrong('Averaged over the classes too: the mean runs over the examples only.', {
      lossOf: (logs, label) => -logs[label]! / c,
    }),
    wrong('Softmax runs over the batch: each row has probabilities of its own.', { overBatch: true }),
    wrong('ReLU is missing.', { activate: (sum) => sum }),
    wrong('The bias b₁ is missing.', { firstBias: false }),
    wrong('The bias b₂ is missing.', { secondBias: false }),
    wrong('This is in bits: take the natural logarithm.', {
      lossOf: (logs, label) => -logs[label]! / Math.LN2,
    }),
    wrong('This is one minus the probability of the label: its logarithm is missing.', {
      lossOf: (logs, label) => 1 - Math.exp(logs[label]!),
    }),
    ...[1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15].map((floor) =>
      wrong('Probabilities are kept above a small number, which caps the loss: use z − logsumexp(z).', {
        lossOf: (logs, label) => -Math.log(Math.max(Math.exp(logs[label]!), floor)),
      }),
    ),
    ...[1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15].map((floor) =>
      wrong('A small number is added to probabilities, which caps the loss: use z − logsumexp(z).', {
        lossOf: (logs, label) => -Math.log(Math.exp(logs[label]!) + floor),
      }),
    ),
  ]
}

// ---- judging ----

export async function judgeLoss(expect: Expect, loss: NdArray, problem: Problem): Promise<void> {
  expect(loss, 'the loss').toHaveShape([])
  expect(loss, 'the loss').toHaveDtype('float32')
  await expect(Number(loss.data[0]), 'the loss').toBeCloseTo(lossOf(problem), {
    mistakes: lossMistakes(problem),
  })
}

/** In the order of the way back, so that the first to fail is where it goes wrong. */
export async function judgeGradients(expect: Expect, got: Params, problem: Problem): Promise<void> {
  const wanted = gradientsOf(problem)
  for (const name of BACKWARDS)
    await expect(got[name], `the gradient of ${name}`).toBeCloseTo(wanted[name], {
      ...GRADIENT,
      mistakes: mistakesOf(problem, name),
    })
}
