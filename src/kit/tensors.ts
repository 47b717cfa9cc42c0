// Short ways to write the tensors of a test.

import { type DType, fromNested, NdArray, type NestedNumbers } from '../core/nd-array'

/** `tensor([[1, 2], [3, 4]])` is float32 of shape [2, 2]; give a dtype for another. Throws on ragged rows. */
export const tensor = (values: NestedNumbers, dtype: DType = 'float32'): NdArray => fromNested(values, dtype)

/** A tensor from its flat data in row-major order: `shaped([2, 3], [1, 2, 3, 4, 5, 6])`. */
export const shaped = (shape: readonly number[], data: ArrayLike<number>): NdArray =>
  new NdArray(shape, 'float32', Float32Array.from(data))
