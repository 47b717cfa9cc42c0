// Training and prediction in plain numbers, and what they come to when one step is taken otherwise.

import { NdArray } from '@tensorkata/kit'

export interface Options {
  readonly learningRate: number
  readonly epochs: number
  readonly l2: number
}

export interface Model {
  readonly mean: NdArray
  readonly deviation: NdArray
  readonly weights: NdArray
  readonly bias: number
}

export interface Trained extends Model {
  readonly losses: number[]
}

type Rows = readonly (readonly number[])[]
type Vector = readonly number[]

export const rowsOf = (x: NdArray): number[][] => x.toNested() as number[][]
export const listOf = (y: NdArray): number[] => Array.from(y.data as ArrayLike<number>)
export const vector = (values: Vector): NdArray =>
  new NdArray([values.length], 'float32', Float32Array.from(values))

export const total = (values: Vector): number => values.reduce((sum, value) => sum + value, 0)
export const mean = (values: Vector): number => total(values) / values.length
const dot = (a: Vector, b: Vector): number => total(a.map((value, i) => value * b[i]!))
const column = (rows: Rows, j: number): number[] => rows.map((row) => row[j]!)
export const sigmoid = (z: number): number =>
  z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z))

/** −ln of the probability of the label. */
export const costOf = (z: number, label: number): number =>
  Math.max(z, 0) - label * z + Math.log1p(Math.exp(-Math.abs(z)))

/** Root of the mean square of what is left without the mean. */
export function deviationOf(values: Vector, less = 0): number {
  const middle = mean(values)
  return Math.sqrt(total(values.map((value) => (value - middle) ** 2)) / (values.length - less))
}

/** A step of the training that is often taken otherwise. */
export interface Slips {
  readonly centre?: (values: Vector) => number
  readonly spread?: (values: Vector) => number
  /** The deviation of a constant feature. */
  readonly ofConstant?: number
  /** One mean and one deviation for all features. */
  readonly pooled?: boolean
  /** What of a row goes into the slopes; σ(z) − y is right. */
  readonly error?: (z: number, label: number) => number
  /** What the means of the slopes are multiplied by; 1 is right. */
  readonly factor?: (n: number, d: number) => number
  /** The same, of the bias alone. */
  readonly biasFactor?: (n: number, d: number) => number
  /** What of a weight the penalty adds to its slope; 2 λ w is right. */
  readonly decay?: (weight: number, l2: number, n: number) => number
  readonly biasDecays?: boolean
  readonly noBias?: boolean
  /** The bias is moved by the errors that the new weights make. */
  readonly biasAfterWeights?: boolean
  readonly weightsAfterBias?: boolean
  /** y as a row beside the probabilities as a column: errors of all pairs. */
  readonly allPairs?: boolean
  readonly rowByRow?: boolean
  readonly start?: number
  readonly extraEpochs?: number
  readonly rate?: (rate: number, epoch: number) => number
  // ---- in the losses alone ----
  readonly lossAfter?: boolean
  readonly cost?: (z: number, label: number) => number
  readonly lossFactor?: (n: number) => number
  readonly penalty?: (weights: Vector, bias: number, l2: number, n: number) => number
}

export const squares = (values: Vector): number => dot(values, values)

