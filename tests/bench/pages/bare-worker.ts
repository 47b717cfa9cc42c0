// The bare alternative: a worker with TF.js and nothing else.

import * as tf from '@tensorflow/tfjs'
import { convolve, type Inputs, train } from '../workloads'

addEventListener(
  'message',
  ({ data }: MessageEvent<{ work: 'train' | 'convolve'; inputs: Inputs }>) =>
    void run(data.work, data.inputs),
)

async function run(work: 'train' | 'convolve', { x, y, image, kernel }: Inputs): Promise<void> {
  await tf.setBackend('cpu')
  const startedAt = performance.now()
  if (work === 'train') train(tf.tensor2d(x, [256, 2]), tf.tensor2d(y, [256, 1]))
  else await convolve(tf.tensor3d(image, [192, 192, 3]), tf.tensor4d(kernel, [5, 5, 3, 8])).data()
  postMessage(performance.now() - startedAt)
}
