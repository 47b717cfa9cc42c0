// How far three layers of 3 × 3 see: one bright pixel spreads, with kernels without gaps, with growing ones, with equal ones.

import { demo } from '@tensorkata/show'
import * as tf from '@tensorflow/tfjs'
import type * as Solution from './solution'

const SIZE = 17
const STACKS = [
  { id: 'plain', dilations: [1, 1, 1], note: 'Without gaps three layers see 7 × 7 pixels.' },
  {
    id: 'growing',
    dilations: [1, 2, 4],
    note: 'The same 27 weights see 15 × 15 pixels, and miss none of them.',
  },
  {
    id: 'equal',
    dilations: [2, 2, 2],
    note: 'Equal gaps see 13 × 13 pixels, of which three in four are never looked at: the gridding effect.',
  },
]

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  const middle = (SIZE - 1) / 2
  const dot = tf.buffer([SIZE, SIZE, 2])
  for (const channel of [0, 1]) dot.set(1, middle, middle, channel)
  const image = dot.toTensor() as tf.Tensor3D
  // Depthwise: channel 0 is spread by ones, channel 1 differs from left to right.
  const kernel = tf.tidy(() =>
    tf
      .stack(
        [
          tf.ones([3, 3]),
          tf.tensor2d([
            [-1, 0, 1],
            [-1, 0, 1],
            [-1, 0, 1],
          ]),
        ],
        2,
      ) // prettier-ignore
      .expandDims<tf.Tensor4D>(2),
  )
  for (const [done, { id, dilations, note }] of STACKS.entries()) {
    let picture = image.clone()
    for (const dilation of dilations) {
      const next = await learner.groupedConvolve2d(picture, kernel, { dilation, groups: 2, padding: 'same' })
      picture.dispose()
      picture = next
    }
    const values = Float32Array.from(await picture.data())
    picture.dispose()
    for (const [channel, name] of ['ones', 'right minus left'].entries())
      show({
        kind: 'heatmap',
        id: `${id}-${channel}`,
        title: `Dilations ${dilations.join(', ')} · channel ${channel}: ${name}`,
        ...{ rows: SIZE, columns: SIZE, diverging: channel === 1 },
        values: values.filter((_, index) => index % 2 === channel),
        note:
          channel === 0 ? note : 'Depthwise: this channel has weights of its own, and never meets the other.',
      })
    progress((done + 1) / STACKS.length)
  }
  tf.dispose([image, kernel])
})
