// All adapters as one: their A side by side, their B one under the other with the scales in them.
import * as tf from '@tensorflow/tfjs'

type Adapter = { a: tf.Tensor2D; b: tf.Tensor2D; alpha: number }

export async function initialise(
  inputs: number,
  outputs: number,
  options: { rank: number; alpha: number },
  normal: () => number,
): Promise<Adapter> {
  const buffer = tf.buffer([inputs, options.rank], 'float32')
  const deviation = Math.pow(inputs, -0.5)
  for (let i = 0; i < inputs; i++)
    for (let j = 0; j < options.rank; j++) buffer.set(deviation * normal(), i, j)
  const a = buffer.toTensor() as tf.Tensor2D
  const b = tf.tensor2d(new Float32Array(options.rank * outputs), [options.rank, outputs])
  return { a, b, alpha: options.alpha }
}

function together(adapters: readonly Adapter[]): [tf.Tensor2D, tf.Tensor2D] {
  const b = adapters.map((adapter) => tf.mul(adapter.b, adapter.alpha / adapter.b.shape[0]) as tf.Tensor2D)
  return [
    tf.concat2d(
      adapters.map(({ a }) => a),
      1,
    ),
    tf.concat2d(b, 0),
  ]
}

export const forward = (x: tf.Tensor2D, base: tf.Tensor2D, adapters: readonly Adapter[]): tf.Tensor2D =>
  tf.tidy(() => {
    const straight = tf.matMul(x, base) as tf.Tensor2D
    if (adapters.length === 0) return straight
    const [down, up] = together(adapters)
    return tf.add(straight, tf.matMul(tf.matMul(x, down), up))
  })

export const merge = async (base: tf.Tensor2D, adapters: readonly Adapter[]): Promise<tf.Tensor2D> =>
  tf.tidy(() => {
    if (adapters.length === 0) return tf.add(base, 0)
    const [down, up] = together(adapters)
    return tf.add(tf.matMul(down, up), base)
  })
