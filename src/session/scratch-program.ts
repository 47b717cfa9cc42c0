// What the scratch area begins with: short, useful, and a look at all that it can do.

export const SCRATCH_PROGRAM = `import * as tf from '@tensorflow/tfjs'
import { show } from '@tensorkata/show'

// A tensor is printed with its type, its shape and its values.
const x = tf.linspace(-1, 1, 5)
console.log('x =', x)
console.log('x ⊗ x =', tf.outerProduct(x, x))

// A line through noisy points, found by gradient descent. show() draws, as often as you like.
const inputs = tf.randomUniform([60], -1, 1)
const targets = inputs.mul(2).add(0.5).add(tf.randomNormal([60], 0, 0.2))
const slope = tf.variable(tf.scalar(0))
const offset = tf.variable(tf.scalar(0))
const optimizer = tf.train.sgd(0.1)
const losses: number[] = []

for (let step = 0; step < 60; step++) {
  const loss = optimizer.minimize(() => inputs.mul(slope).add(offset).sub(targets).square().mean(), true)!
  losses.push((await loss.data())[0]!)
  show({
    kind: 'line',
    id: 'loss',
    title: 'Mean squared error',
    xLabel: 'step',
    series: [{ name: 'loss', x: Float32Array.from(losses.keys()), y: Float32Array.from(losses) }],
  })
  await new Promise((resolve) => setTimeout(resolve, 15))
}
console.log('slope', slope.dataSync()[0], 'offset', offset.dataSync()[0])
`
