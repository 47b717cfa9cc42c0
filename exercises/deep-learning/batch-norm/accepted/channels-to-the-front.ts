// Brings the channels to the front first, as code for NCHW does, and puts the mean and root together with γ and β.
import * as tf from '@tensorflow/tfjs'

type BatchNorm = Record<'gamma' | 'beta' | 'mean' | 'variance', tf.Tensor1D>
interface BatchNormOptions {
  training: boolean
  momentum?: number
  epsilon?: number
}

const DEFAULTS = { momentum: 0.1, epsilon: 1e-5 }

export const createBatchNorm = (channels: number): BatchNorm => {
  const [gamma, beta, mean, variance] = [1, 0, 0, 1].map((value) =>
    tf.tensor1d(new Array<number>(channels).fill(value)),
  )
  return { gamma: gamma!, beta: beta!, mean: mean!, variance: variance! }
}

/** One slope and one intercept for each channel. */
function line({ gamma, beta }: BatchNorm, mean: tf.Tensor, variance: tf.Tensor, epsilon: number) {
  const slope = gamma.mul(variance.add(epsilon).rsqrt())
  return { slope, centre: mean, beta }
}

export function batchNorm(x: tf.Tensor, layer: BatchNorm, options: BatchNormOptions) {
  const { training, momentum, epsilon } = { ...DEFAULTS, ...options }
  const channels = x.shape[x.rank - 1]!
  const rows = x.size / channels
  if (training && rows === 1) throw new RangeError('Only one value for each channel.')
  return tf.tidy(() => {
    if (!training) {
      const { slope, centre, beta } = line(layer, layer.mean, layer.variance, epsilon)
      return { y: x.sub(centre).mul(slope).add(beta), mean: layer.mean, variance: layer.variance }
    }
    const byChannel = x.transpose([x.rank - 1, ...x.shape.keys()].slice(0, x.rank)).reshape([channels, rows])
    const mu = byChannel.mean(1) as tf.Tensor1D
    const centred = byChannel.sub(mu.expandDims(1))
    const sumOfSquares = centred.mul(centred).sum(1) as tf.Tensor1D
    const { slope, centre, beta } = line(layer, mu, sumOfSquares.div(rows), epsilon)
    const blend = (old: tf.Tensor1D, fresh: tf.Tensor1D): tf.Tensor1D =>
      tf.addN([old.mul(1 - momentum), fresh.mul(momentum)])
    return {
      y: x.sub(centre).mul(slope).add(beta),
      mean: blend(layer.mean, mu),
      variance: blend(layer.variance, sumOfSquares.div(rows - 1)),
    }
  })
}
