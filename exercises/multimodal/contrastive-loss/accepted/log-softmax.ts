// Log-softmax of the logits and of their transpose; the roles change places, so that one direction serves for both.
import * as tf from '@tensorflow/tfjs'

const LEAST = 1e-6

class Embeddings {
  readonly directions: tf.Tensor2D

  constructor(rows: tf.Tensor2D) {
    const squares = rows
      .mul(rows)
      .sum(1)
      .maximum(LEAST ** 2)
    this.directions = rows.mul(squares.rsqrt().expandDims(1))
  }

  /** [own, others] */
  cosines(others: Embeddings): tf.Tensor2D {
    return tf.dot(this.directions, others.directions.transpose()) as tf.Tensor2D
  }
}

/** The mean cross-entropy of rows whose right answer is their own number. */
const ownNumber = (logits: tf.Tensor2D): tf.Tensor =>
  tf.where(tf.eye(logits.shape[0]).toBool(), tf.logSoftmax(logits), 0).sum(-1).mean().neg()

export const logitsPerImage = (images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D =>
  tf.tidy(() =>
    new Embeddings(images).cosines(new Embeddings(texts)).mul(tf.clipByValue(logScale.exp(), 0, 100)),
  )

export const contrastiveLoss = (images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar =>
  tf.tidy(() => {
    const one = ownNumber(logitsPerImage(images, texts, logScale))
    const other = ownNumber(logitsPerImage(texts, images, logScale))
    return tf.addN([one, other]).mul(0.5) as tf.Scalar
  })
