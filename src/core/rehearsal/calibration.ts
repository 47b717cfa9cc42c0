// How far predictions can be trusted: what was predicted beside what came.

export interface Prediction {
  /** From 0 to 1. */
  readonly chance: number
  readonly hasPassed: boolean
}

export interface Calibration {
  readonly count: number
  /** The mean of the predicted chances. */
  readonly predicted: number
  /** The share that passed. */
  readonly passed: number
  /** Brier's score: 0 is perfect, ¼ is what always saying 50 % gives, 1 is to be sure and wrong each time. */
  readonly brier: number
  /** By the chance that was predicted, the least first. */
  readonly steps: readonly { readonly chance: number; readonly count: number; readonly passed: number }[]
  readonly lean: 'too-sure' | 'too-modest' | 'even'
}

/** A mean that is off by less than this says nothing about anybody. */
const SLACK = 0.1

/**
 * Brier's score is the mean of (chance − outcome)², with 1 for a pass: G. W. Brier, Verification of forecasts expressed in terms
 * of probability, Monthly Weather Review 78 (1950), 1–3. He sums over both outcomes, which is twice this; the half is common for
 * what either happens or not. Null where nothing was predicted.
 */
export function calibrationOf(predictions: readonly Prediction[]): Calibration | null {
  const count = predictions.length
  if (count === 0) return null
  const mean = (part: (prediction: Prediction) => number): number =>
    predictions.reduce((sum, prediction) => sum + part(prediction), 0) / count
  const [predicted, passed] = [mean(({ chance }) => chance), mean(({ hasPassed }) => Number(hasPassed))]
  const chances = [...new Set(predictions.map(({ chance }) => chance))].sort((a, b) => a - b)
  const steps = chances.map((chance) => {
    const own = predictions.filter((prediction) => prediction.chance === chance)
    return { chance, count: own.length, passed: own.filter(({ hasPassed }) => hasPassed).length }
  })
  const gap = predicted - passed
  const lean = gap > SLACK ? 'too-sure' : gap < -SLACK ? 'too-modest' : 'even'
  const brier = mean(({ chance, hasPassed }) => (chance - Number(hasPassed)) ** 2)
  return { count, predicted, passed, brier, steps, lean }
}
