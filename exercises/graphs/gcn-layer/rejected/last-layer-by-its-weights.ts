// rejected by: One tensor may serve several layers · says: ReLU after the last layer
// The last layer is looked for by its weights, which are also the first layer’s.
import * as tf from '@tensorflow/tfjs'

/** The adjacency matrix with one self-loop at every node, divided by the root of the degrees of both ends. */
export function propagationMatrix(nodes: number, edges: readonly [number, number][]): tf.Tensor2D {
  const adjacency = new Float32Array(nodes * nodes)
  for (let i = 0; i < nodes; i++) adjacency[i * nodes + i] = 1
  // Set, not added: an edge that is listed again changes nothing.
  for (const [i, j] of edges) adjacency[i * nodes + j] = adjacency[j * nodes + i] = 1
  return tf.tidy(() => {
    const a = tf.tensor2d(adjacency, [nodes, nodes])
    const roots = a.sum(1, true).sqrt()
    return a.div<tf.Tensor2D>(roots).div(roots.transpose())
  })
}

/** What the neighbours have, mixed by the weights: [n, h]. */
export function gcnLayer(p: tf.Tensor2D, x: tf.Tensor2D, w: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.matMul(p, tf.matMul(x, w)))
}

/** As many layers as there are weights, with ReLU between them: the logits. */
export function gcn(p: tf.Tensor2D, x: tf.Tensor2D, weights: readonly tf.Tensor2D[]): tf.Tensor2D {
  return tf.tidy(() =>
    weights.reduce((input, w) => {
      const h = gcnLayer(p, input, w)
      return weights.indexOf(w) < weights.length - 1 ? h.relu() : h
    }, x),
  )
}
