import * as tf from '@tensorflow/tfjs'

/**
 * The adjacency matrix with one self-loop at every node, divided by the root of the degrees of both ends.
 *
 * edges: undirected, in either order, perhaps more than once
 * returns [nodes, nodes]
 */
export function propagationMatrix(nodes: number, edges: readonly [number, number][]): tf.Tensor2D {
  throw new Error('propagationMatrix is not written yet.')
}

/**
 * One layer, without its activation.
 *
 * p: [n, n]; row i says what node i takes in
 * x: [n, f]
 * w: [f, h]
 * returns [n, h]
 */
export function gcnLayer(p: tf.Tensor2D, x: tf.Tensor2D, w: tf.Tensor2D): tf.Tensor2D {
  throw new Error('gcnLayer is not written yet.')
}

/**
 * As many layers as there are weights, with ReLU between them.
 *
 * weights: [f, h1], [h1, h2], …, [.., classes]
 * returns the logits, [n, classes]
 */
export function gcn(p: tf.Tensor2D, x: tf.Tensor2D, weights: readonly tf.Tensor2D[]): tf.Tensor2D {
  throw new Error('gcn is not written yet.')
}
