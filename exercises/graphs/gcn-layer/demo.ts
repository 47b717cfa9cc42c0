// The fifty states, eight of which say their region: a network finds the others from borders alone, live.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import { borders, regions, states } from './harness'
import type * as Solution from './solution'

/** Two for each region. */
const KNOWN = ['New York', 'Massachusetts', 'Iowa', 'Ohio', 'Georgia', 'Arkansas', 'Nevada', 'Montana']
const [HIDDEN, EPOCHS, EVERY] = [16, 120, 6]

/** Lets the page draw. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 0))

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const known = KNOWN.map((name) => states.findIndex((state) => state.name === name))
  const others = states.map((_, i) => i).filter((i) => !known.includes(i))
  const isRight = (guess: ArrayLike<number>) => (i: number) => guess[i] === states[i]!.region
  // Nothing is known of a state but which one it is.
  const x = tf.eye(states.length)
  const targets = tf.oneHot(
    tf.tensor1d(
      known.map((i) => states[i]!.region),
      'int32',
    ),
    regions.length,
  )
  const places = tf.tensor1d(known, 'int32')

  const graphs = [
    { name: 'with borders', p: await learner.propagationMatrix(states.length, borders) },
    { name: 'without any', p: await learner.propagationMatrix(states.length, []) },
  ]
  const curves = graphs.map(({ name }) => ({ name, x: [] as number[], y: [] as number[] }))
  /** The index of the greatest logit of every state. */
  const regionsOf = async (p: tf.Tensor2D, weights: readonly tf.Tensor2D[]): Promise<ArrayLike<number>> => {
    const greatest = tf.tidy(() => learner.gcn(p, x, weights).argMax(1))
    const guess = await greatest.data()
    greatest.dispose()
    return guess
  }
  for (const [run, { p }] of graphs.entries()) {
    const weights = [
      tf.variable(tf.randomNormal([states.length, HIDDEN], 0, 0.3, 'float32', random.int(0, 1e9))),
      tf.variable(tf.randomNormal([HIDDEN, regions.length], 0, 0.3, 'float32', random.int(0, 1e9))),
    ] as tf.Variable<tf.Rank.R2>[]
    const optimizer = tf.train.adam(0.05)
    for (let epoch = 0; epoch <= EPOCHS; epoch++) {
      // Only what is known has a loss; the others are there as neighbours.
      if (epoch > 0)
        optimizer.minimize(() =>
          tf.losses.softmaxCrossEntropy(targets, learner.gcn(p, x, weights).gather(places)),
        )
      if (epoch % EVERY > 0) continue
      const guess = await regionsOf(p, weights)
      curves[run]!.x.push(epoch)
      curves[run]!.y.push(others.filter(isRight(guess)).length / others.length)
      const step = `${graphs[run]!.name}, epoch ${epoch}`
      if (run === 0)
        show({
          kind: 'scatter',
          id: 'map',
          title: 'Regions found from borders',
          xLabel: 'longitude',
          yLabel: 'latitude',
          step,
          groups: [...regions],
          points: {
            x: Float32Array.from(states, (state) => state.longitude),
            y: Float32Array.from(states, (state) => state.latitude),
            label: Int32Array.from(guess),
          },
          names: states.map((state) => state.name),
          highlighted: known,
          note: 'The marked ones were told. Alaska and Hawaii border on nothing, so nothing reaches them: their colour is chance.',
        })
      show({
        kind: 'line',
        id: 'accuracy',
        title: 'Right, of the states that were not told',
        xLabel: 'epoch',
        yLabel: 'share',
        step,
        series: curves
          .slice(0, run + 1)
          .map(({ name, x, y }) => ({ name, x: Float32Array.from(x), y: Float32Array.from(y) })),
      })
      progress((run + epoch / EPOCHS) / graphs.length)
      await breathe()
    }
    if (run === 0) {
      const guess = await regionsOf(p, weights)
      show({
        kind: 'table',
        id: 'wrong',
        title: 'Taken for others',
        columns: ['state', 'region', 'taken for'],
        rows: others
          .filter((i) => !isRight(guess)(i))
          .map((i) => [states[i]!.name, regions[states[i]!.region]!, regions[guess[i]!]!]),
      })
    }
    tf.dispose(weights)
    optimizer.dispose()
  }
  tf.dispose([x, targets, places, ...graphs.map(({ p }) => p)])
})
