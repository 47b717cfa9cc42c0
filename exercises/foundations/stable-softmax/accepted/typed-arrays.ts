// Plain loops in doubles over typed arrays, async.
import * as tf from '@tensorflow/tfjs'

interface Slice {
  places: number[]
  greatest: number
  total: number
}

async function slices(logits: tf.Tensor, axis: number): Promise<{ x: Float32Array; all: Slice[] }> {
  const x = (await logits.data()) as Float32Array
  const at = axis < 0 ? axis + logits.rank : axis
  const length = logits.shape[at]!
  let inner = 1
  for (const size of logits.shape.slice(at + 1)) inner *= size
  const all: Slice[] = []
  for (let outer = 0; outer < x.length; outer += length * inner)
    for (let i = 0; i < inner; i++) {
      const places: number[] = []
      let greatest = -Infinity
      for (let j = 0; j < length; j++) {
        places.push(outer + i + j * inner)
        greatest = Math.max(greatest, x[places[j]!]!)
      }
      let total = 0
      if (greatest > -Infinity) for (const place of places) total += Math.exp(x[place]! - greatest)
      all.push({ places, greatest, total })
    }
  return { x, all }
}

export async function softmax(logits: tf.Tensor, axis = -1): Promise<tf.Tensor> {
  const { x, all } = await slices(logits, axis)
  const result = new Float32Array(x.length)
  for (const { places, greatest, total } of all)
    if (total > 0) for (const place of places) result[place] = Math.exp(x[place]! - greatest) / total
  return tf.tensor(result, logits.shape)
}

export async function logSumExp(logits: tf.Tensor, axis = -1): Promise<tf.Tensor> {
  const { all } = await slices(logits, axis)
  const shape = [...logits.shape]
  shape.splice(axis < 0 ? axis + logits.rank : axis, 1)
  return tf.tensor(
    all.map(({ greatest, total }) => (total > 0 ? greatest + Math.log(total) : -Infinity)),
    shape,
    'float32',
  )
}

export async function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): Promise<tf.Scalar> {
  const { x, all } = await slices(logits, 1)
  const y = await labels.data()
  let sum = 0
  all.forEach(({ places, greatest, total }, i) => {
    sum += Math.log(total) + greatest - x[places[y[i]!]!]!
  })
  return tf.scalar(sum / all.length)
}
