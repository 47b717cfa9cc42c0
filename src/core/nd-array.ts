// The travelling tensor: what crosses from one realm to another in place of a tf.Tensor.

export type DType = 'float32' | 'int32' | 'bool' | 'complex64' | 'string'
export type NumericData = Float32Array | Float64Array | Int32Array | Uint8Array
export type NestedNumbers = number | boolean | readonly NestedNumbers[]

/**
 * A tensor as plain data in row-major order.
 *
 * `shape` [d0, d1, …]; `data` has product(shape) elements (twice that for complex64: re, im interleaved).
 * bool is stored as 0 and 1 in a Uint8Array, string as an array of strings.
 */
export class NdArray {
  constructor(
    readonly shape: readonly number[],
    readonly dtype: DType,
    readonly data: NumericData | readonly string[],
  ) {
    const wanted = sizeOf(shape) * (dtype === 'complex64' ? 2 : 1)
    if (data.length !== wanted)
      throw new RangeError(
        `Shape [${shape.join(', ')}] holds ${wanted} elements, but ${data.length} were given.`,
      )
  }

  get size(): number {
    return sizeOf(this.shape)
  }

  get rank(): number {
    return this.shape.length
  }

  /** The element at `index`, one number for each axis. */
  get(...index: number[]): number {
    let flat = 0
    for (let axis = 0; axis < this.shape.length; axis++) flat = flat * this.shape[axis]! + (index[axis] ?? 0)
    return Number(this.data[flat])
  }

  /** Nested arrays, like tf.Tensor.array(). A scalar gives its number. */
  toNested(): unknown {
    const build = (axis: number, offset: number): unknown => {
      if (axis === this.shape.length) return this.data[offset]
      const stride = sizeOf(this.shape.slice(axis + 1))
      return Array.from({ length: this.shape[axis]! }, (_, i) => build(axis + 1, offset + i * stride))
    }
    return build(0, 0)
  }
}

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1)

/** The index on each axis of the element at `flat` in row-major order. */
export function unravel(flat: number, shape: readonly number[]): number[] {
  const index = new Array<number>(shape.length)
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = flat % shape[axis]!
    flat = Math.floor(flat / shape[axis]!)
  }
  return index
}

export function dataFor(dtype: DType, values: ArrayLike<number>): NumericData {
  if (dtype === 'int32') return Int32Array.from(values)
  if (dtype === 'bool') return Uint8Array.from(values, (value) => (value ? 1 : 0))
  return Float32Array.from(values)
}

/** An NdArray from nested arrays: `fromNested([[1, 2], [3, 4]])` has shape [2, 2]. Throws on ragged rows. */
export function fromNested(nested: NestedNumbers, dtype: DType = 'float32'): NdArray {
  const shape: number[] = []
  for (let level: NestedNumbers = nested; Array.isArray(level); level = level[0]) {
    shape.push(level.length)
    if (level.length === 0) break
  }
  const flat: number[] = []
  const walk = (value: NestedNumbers, axis: number): void => {
    if (typeof value === 'number' || typeof value === 'boolean') {
      if (axis !== shape.length)
        throw new RangeError('The nested array is ragged: a number stands where a row should.')
      flat.push(Number(value))
      return
    }
    if (value.length !== shape[axis])
      throw new RangeError(
        `The nested array is ragged: a row has ${value.length} entries, not ${shape[axis]}.`,
      )
    for (const entry of value) walk(entry, axis + 1)
  }
  walk(nested, 0)
  return new NdArray(shape, dtype, dataFor(dtype, flat))
}