export function trainedOn(x: NdArray, y: NdArray, options: Options, slips: Slips = {}): Trained {
  const { learningRate, epochs, l2 } = options
  const { factor = () => 1, biasFactor = factor, decay = (weight) => 2 * l2 * weight } = slips
  const { error = (z, label) => sigmoid(z) - label, cost = costOf, lossFactor = () => 1 } = slips
  const { penalty = (weights) => l2 * squares(weights), start = 0 } = slips
  const [raw, labels] = [rowsOf(x), listOf(y)]
  const [n, d] = [raw.length, raw[0]!.length]
  const { means, deviations } = statisticsOf(raw, slips)
  const rows = raw.map((row) => row.map((value, j) => (value - means[j]!) / deviations[j]!))
  let weights = new Array<number>(d).fill(start)
  let bias = slips.noBias ? 0 : start

  const logits = (): number[] => rows.map((row) => dot(row, weights) + bias)
  const errorsOf = (): number[] =>
    logits().map((z, i) => error(z, slips.allPairs ? mean(labels) : labels[i]!))
  const lossNow = (): number => {
    const costs = logits().map((z, i) => cost(z, slips.allPairs ? mean(labels) : labels[i]!))
    return lossFactor(n) * mean(costs) + penalty(weights, bias, l2, n)
  }
  const step = (chosen: readonly number[], rate: number): void => {
    const of = (values: Vector): number[] => chosen.map((i) => values[i]!)
    const move = (errors: Vector): void => {
      weights = weights.map((weight, j) => {
        const slope = factor(n, d) * mean(of(column(rows, j).map((value, i) => value * errors[i]!)))
        return weight - rate * (slope + decay(weight, l2, n))
      })
    }
    const moveBias = (errors: Vector): void => {
      if (slips.noBias) return
      bias -= rate * (biasFactor(n, d) * mean(of(errors)) + (slips.biasDecays ? decay(bias, l2, n) : 0))
    }
    const errors = errorsOf()
    if (slips.weightsAfterBias) {
      moveBias(errors)
      move(errorsOf())
    } else {
      move(errors)
      moveBias(slips.biasAfterWeights ? errorsOf() : errors)
    }
  }
  const everything = rows.map((_, i) => i)
  const losses: number[] = []
  for (let epoch = 0; epoch < epochs + (slips.extraEpochs ?? 0); epoch++) {
    if (!slips.lossAfter) losses.push(lossNow())
    const rate = slips.rate?.(learningRate, epoch) ?? learningRate
    for (const chosen of slips.rowByRow ? everything.map((i) => [i]) : [everything]) step(chosen, rate)
    if (slips.lossAfter) losses.push(lossNow())
  }
  return { mean: vector(means), deviation: vector(deviations), weights: vector(weights), bias, losses }
}

function statisticsOf(rows: Rows, slips: Slips): { means: number[]; deviations: number[] } {
  const { centre = mean, spread = deviationOf } = slips
  const columns = rows[0]!.map((_, j) => (slips.pooled ? rows.flat() : column(rows, j)))
  const isConstant = (values: Vector): boolean => values.every((value) => value === values[0])
  return {
    means: columns.map((values) => (isConstant(values) && !slips.centre ? values[0]! : centre(values))),
    // Who divides by n − 1 has nothing to divide by in a single row.
    deviations: columns.map((values) => (isConstant(values) ? (slips.ofConstant ?? 1) : spread(values) || 1)),
  }
}

/** How a prediction is often made otherwise. */
export interface PredictionSlips {
  readonly notStandardised?: boolean
  readonly notCentred?: boolean
  readonly notScaled?: boolean
  /** Standardised by mean and deviation of the rows that are asked about. */
  readonly byQueries?: boolean
  readonly noBias?: boolean
  /** What becomes of z; σ(z) is right. */
  readonly link?: (z: number) => number
}

export function probabilitiesOf(model: Model, x: NdArray, slips: PredictionSlips = {}): NdArray {
  const { link = sigmoid } = slips
  const rows = rowsOf(x)
  const own = slips.byQueries ? statisticsOf(rows, {}) : undefined
  const plain = slips.notStandardised
  const means = own?.means ?? listOf(model.mean)
  const deviations = own?.deviations ?? listOf(model.deviation)
  const weights = listOf(model.weights)
  return vector(
    rows.map((row) => {
      const scaled = row.map((value, j) => {
        const centred = plain || slips.notCentred ? value : value - means[j]!
        return plain || slips.notScaled ? centred : centred / deviations[j]!
      })
      return link(dot(scaled, weights) + (slips.noBias ? 0 : model.bias))
    }),
  )
}
