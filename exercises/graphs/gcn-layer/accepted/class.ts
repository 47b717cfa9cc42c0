// A class for the graph, coordinates in a set of text; intermediate tensors disposed of by tidy at every step.
import * as tf from '@tensorflow/tfjs'

class Graph {
  private readonly links = new Set<string>()

  constructor(
    private readonly nodes: number,
    edges: readonly (readonly [number, number])[],
  ) {
    for (const [from, to] of edges) if (from !== to) this.links.add(`${from},${to}`).add(`${to},${from}`)
  }

  normalised(): tf.Tensor2D {
    const degree = new Array<number>(this.nodes).fill(1)
    const pairs = [...this.links].map((link) => link.split(',').map(Number) as [number, number])
    for (const [from] of pairs) degree[from]!++
    const buffer = tf.buffer([this.nodes, this.nodes])
    for (let i = 0; i < this.nodes; i++) buffer.set(1 / degree[i]!, i, i)
    for (const [i, j] of pairs) buffer.set(1 / Math.sqrt(degree[i]!) / Math.sqrt(degree[j]!), i, j)
    return buffer.toTensor() as tf.Tensor2D
  }
}

export function propagationMatrix(nodes: number, edges: [number, number][]) {
  return new Graph(nodes, edges).normalised()
}

export function gcnLayer(p: tf.Tensor2D, x: tf.Tensor2D, w: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.dot(tf.dot(p, x), w) as tf.Tensor2D)
}

export function gcn(p: tf.Tensor2D, x: tf.Tensor2D, weights: tf.Tensor2D[]): tf.Tensor2D {
  return tf.tidy(() =>
    weights
      .slice(0, -1)
      .map((w) => (h: tf.Tensor2D) => tf.relu(gcnLayer(p, h, w)))
      .concat((h) => gcnLayer(p, h, weights.at(-1)!))
      .reduce((h, layer) => layer(h), x),
  )
}
