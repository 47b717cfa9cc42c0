// Checks with words. Each method throws a CheckFailure that says what is wrong with the learner's answer.

import { capitalised } from '../core/capitalised'
import { EXACT, FORWARD, type Tolerance } from '../core/closeness'
import { compare, type Mismatch } from '../core/compare'
import { brief } from '../core/diagnose'
import { type DType, NdArray } from '../core/nd-array'
import { describe, isTypedArray, type Value } from '../core/value'
import { CheckFailure, LearnerProblem } from './failures'

export interface CloseOptions extends Partial<Tolerance> {
  /** Accept any numeric dtype. Off by default: the statement names the dtype. */
  readonly anyDtype?: boolean
  /** Wrong answers that people really give, each with the words that name the bug. Tried in order. */
  readonly mistakes?: readonly Mistake[]
}

export interface Mistake {
  /** e.g. "The kernel is flipped: this is convolution in the mathematician's sense." */
  readonly says: string
  readonly gives: Value | (() => Value | Promise<Value>)
}

export interface Expectation {
  /** The same values within atol 1e-5 + rtol 1e-4 · |expected|, the same shape and dtype. NaN and ±∞ match themselves. */
  toBeCloseTo(expected: Value, options?: CloseOptions): Promise<void>
  /** The same to the last bit: labels, indices, strings, shapes. */
  toEqual(expected: Value, options?: Pick<CloseOptions, 'mistakes' | 'anyDtype'>): Promise<void>
  toHaveShape(shape: readonly number[]): void
  toHaveDtype(dtype: DType): void
  /** No NaN and no ±∞ anywhere. */
  toBeFinite(): void
  toBeAtLeast(bound: number): void
  toBeAtMost(bound: number): void
  /** For `expect(learner.fn(…))` without await: the learner's code must throw, and say these words if given. */
  toThrow(words?: RegExp): Promise<void>
}

export interface Expect {
  /** `name` is what the value is called in the message, e.g. "the accuracy on unseen points". */
  (value: unknown, name?: string): Expectation
  /** The author's own check, with the author's own words. */
  that(holds: boolean, message: string, more?: { diagnosis?: string; detail?: string }): void
}

/** Told of each comparison, so that an example can show what was expected and got. */
export type OnCompared = (got: Value, expected: Value) => void

export function createExpect(onCompared: OnCompared): Expect {
  const expectation = (value: unknown, name?: string): Expectation => new Checks(value, name, onCompared)
  return Object.assign(expectation, { that }) as Expect
}

function that(holds: boolean, message: string, more: { diagnosis?: string; detail?: string } = {}): void {
  if (!holds) throw new CheckFailure({ message, ...more })
}

class Checks implements Expectation {
  readonly #value: unknown
  readonly #name: string | undefined
  readonly #onCompared: OnCompared

  constructor(value: unknown, name: string | undefined, onCompared: OnCompared) {
    this.#value = value
    this.#name = name
    this.#onCompared = onCompared
  }

  async toBeCloseTo(expected: Value, options: CloseOptions = {}): Promise<void> {
    const tolerance = { ...FORWARD, ...options }
    this.#onCompared(this.#settled(), expected)
    const mismatch = compare(this.#settled(), expected, tolerance)
    if (!mismatch) return
    throw new CheckFailure(named(await this.#recognise(mismatch, tolerance, options.mistakes), this.#name))
  }

  async toEqual(expected: Value, options: Pick<CloseOptions, 'mistakes' | 'anyDtype'> = {}): Promise<void> {
    await this.toBeCloseTo(expected, { ...EXACT, ...options })
  }

  toHaveShape(shape: readonly number[]): void {
    const value = this.#tensor()
    const same = value.rank === shape.length && value.shape.every((length, axis) => length === shape[axis])
    that(
      same,
      `${this.#subject()} has shape [${value.shape.join(', ')}], but [${shape.join(', ')}] is wanted.`,
      {
        diagnosis: 'Wrong shape.',
      },
    )
  }

  toHaveDtype(dtype: DType): void {
    const value = this.#tensor()
    that(value.dtype === dtype, `${this.#subject()} has dtype ${value.dtype}, but ${dtype} is wanted.`, {
      diagnosis: 'Wrong dtype.',
    })
  }

  toBeFinite(): void {
    const bad = numbersIn(this.#settled()).find((number) => !Number.isFinite(number))
    const name = Number.isNaN(bad) ? 'NaN' : 'Infinity'
    that(bad === undefined, `${this.#subject()} holds ${name}, where finite numbers are wanted.`, {
      diagnosis: `${name} appears.`,
    })
  }

  toBeAtLeast(bound: number): void {
    const value = this.#number()
    that(value >= bound, `${this.#subject()} is ${brief(value)}; at least ${brief(bound)} is wanted.`)
  }

  toBeAtMost(bound: number): void {
    const value = this.#number()
    that(value <= bound, `${this.#subject()} is ${brief(value)}; at most ${brief(bound)} is wanted.`)
  }

  async toThrow(words?: RegExp): Promise<void> {
    const thrown = await Promise.resolve(this.#value).then(
      () => null,
      (error: unknown) => error,
    )
    that(thrown !== null, `${this.#subject()} should have been refused with an error.`, {
      diagnosis: 'Nothing was thrown.',
    })
    if (!(thrown instanceof LearnerProblem) || thrown.problem.kind !== 'threw') throw thrown
    const says = words === undefined || words.test(thrown.message)
    that(says, `The error says "${thrown.message}", which does not name what is wrong (${String(words)}).`)
  }

  async #recognise(
    mismatch: Mismatch,
    tolerance: Tolerance,
    mistakes: readonly Mistake[] = [],
  ): Promise<Mismatch> {
    for (const { says, gives } of mistakes) {
      const wrong = typeof gives === 'function' ? await gives() : gives
      if (compare(this.#settled(), wrong, { ...tolerance, anyDtype: true }) === null)
        return { ...mismatch, diagnosis: says }
    }
    return mismatch
  }

  #subject(): string {
    return this.#name ? capitalised(this.#name) : 'The result'
  }

  /** A promise here is the author's forgotten `await`. */
  #settled(): Value {
    if (this.#value instanceof Promise)
      throw new TypeError('expect() was given a promise: write `await` before the call.')
    return this.#value as Value
  }

  #tensor(): NdArray {
    const value = this.#settled()
    if (value instanceof NdArray) return value
    throw new CheckFailure({
      message: `${this.#subject()} is ${describe(value)}, but a tensor is wanted.`,
      diagnosis: 'Wrong type.',
    })
  }

  #number(): number {
    const value = this.#settled()
    const number = value instanceof NdArray && value.size === 1 ? Number(value.data[0]) : value
    if (typeof number === 'number') return number
    throw new CheckFailure({
      message: `${this.#subject()} is ${describe(value)}, but a number is wanted.`,
      diagnosis: 'Wrong type.',
    })
  }
}

function named(mismatch: Mismatch, name: string | undefined): Mismatch {
  return name ? { ...mismatch, message: `In ${name}: ${mismatch.message}` } : mismatch
}

function numbersIn(value: Value): number[] {
  if (typeof value === 'number') return [value]
  if (value instanceof NdArray)
    return value.dtype === 'string' ? [] : Array.from(value.data as ArrayLike<number>)
  if (isTypedArray(value)) return Array.from(value)
  if (Array.isArray(value)) return value.flatMap((entry) => numbersIn(entry as Value))
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((entry) => numbersIn(entry as Value))
    : []
}
