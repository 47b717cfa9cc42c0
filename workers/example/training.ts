// Runs in the learner's realm, for the home page's example: trains the learner's model on two moons, a little at each call.

import * as tf from '@tensorflow/tfjs'
import type { DemoTools } from '../../src/kit/show'
import { boundaryOf, ground, lossOf, moons } from './moons'

interface Learner {
  createModel(): unknown
}

const EPOCHS = 120
/** How long a call goes on: a picture for each call, and a pause is never far away. */
const MILLISECONDS = 80

const points = moons()
const inputs = tf.tensor2d(Array.from(points.x, (x, i) => [x, points.y[i]!]))
const targets = tf.tensor2d(points.label, [points.label.length, 1])
const everywhere = tf.tensor2d(ground()).concat(inputs)
const losses = [Math.LN2]
let model: tf.LayersModel | undefined

export async function train({ learner, show, progress }: DemoTools<Learner>): Promise<void> {
  model ??= accepted(await learner.createModel())
  const until = performance.now() + MILLISECONDS
  do losses.push(await epoch(model))
  while (losses.length <= EPOCHS && performance.now() < until)
  const believed = tf.tidy(() => (model!.predict(everywhere) as tf.Tensor).dataSync())
  const ofPoints = believed.slice(-points.label.length)
  const right = points.label.filter((label, i) => ofPoints[i]! > 0.5 === (label === 1)).length
  const percent = Math.floor((100 * right) / points.label.length)
  const done = losses.length - 1
  show(boundaryOf(believed, `Epoch ${done} of ${EPOCHS}: ${percent}% of the points are told right.`))
  show(lossOf(losses))
  progress(done / EPOCHS)
}

async function epoch(network: tf.LayersModel): Promise<number> {
  // A worker in a hidden frame has no animation frames to yield to.
  const options = { epochs: 1, batchSize: 32, shuffle: true, verbose: 0, yieldEvery: 'never' } as const
  const { history } = await network.fit(inputs, targets, options)
  const loss = Number(history['loss']?.[0])
  if (Number.isFinite(loss)) return loss
  throw new Error('The loss is no longer a number: each step is too long. Try a smaller learning rate.')
}

/** What createModel gave, if it can be trained on these points. */
function accepted(made: unknown): tf.LayersModel {
  if (!(made instanceof tf.LayersModel))
    throw new Error(
      'createModel has to return a model, as tf.sequential() makes one. Is "return model" there?',
    )
  if (made.inputs[0]?.shape[1] !== 2)
    throw new Error('The first layer needs inputShape: [2]: a point has two coordinates.')
  const units = made.outputs[0]?.shape[1]
  if (units !== 1)
    throw new Error(
      `The last layer has ${units} units, and needs 1: how sure the network is of the second moon.`,
    )
  return made
}
