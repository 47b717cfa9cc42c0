// Power iteration as the books have it: λvvᵀ is taken away from the matrix; stops when the direction stands still. Where
// nothing is left, whichever axis is freest fills up the basis.
import * as tf from '@tensorflow/tfjs'

type Fit = {
  mean: tf.Tensor1D
  components: tf.Tensor2D
  explainedVariance: tf.Tensor1D
  explainedVarianceRatio: tf.Tensor1D
}

const inner = (a: number[], b: number[]): number => a.map((value, i) => value * b[i]!).reduce((p, q) => p + q)
const normalised = (v: number[]): number[] => v.map((value) => value / Math.hypot(...v))

class Spectrum {
  readonly vectors: number[][] = []
  readonly values: number[] = []
  readonly total: number

  constructor(private matrix: number[][]) {
    this.total = matrix.map((row, i) => row[i]!).reduce((p, q) => p + q)
  }

  next(): void {
    const d = this.matrix.length
    const rest = this.matrix.reduce((sum, row, i) => sum + row[i]!, 0)
    const v = rest > 1e-5 * this.total ? this.dominant() : this.filler()
    const value = inner(
      v,
      this.matrix.map((row) => inner(row, v)),
    )
    this.vectors.push(v)
    this.values.push(value)
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) this.matrix[i]![j]! -= value * v[i]! * v[j]!
  }

  private dominant(): number[] {
    let v = normalised(
      Array.from(tf.util.createShuffledIndices(this.matrix.length), () => Math.random() + 0.01),
    )
    v = normalised(v.map((value) => (Math.random() < 0.5 ? -value : value)))
    for (let step = 0; step < 2000; step++) {
      const w = normalised(this.matrix.map((row) => inner(row, v)))
      const still = 1 - Math.abs(inner(v, w)) < 1e-14
      v = w
      if (still && step > 20) break
    }
    return v
  }

  private filler(): number[] {
    const candidates = this.matrix.map((_, axis) => {
      const e = this.matrix.map((_, i) => (i === axis ? 1 : 0))
      return this.vectors.reduce((left, v) => {
        const along = inner(left, v)
        return left.map((value, i) => value - along * v[i]!)
      }, e)
    })
    return normalised(candidates.sort((a, b) => inner(b, b) - inner(a, a))[0]!)
  }
}

export async function pca(x: tf.Tensor2D, k: number): Promise<Fit> {
  const mean = tf.mean(x, 0) as tf.Tensor1D
  const scatter = tf.tidy(() => {
    const z = tf.sub(x, mean)
    return tf.matMul(z, z, true, false).div(x.shape[0] - 1)
  }) as tf.Tensor2D
  const spectrum = new Spectrum(await scatter.array())
  scatter.dispose()
  for (let i = 0; i < k; i++) spectrum.next()
  const { vectors, values, total } = spectrum
  return {
    mean,
    components: tf.tensor2d(vectors),
    explainedVariance: tf.tensor1d(values),
    explainedVarianceRatio: tf.tensor1d(total === 0 ? values.map(() => 0) : values.map((v) => v / total)),
  }
}

export function project({ mean, components }: Fit, points: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const away = tf.matMul(mean.expandDims<tf.Tensor2D>(0), components, false, true)
    return tf.matMul(points, components, false, true).sub(away)
  })
}

export function reconstruct({ mean, components }: Fit, coordinates: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const m = coordinates.shape[0]
    return tf.add(mean.expandDims(0).tile([m, 1]), coordinates.matMul(components))
  })
}
