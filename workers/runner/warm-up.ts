// A little training while nobody waits, so that the learner's first steps do not wait for TF.js to be compiled.

import type { Tf } from '../shared/tf'

const STEPS = 30

/** On cpu, where the compiler of JavaScript is what takes the time. Leaves no tensor behind, and draws no random number. */
export async function warmUp(tf: Tf): Promise<void> {
  await tf.setBackend('cpu')
  tf.engine().startScope()
  const x = tf.linspace(-1, 1, 64).reshape([32, 2])
  const y = x.greater(0).toFloat().sum(1, true).equal(1).toFloat()
  const hidden = tf.variable(tf.linspace(-1, 1, 16).reshape([2, 8]))
  const out = tf.variable(tf.linspace(-1, 1, 8).reshape([8, 1]))
  const optimizer = tf.train.sgd(0.1)
  const loss = () => tf.losses.sigmoidCrossEntropy(y, x.matMul(hidden).relu().matMul(out)).asScalar()
  for (let step = 0; step < STEPS; step++) optimizer.minimize(loss, false, [hidden, out])
  optimizer.dispose()
  tf.dispose([hidden, out])
  tf.engine().endScope()
}
