// The library's cross-entropy against one-hot rows, once as it is and once transposed; a small number below the root.
import * as tf from '@tensorflow/tfjs'

function normalise(x: tf.Tensor2D): tf.Tensor2D {
  const length = tf.sqrt(tf.add(tf.sum(tf.square(x), -1, true), 1e-12))
  return tf.div(x, length)
}

export function logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D {
  return tf.tidy(() => {
    const scale = tf.exp(tf.minimum(logScale, Math.log(100)))
    return tf.mul(scale, tf.matMul(normalise(images), tf.transpose(normalise(texts))))
  })
}

export function contrastiveLoss(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar {
  return tf.tidy(() => {
    const perImage = logitsPerImage(images, texts, logScale)
    const labels = tf.eye(images.shape[0])
    const lossOfImages = tf.losses.softmaxCrossEntropy(labels, perImage)
    const lossOfTexts = tf.losses.softmaxCrossEntropy(labels, tf.transpose(perImage))
    return tf.mean(tf.stack([lossOfImages, lossOfTexts])) as tf.Scalar
  })
}
