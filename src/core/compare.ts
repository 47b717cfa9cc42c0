// Judges a value against the one wanted, and puts the difference into words.

import { EXACT, isClose, type Tolerance } from './closeness'
import { brief, diagnose, isTransposeOf } from './diagnose'
import { fromNested, NdArray, type NestedNumbers, unravel } from './nd-array'
import { describe, Handle, isRecord, isTypedArray, type Value } from './value'

/** What is wrong with a value, in words. Only `detail` gives values away. */
export interface Mismatch {
  /** One sentence that names where and how much, without any expected value. */
  readonly message: string
  /** The name of the bug, where the pattern of errors gives it away. */
  readonly diagnosis?: string
  /** The differing values, for examples and generated inputs only. */
  readonly detail?: string
}

export interface CompareOptions extends Tolerance {
  /** Accept any numeric dtype. */
  readonly anyDtype?: boolean
}

/** Null when `got` equals `want` within the tolerance, else what differs. `path` names the place inside a larger value. */
export function compare(got: Value, want: Value, options: CompareOptions, path = ''): Mismatch | null {
  if (want instanceof NdArray)
    return got instanceof NdArray ? compareTensors(got, want, options, path) : wrongKind(got, want, path)
  if (isTypedArray(want)) return compareLists(got, want, options, path)
  if (Array.isArray(want)) return compareArrays(got, want, options, path)
  if (typeof want === 'number') return compareNumbers(got, want, options, path)
  if (want instanceof Handle) return got instanceof Handle ? null : wrongKind(got, want, path)
  if (isRecord(want)) return compareRecords(got, want, options, path)
  if (got === want) return null
  if (typeof got !== typeof want || want === null || want === undefined) return wrongKind(got, want, path)
  return { message: `${subject(path)} is not right.`, detail: `expected ${String(want)}, got ${String(got)}` }
}

function compareTensors(got: NdArray, want: NdArray, options: CompareOptions, path: string): Mismatch | null {
  const where = path ? `${path}: ` : ''
  if (got.dtype !== want.dtype && !(options.anyDtype && numeric(got) && numeric(want)))
    return {
      message: `${where}The dtype is ${got.dtype}, but ${want.dtype} is wanted.`,
      diagnosis: 'Wrong dtype.',
    }
  const shape = compareShapes(got, want, options, where)
  if (shape) return shape
  if (!numeric(got) || !numeric(want)) return compareStrings(got, want, where)
  return compareElements(got, want, options, where)
}

function compareShapes(got: NdArray, want: NdArray, tolerance: Tolerance, where: string): Mismatch | null {
  const [gotShape, wantShape] = [got.shape, want.shape]
  if (gotShape.length === wantShape.length && gotShape.every((length, axis) => length === wantShape[axis]))
    return null
  const message = `${where}The shape is [${gotShape.join(', ')}], but [${wantShape.join(', ')}] is wanted.`
  if (numeric(got) && numeric(want) && isTransposeOf(got, want, tolerance))
    return { message, diagnosis: 'It looks transposed: the values are right, the axes are swapped.' }
  if (gotShape.length !== wantShape.length)
    return { message, diagnosis: `Wrong rank: ${gotShape.length} axes for ${wantShape.length}.` }
  const axis = gotShape.findIndex((length, i) => length !== wantShape[i])
  return {
    message,
    diagnosis: `Wrong shape: axis ${axis} has length ${gotShape[axis]} for ${wantShape[axis]}.`,
  }
}

function compareElements(got: NdArray, want: NdArray, tolerance: Tolerance, where: string): Mismatch | null {
  const [gotData, wantData] = [got.data as ArrayLike<number>, want.data as ArrayLike<number>]
  // A complex element is two numbers.
  const parts = want.dtype === 'complex64' ? 2 : 1
  let differing = 0
  let last = -1
  let first = -1
  let worst = 0
  let badFloat = -1
  for (let i = 0; i < wantData.length; i++) {
    const [g, w] = [gotData[i]!, wantData[i]!]
    if (isClose(g, w, tolerance)) continue
    const element = Math.floor(i / parts)
    if (element !== last) differing++
    last = element
    if (first < 0) first = i
    if (badFloat < 0 && !Number.isFinite(g) && Number.isFinite(w)) badFloat = i
    const error = Math.abs(g - w)
    if (error > worst) worst = error
  }
  if (differing === 0) return null
  const place = (flat: number): string =>
    want.rank === 0 ? '' : ` at [${unravel(Math.floor(flat / parts), want.shape).join(', ')}]`
  if (badFloat >= 0) {
    const name = Number.isNaN(gotData[badFloat]) ? 'NaN' : 'Infinity'
    const message = `${where}${name} appears${place(badFloat)}, where a finite number is wanted.`
    return { message, diagnosis: `${name} appears.`, detail: `expected ${brief(wantData[badFloat]!)}` }
  }
  const share = want.size === 1 ? 'The value is' : `${differing} of ${want.size} values are`
  const diagnosis = diagnose(got, want, tolerance)
  return {
    message: `${where}${share} wrong${want.size === 1 ? '' : `, the first${place(first)}`}.`,
    ...(diagnosis ? { diagnosis } : {}),
    detail: `expected ${brief(wantData[first]!)}, got ${brief(gotData[first]!)}${place(first)}; largest error ${brief(worst)}`,
  }
}

