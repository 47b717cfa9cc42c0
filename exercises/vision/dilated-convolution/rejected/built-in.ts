// rejected by: compiling · says: asks you to build tf.conv2d by hand
// The call that is to be built.
import * as tf from '@tensorflow/tfjs'

export interface GroupedOptions {
  dilation?: number
  groups?: number
  padding?: 'valid' | 'same'
}

export function groupedConvolve2d(
  image: tf.Tensor3D,
  kernel: tf.Tensor4D,
  { dilation = 1, groups = 1, padding = 'valid' }: GroupedOptions = {},
): tf.Tensor3D {
  return tf.tidy(() => {
    const inputs = tf.split(image, groups, 2) as tf.Tensor3D[]
    const filters = tf.split(kernel, groups, 3) as tf.Tensor4D[]
    return tf.concat(
      inputs.map((input, g) => tf.conv2d(input, filters[g]!, 1, padding, 'NHWC', dilation)),
      2,
    )
  })
}
