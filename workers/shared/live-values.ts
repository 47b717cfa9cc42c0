// Between travelling values and living ones: NdArray ↔ tf.Tensor, Handle ↔ the object it names.

import { type DType, NdArray, type NumericData } from '../../src/core/nd-array'
import type { Problem } from '../../src/core/problem'
import { Handle, isTypedArray, type Value } from '../../src/core/value'
import type { Tensor, Tf } from './tf'

const DEEPEST = 30
const MOST_ENTRIES = 1_000_000

/** A value that cannot be judged, with what to return instead. */
export class Unsupported extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message)
  }
}

/** Objects that stay here and are known elsewhere by a number, for as long as the realm lives: one submission. */
export class HandleTable {
  readonly #objects = new Map<number, unknown>()
  #next = 1

  get size(): number {
    return this.#objects.size
  }

  keep(object: unknown, kind: string): Handle {
    const id = this.#next++
    this.#objects.set(id, object)
    return new Handle(id, kind)
  }

  object(handle: Handle): unknown {
    if (!this.#objects.has(handle.id)) throw new RangeError(`No object is kept under handle ${handle.id}.`)
    return this.#objects.get(handle.id)
  }
}

/** Living arguments from travelling ones. `made` collects the tensors this makes. */
export function toLive(value: Value, tf: Tf, handles: HandleTable, made: Tensor[]): unknown {
  if (value instanceof NdArray) {
    const tensor = toTensor(value, tf)
    made.push(tensor)
    return tensor
  }
  if (value instanceof Handle) return handles.object(value)
  if (isTypedArray(value) || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((entry) => toLive(entry as Value, tf, handles, made))
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, toLive(entry as Value, tf, handles, made)]),
  )
}

function toTensor({ shape, dtype, data }: NdArray, tf: Tf): Tensor {
  if (dtype !== 'complex64') return tf.tensor(data as Float32Array, [...shape], dtype as 'float32')
  // TF.js makes complex tensors of two halves only.
  const half = (part: number): Tensor =>
    tf.tensor(
      (data as Float32Array).filter((_, i) => i % 2 === part),
      [...shape],
    )
  return tf.tidy(() => tf.complex(half(0), half(1)))
}

/** What a call returned, as a travelling value. `found` collects its tensors. Throws Unsupported. */
export async function toTravel(live: unknown, tf: Tf, handles: HandleTable, found: Tensor[]): Promise<Value> {
  let left = MOST_ENTRIES
  const above = new Set<unknown>()

  const walk = (value: unknown, path: string, depth: number): Value | Promise<Value> => {
    if (--left < 0)
      throw unsupported(`${path} has more than ${MOST_ENTRIES} entries. Return a tensor instead.`)
    if (value === null || value === undefined) return value
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'function') return handles.keep(value, 'function')
    if (typeof value !== 'object') throw unsupported(`${path} is a ${typeof value}.`)
    if (value instanceof tf.Tensor) return readTensor(value, path, found)
    if (isTypedArray(value)) return value.slice()
    if (above.has(value)) throw unsupported(`${path} contains itself.`)
    if (depth > DEEPEST) throw unsupported(`${path.slice(0, 60)}… is nested more than ${DEEPEST} deep.`)
    above.add(value)
    const copied = Array.isArray(value) ? walkArray(value, path, depth) : walkObject(value, path, depth)
    above.delete(value)
    return copied
  }

  const walkArray = (array: readonly unknown[], path: string, depth: number): Value | Promise<Value> => {
    const entries = Array.from(array, (entry, i) => walk(entry, `${path}[${i}]`, depth + 1))
    return entries.some((entry) => entry instanceof Promise) ? Promise.all(entries) : (entries as Value[])
  }

  const walkObject = (object: object, path: string, depth: number): Value | Promise<Value> => {
    const prototype: unknown = Object.getPrototypeOf(object)
    if (prototype !== Object.prototype && prototype !== null) return handles.keep(object, className(object))
    const entries = Object.entries(Object.getOwnPropertyDescriptors(object))
      .filter(([, descriptor]) => descriptor.enumerable)
      .map(([key, descriptor]) => {
        if (!('value' in descriptor)) throw unsupported(`${path}.${key} is a getter.`)
        return [key, walk(descriptor.value, `${path}.${key}`, depth + 1)] as const
      })
    return Promise.all(entries.map(async ([key, entry]) => [key, await entry] as const)).then(
      (pairs) => Object.fromEntries(pairs) as Value,
    )
  }

  return walk(live, 'The result', 0)
}

async function readTensor(tensor: Tensor, path: string, found: Tensor[]): Promise<NdArray> {
  if (tensor.isDisposed) {
    throw new Unsupported({
      kind: 'disposed',
      message: `${path} is a tensor that was already disposed of.`,
      remedy: 'Return it from tf.tidy, or call dispose() only on what you do not return.',
    })
  }
  found.push(tensor)
  const dtype = tensor.dtype as DType
  return new NdArray([...tensor.shape], dtype, inItsOwnArray(dtype, await tensor.data()))
}

const ARRAYS: Partial<Record<DType, Float32ArrayConstructor | Int32ArrayConstructor>> = {
  float32: Float32Array,
  int32: Int32Array,
}

/** On cpu a cast to a wider dtype keeps the array that was there: labels as float32 are still an Int32Array. */
function inItsOwnArray(dtype: DType, data: unknown): NumericData {
  const Own = ARRAYS[dtype]
  return !Own || data instanceof Own ? (data as NumericData) : Own.from(data as ArrayLike<number>)
}

const className = (object: object): string => {
  const name: unknown = (object.constructor as { name?: unknown } | undefined)?.name
  return typeof name === 'string' && name !== '' ? name.slice(0, 100) : 'object'
}

const unsupported = (message: string): Unsupported =>
  new Unsupported({
    kind: 'unsupported-value',
    message,
    remedy: 'Return numbers, strings, booleans, tensors, arrays or plain objects of those.',
  })
