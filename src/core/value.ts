// The values that may cross between realms, and their names in messages.

import { NdArray, type NumericData } from './nd-array'

/** Something that stays in the learner's realm (a model, a function, a kept tensor) and is named by a number here. */
export class Handle {
  constructor(
    readonly id: number,
    /** What it is there, e.g. "function" or "Sequential". */
    readonly kind: string,
  ) {}
}

export type Value =
  | null
  | undefined
  | boolean
  | number
  | string
  | NdArray
  | Handle
  | NumericData
  | readonly Value[]
  | { readonly [key: string]: Value }

export type PlainRecord = { readonly [key: string]: Value }

export const isTypedArray = (value: unknown): value is NumericData =>
  value instanceof Float32Array ||
  value instanceof Int32Array ||
  value instanceof Uint8Array ||
  value instanceof Float64Array

export const isRecord = (value: Value): value is PlainRecord =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof NdArray) &&
  !(value instanceof Handle) &&
  !isTypedArray(value)

/** "a float32 tensor of shape [2, 3]", "an array of 4", "a number" … */
export function describe(value: Value): string {
  if (value === null) return 'null'
  if (value === undefined) return 'nothing (undefined)'
  if (value instanceof NdArray) return `${article(value.dtype)} tensor of shape [${value.shape.join(', ')}]`
  if (value instanceof Handle) return article(value.kind)
  if (isTypedArray(value)) return `${article(value.constructor.name)} of ${value.length}`
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object') return 'an object'
  return article(typeof value)
}

const article = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
