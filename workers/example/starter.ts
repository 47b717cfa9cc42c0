// Two moons to tell apart. Change a number, and press Run.
import * as tf from '@tensorflow/tfjs'

const hidden = 8
const learningRate = 0.03

export function createModel() {
  const { dense } = tf.layers
  const activation = 'tanh'
  const model = tf.sequential()
  model.add(dense({ units: hidden, activation, inputShape: [2] }))
  model.add(dense({ units: hidden, activation }))
  model.add(dense({ units: 1, activation: 'sigmoid' }))
  const optimizer = tf.train.adam(learningRate)
  model.compile({ optimizer, loss: 'binaryCrossentropy' })
  return model
}
