// The logits of the pairs are row-wise products, without a diagonal; log-sum-exp by hand; a row of zeros is set apart first.
import * as tf from '@tensorflow/tfjs'

function unit(x: tf.Tensor2D): tf.Tensor2D {
  const squares = x.square().sum(1, true)
  // Only where a row is zero is read out, not its length: a root of 1 has a slope that does no harm.
  const isZero = Array.from(squares.dataSync(), (square) => [Number(square === 0)])
  return x.div(squares.add(tf.tensor2d(isZero)).sqrt())
}

const scaleOf = (logScale: tf.Scalar): tf.Tensor => tf.minimum(100, logScale.exp())

function logSumExp(logits: tf.Tensor2D, axis: number): tf.Tensor1D {
  const most = logits.max(axis, true)
  return logits
    .sub(most)
    .exp()
    .sum(axis)
    .log()
    .add(most.squeeze([axis]))
}

export function logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D {
  return tf.tidy(() => unit(images).matMul(unit(texts), false, true).mul(scaleOf(logScale)))
}

export function contrastiveLoss(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar {
  return tf.tidy(() => {
    const logits = logitsPerImage(images, texts, logScale)
    const lines = tf.concat([logSumExp(logits, 0), logSumExp(logits, 1)])
    const pairs = unit(images).mul(unit(texts)).sum(1).mul(scaleOf(logScale))
    return lines.mean().sub(pairs.mean())
  })
}
