// Bytes and 32-bit sums, as a kernel has them; plain loops, and one tensor made at the end.
import * as tf from '@tensorflow/tfjs'

interface Bytes {
  values: Int8Array
  scales: Float32Array
}

/** Rows of `length` numbers. */
function toBytes(numbers: ArrayLike<number>, length: number, given?: number): Bytes {
  const values = new Int8Array(numbers.length)
  const scales = new Float32Array(numbers.length / length)
  scales.forEach((_, row) => {
    let largest = 0
    for (let k = row * length; k < (row + 1) * length; k++) largest = Math.max(largest, Math.abs(numbers[k]!))
    scales[row] = given ?? (largest === 0 ? 1 : largest / 127)
    for (let k = row * length; k < (row + 1) * length; k++)
      values[k] = Math.max(-127, Math.min(127, Math.round(numbers[k]! / scales[row]!)))
  })
  return { values, scales }
}

export async function quantise(weights: tf.Tensor2D) {
  const [inputs, outputs] = weights.shape
  const columns = tf.transpose(weights)
  const { values, scales } = toBytes(await columns.data(), inputs)
  columns.dispose()
  const turned = Int32Array.from(values, (_, i) => values[(i % outputs) * inputs + Math.floor(i / outputs)]!)
  return { values: tf.tensor2d(turned, [inputs, outputs], 'int32'), scales: tf.tensor1d(scales) }
}

export async function quantisedMatMul(
  x: tf.Tensor2D,
  weights: { values: tf.Tensor2D; scales: tf.Tensor1D },
  xScale?: number,
): Promise<tf.Tensor2D> {
  const [[n, inputs], outputs] = [x.shape, weights.values.shape[1]]
  const rows = toBytes(await x.data(), inputs, xScale)
  const [q, s] = [Int8Array.from(await weights.values.data()), await weights.scales.data()]
  const sums = new Int32Array(n * outputs)
  const y = Float32Array.from(sums, (_, at) => {
    const [i, j] = [Math.floor(at / outputs), at % outputs]
    for (let k = 0; k < inputs; k++) sums[at]! += rows.values[i * inputs + k]! * q[k * outputs + j]!
    return sums[at]! * rows.scales[i]! * s[j]!
  })
  return tf.tensor2d(y, [n, outputs])
}
