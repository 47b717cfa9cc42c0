// Calls that have to happen where the tensors are, and the fifty states.

import * as tf from '@tensorflow/tfjs'
import statesData from './data/states.json'

interface Matrix {
  propagationMatrix(nodes: number, edges: [number, number][]): tf.Tensor2D | Promise<tf.Tensor2D>
}

interface Layers {
  gcnLayer(p: tf.Tensor2D, x: tf.Tensor2D, w: tf.Tensor2D): tf.Tensor2D
  gcn(p: tf.Tensor2D, x: tf.Tensor2D, weights: readonly tf.Tensor2D[]): tf.Tensor2D
}

/** The list of edges, as it is once its matrix is made. */
export async function edgesAfter(
  { propagationMatrix }: Matrix,
  nodes: number,
  edges: [number, number][],
): Promise<[number, number][]> {
  tf.dispose(await propagationMatrix(nodes, edges))
  return edges
}

/** The logits of layers that share weights: `order` says which of them each layer takes. */
export const sharing = (
  { gcn }: Layers,
  p: tf.Tensor2D,
  x: tf.Tensor2D,
  weights: tf.Tensor2D[],
  order: number[],
): tf.Tensor2D =>
  gcn(
    p,
    x,
    order.map((which) => weights[which]!),
  )

/** The logits, and the gradients of `upstream · logits` in x and in all weights. */
export function gradients(
  { gcn }: Layers,
  p: tf.Tensor2D,
  x: tf.Tensor2D,
  weights: tf.Tensor2D[],
  upstream: tf.Tensor2D,
): { x: tf.Tensor; weights: tf.Tensor[] } {
  const run = (...[features, ...rest]: tf.Tensor[]): tf.Tensor => {
    const logits: unknown = gcn(p, features as tf.Tensor2D, rest as tf.Tensor2D[])
    if (!(logits instanceof tf.Tensor)) throw new Error('gcn must return a tensor, not a promise of one.')
    return logits
  }
  const [ofX, ...ofWeights] = tf.grads(run)([x, ...weights], upstream)
  return { x: ofX!, weights: ofWeights }
}

/** The same tensors twice: the second results, and the tensors as they are afterwards. */
export async function twice(
  { gcnLayer, gcn }: Layers,
  p: tf.Tensor2D,
  x: tf.Tensor2D,
  weights: tf.Tensor2D[],
): Promise<{ layer: tf.Tensor; logits: tf.Tensor; given: tf.Tensor[] }> {
  const given = [p, x, ...weights]
  const checked = async (name: string, call: () => tf.Tensor2D): Promise<tf.Tensor2D> => {
    const result = await call()
    if (given.some((tensor) => tensor.isDisposed))
      throw new Error(`${name} disposes of a tensor that it was given. That is the caller’s.`)
    return result
  }
  const layer = () => checked('gcnLayer', () => gcnLayer(p, x, weights[0]!))
  const logits = () => checked('gcn', () => gcn(p, x, weights))
  tf.dispose([await layer(), await logits()])
  return { layer: await layer(), logits: await logits(), given }
}

/** Longitude and latitude of its capital, and the index of its region. */
export interface State {
  name: string
  longitude: number
  latitude: number
  region: number
}

export const regions: readonly string[] = statesData.regions
export const states: readonly State[] = statesData.states.map(([name, longitude, latitude, region]) => ({
  ...{ name: String(name), longitude: Number(longitude) },
  ...{ latitude: Number(latitude), region: Number(region) },
}))
/** Pairs of states that share a border. */
export const borders = statesData.borders as [number, number][]
