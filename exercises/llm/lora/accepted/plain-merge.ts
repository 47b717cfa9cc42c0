// Recursion and columns for rows in forward: yᵀ = Wᵀxᵀ + BᵀAᵀxᵀ; merge in plain numbers.
import * as tf from '@tensorflow/tfjs'

interface Adapter {
  a: tf.Tensor2D
  b: tf.Tensor2D
  alpha: number
}

export function initialise(
  inputs: number,
  outputs: number,
  { rank, alpha }: { rank: number; alpha: number },
  normal: () => number,
): Adapter {
  const a = new Float32Array(inputs * rank).map(() => normal() / inputs ** 0.5)
  return { a: tf.tensor2d(a, [inputs, rank]), b: tf.fill([rank, outputs], 0), alpha }
}

/** [outputs, n] */
function columns(x: tf.Tensor2D, base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D {
  const [adapter, ...others] = adapters
  if (adapter === undefined) return tf.matMul(base, x, true, true)
  const { a, b, alpha } = adapter
  const narrow = tf.matMul(a, x, true, true)
  const scaled = tf.mul(narrow, tf.scalar(alpha / a.shape[1]))
  return tf.add(tf.matMul(b, scaled, true), columns(x, base, others))
}

export function forward(x: tf.Tensor2D, base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D {
  return tf.tidy(() => tf.transpose(columns(x, base, adapters)))
}

export async function merge(base: tf.Tensor2D, adapters: readonly Adapter[]): Promise<tf.Tensor2D> {
  const sum = Float64Array.from(await base.data())
  const [inputs, outputs] = base.shape
  for (const { a, b, alpha } of adapters) {
    const rank = a.shape[1]
    const [down, up] = [await a.data(), await b.data()]
    for (let i = 0; i < inputs; i++)
      for (let r = 0; r < rank; r++)
        for (let j = 0; j < outputs; j++)
          sum[i * outputs + j]! += (alpha / rank) * down[i * rank + r]! * up[r * outputs + j]!
  }
  return tf.tensor2d(Float32Array.from(sum), base.shape)
}
