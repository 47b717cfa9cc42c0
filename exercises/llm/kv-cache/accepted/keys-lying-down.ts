// A class does the work of one call; keys are kept transposed, [heads, width, positions], ready for the product.
import * as tf from '@tensorflow/tfjs'

interface Layer {
  wq: tf.Tensor2D
  wk: tf.Tensor2D
  wv: tf.Tensor2D
  wo: tf.Tensor2D
}
interface Params {
  heads: number
  embedding: tf.Tensor2D
  positions: tf.Tensor2D
  layers: Layer[]
}
type Kept = { keys: tf.Tensor3D; values: tf.Tensor3D }
type Cache = { layers: Kept[]; next: number }

class Pass {
  readonly #params: Params
  readonly #past: Cache
  readonly #count: number

  constructor(params: Params, past: Cache, count: number) {
    const room = params.positions.shape[0] - past.next
    if (count > room) throw new Error(`Only ${room} more tokens fit into the context, not ${count}.`)
    this.#params = params
    this.#past = past
    this.#count = count
  }

  run(tokens: number[]): { logits: tf.Tensor2D; cache: Cache } {
    const { embedding, positions, layers } = this.#params
    const { next } = this.#past
    return tf.tidy(() => {
      let x: tf.Tensor2D = tf.gather(embedding, tokens).add(positions.slice([next], [this.#count]))
      const kept: Kept[] = []
      layers.forEach((layer, i) => {
        kept.push(this.#grown(x, layer, this.#past.layers[i]))
        x = x.add(tf.matMul(this.#attended(tf.matMul(x, layer.wq), kept[i]!), layer.wo))
      })
      const logits = tf.matMul<tf.Tensor2D>(x, embedding, false, true)
      return { logits, cache: { layers: kept, next: next + this.#count } }
    })
  }

  #grown(x: tf.Tensor2D, { wk, wv }: Layer, old: Kept | undefined): Kept {
    const keys = this.#headed(tf.matMul(x, wk)).transpose<tf.Tensor3D>([0, 2, 1])
    const values = this.#headed(tf.matMul(x, wv))
    return old ? { keys: old.keys.concat(keys, 2), values: old.values.concat(values, 1) } : { keys, values }
  }

  #attended(q: tf.Tensor2D, { keys, values }: Kept): tf.Tensor2D {
    const queries = this.#headed(q).div<tf.Tensor3D>(Math.sqrt(keys.shape[1]))
    let scores = tf.matMul<tf.Tensor3D>(queries, keys)
    if (this.#count > 1) {
      const [n, m] = [this.#count, keys.shape[2]]
      const visible = Array.from({ length: n * m }, (_, at) => Number((at % m) - Math.floor(at / m) <= m - n))
      scores = tf.where(tf.tensor2d(visible, [n, m], 'bool'), scores, -1e35)
    }
    const powers = scores.sub<tf.Tensor3D>(scores.max(2, true)).exp<tf.Tensor3D>()
    return tf
      .matMul(powers.div<tf.Tensor3D>(powers.sum(2, true)), values)
      .transpose([1, 0, 2])
      .reshape([this.#count, q.shape[1]])
  }

  #headed(x: tf.Tensor2D): tf.Tensor3D {
    const { heads } = this.#params
    return tf.transpose(x.reshape([this.#count, heads, x.shape[1] / heads]), [1, 0, 2])
  }
}

const NOTHING: Cache = { layers: [], next: 0 }

export const prefill = (tokens: number[], params: Params): { logits: tf.Tensor2D; cache: Cache } =>
  new Pass(params, NOTHING, tokens.length).run(tokens)

export function decodeStep(
  token: number,
  past: Cache,
  params: Params,
): { logits: tf.Tensor1D; cache: Cache } {
  const { logits, cache } = new Pass(params, past, 1).run([token])
  const row = logits.squeeze<tf.Tensor1D>([0])
  logits.dispose()
  return { logits: row, cache }
}
