// The kernels behind TF.js calls that an exercise may forbid. The source is searched for the call; this finds it by
// what really ran, however it was reached.

const KERNELS: Readonly<Record<string, readonly string[]>> = {
  'tf.conv1d': ['Conv2D', 'FusedConv2D'],
  'tf.conv2d': ['Conv2D', 'FusedConv2D', 'Conv2DBackpropFilter'],
  'tf.conv2dTranspose': ['Conv2DBackpropInput'],
  'tf.depthwiseConv2d': ['DepthwiseConv2dNative', 'FusedDepthwiseConv2D'],
  'tf.separableConv2d': ['DepthwiseConv2dNative', 'FusedDepthwiseConv2D', 'Conv2D'],
  'tf.conv3d': ['Conv3D'],
  'tf.conv3dTranspose': ['Conv3DBackpropInputV2'],
  'tf.pool': ['MaxPool', 'AvgPool'],
  'tf.maxPool': ['MaxPool'],
  'tf.avgPool': ['AvgPool'],
  'tf.dilation2d': ['Dilation2D'],
  'tf.softmax': ['Softmax'],
  'tf.logSoftmax': ['LogSoftmax'],
  'tf.multinomial': ['Multinomial'],
  'tf.topk': ['TopK'],
  'tf.batchNorm': ['FusedBatchNorm'],
  'tf.einsum': ['Einsum'],
  'tf.image.nonMaxSuppression': ['NonMaxSuppressionV3', 'NonMaxSuppressionV4', 'NonMaxSuppressionV5'],
}

/** The forbidden call that `kernel` belongs to, or undefined. */
export function forbiddenCallOf(kernel: string, forbidden: readonly string[]): string | undefined {
  return forbidden.find((call) => KERNELS[call]?.includes(kernel))
}
