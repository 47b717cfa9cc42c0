// Tensors from the edges on: rows of the identity of both ends, multiplied; degrees as a diagonal matrix.
import * as tf from '@tensorflow/tfjs'

export async function propagationMatrix(nodes: number, edges: [number, number][]): Promise<tf.Tensor2D> {
  return tf.tidy((): tf.Tensor2D => {
    let a = tf.eye(nodes)
    if (edges.length > 0) {
      const ends = tf.tensor2d(edges, [edges.length, 2], 'int32')
      const [from, to] = ends.unstack(1).map((side) => tf.eye(nodes).gather(side as tf.Tensor1D))
      a = a
        .add(tf.matMul(from!, to!, true))
        .add(tf.matMul(to!, from!, true))
        .minimum<tf.Tensor2D>(1)
    }
    const scale = tf.diag(a.sum<tf.Tensor1D>(0).rsqrt()) as tf.Tensor2D
    return tf.matMul(scale.matMul(a), scale)
  })
}

export const gcnLayer = (p: tf.Tensor2D, x: tf.Tensor2D, w: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => tf.matMul(p.matMul(x), w))

export const gcn = (p: tf.Tensor2D, x: tf.Tensor2D, [w, ...rest]: tf.Tensor2D[]): tf.Tensor2D =>
  tf.tidy(() => {
    const h = gcnLayer(p, x, w!)
    return rest.length > 0 ? gcn(p, h.relu<tf.Tensor2D>(), rest) : h
  })