function compareStrings(got: NdArray, want: NdArray, where: string): Mismatch | null {
  const first = want.data.findIndex((value, i) => value !== got.data[i])
  if (first < 0) return null
  const place = `[${unravel(first, want.shape).join(', ')}]`
  return {
    message: `${where}The string at ${place} is not right.`,
    detail: `expected ${want.data[first]}, got ${got.data[first]}`,
  }
}

function compareNumbers(got: Value, want: number, tolerance: Tolerance, path: string): Mismatch | null {
  if (typeof got !== 'number') return wrongKind(got, want, path)
  if (isClose(got, want, tolerance)) return null
  const detail = `expected ${brief(want)}, got ${brief(got)}`
  if (!Number.isFinite(got) && Number.isFinite(want))
    return {
      message: `${subject(path)} is ${got}, where a finite number is wanted.`,
      diagnosis: `${got} appears.`,
      detail,
    }
  return { message: `${subject(path)} is not right.`, detail }
}

function compareArrays(
  got: Value,
  want: readonly Value[],
  options: CompareOptions,
  path: string,
): Mismatch | null {
  if (!Array.isArray(got))
    return isTypedArray(got) && want.every((entry) => typeof entry === 'number')
      ? compareLists(got, Float64Array.from(want as number[]), options, path)
      : wrongKind(got, want, path)
  const [gotGrid, wantGrid] = [asGrid(got), asGrid(want)]
  if (gotGrid && wantGrid) return compareTensors(gotGrid, wantGrid, options, path)
  if (got.length !== want.length) return wrongLength(got.length, want.length, path)
  for (let i = 0; i < want.length; i++) {
    const mismatch = compare(got[i] as Value, want[i], options, `${path}[${i}]`)
    if (mismatch) return mismatch
  }
  return null
}

function compareLists(
  got: Value,
  want: ArrayLike<number>,
  options: CompareOptions,
  path: string,
): Mismatch | null {
  const isList = isTypedArray(got) || (Array.isArray(got) && got.every((item) => typeof item === 'number'))
  if (!isList) return wrongKind(got, Float64Array.from(want), path)
  const list = got as ArrayLike<number>
  if (list.length !== want.length) return wrongLength(list.length, want.length, path)
  return compareArrays(Array.from(list), Array.from(want), options, path)
}

function compareRecords(
  got: Value,
  want: { readonly [key: string]: Value },
  options: CompareOptions,
  path: string,
): Mismatch | null {
  if (!isRecord(got)) return wrongKind(got, want, path)
  for (const key of Object.keys(want)) {
    const at = path ? `${path}.${key}` : key
    if (!Object.hasOwn(got, key))
      return {
        message: `${path || 'The object'} lacks the key "${key}"; it has ${
          Object.keys(got)
            .map((name) => `"${name}"`)
            .join(', ') || 'none'
        }.`,
        diagnosis: `Missing key "${key}".`,
      }
    const mismatch = compare(got[key], want[key], options, at)
    if (mismatch) return mismatch
  }
  return null
}

/** A regular nested array of numbers as a tensor in double precision, or null. Lets arrays share the words and diagnoses of tensors. */
function asGrid(value: readonly Value[]): NdArray | null {
  if (value.length === 0 || !(typeof value[0] === 'number' || Array.isArray(value[0]))) return null
  try {
    const { shape } = fromNested(value as NestedNumbers)
    const flat = (value as unknown[]).flat(shape.length) as number[]
    if (flat.some((item) => typeof item !== 'number')) return null
    return new NdArray(shape, 'float32', Float64Array.from(flat))
  } catch {
    return null
  }
}

const numeric = (tensor: NdArray): boolean => tensor.dtype !== 'string'
const subject = (path: string): string => path || 'The result'

function wrongKind(got: Value, want: Value, path: string): Mismatch {
  return {
    message: `${subject(path)} is ${describe(got)}, but ${describe(want)} is wanted.`,
    diagnosis: 'Wrong type.',
  }
}

function wrongLength(got: number, want: number, path: string): Mismatch {
  return {
    message: `${subject(path)} has ${got} ${got === 1 ? 'entry' : 'entries'}, but ${want} ${want === 1 ? 'is' : 'are'} wanted.`,
    diagnosis: 'Wrong length.',
  }
}

/** Whether two values are the same to the last bit. */
export const sameValue = (a: Value, b: Value): boolean => compare(a, b, EXACT) === null
