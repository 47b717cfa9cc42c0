// Neighbours in sets; the matrix in plain numbers; products by einsum-like broadcasting.
import * as tf from '@tensorflow/tfjs'

export function propagationMatrix(nodes: number, edges: [number, number][]): tf.Tensor2D {
  const neighbours = Array.from({ length: nodes }, (_, i) => new Set([i]))
  edges.forEach(([i, j]) => {
    neighbours[i]!.add(j)
    neighbours[j]!.add(i)
  })
  const rows = neighbours.map((mine) =>
    neighbours.map((theirs, j) => (mine.has(j) ? Math.pow(mine.size * theirs.size, -0.5) : 0)),
  )
  return tf.tensor2d(rows, [nodes, nodes], 'float32')
}

const times = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D => a.expandDims(2).mul(b.expandDims(0)).sum(1)

export function gcnLayer(p: tf.Tensor2D, x: tf.Tensor2D, w: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => times(p, times(x, w)))
}

export function gcn(p: tf.Tensor2D, x: tf.Tensor2D, weights: tf.Tensor2D[]): tf.Tensor2D {
  const last = weights.length - 1
  return tf.tidy(() => {
    let h = x
    for (let layer = 0; layer < last; layer++) h = tf.maximum(gcnLayer(p, h, weights[layer]!), 0)
    return gcnLayer(p, h, weights[last]!)
  })
}
