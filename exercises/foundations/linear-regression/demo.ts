// A line that settles among 392 cars, the loss on its way to the bottom, and what pounds do to a rate.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import { cars } from './harness'
import type * as Solution from './solution'

const STEPS = [0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 40]
const RATE = 0.08
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  const { weight, milesPerGallon } = cars
  const middle = mean(weight)
  const deviation = Math.sqrt(mean(weight.map((pounds) => (pounds - middle) ** 2)))
  const scaled = weight.map((pounds) => (pounds - middle) / deviation)
  const x = tf.tensor2d(scaled, [scaled.length, 1])
  const y = tf.tensor1d([...milesPerGallon])

  const fitted = async (
    run: () => Solution.Fit | Promise<Solution.Fit>,
  ): Promise<{ slope: number; bias: number }> => {
    const { weights, bias } = await run()
    const slope = (await weights.data())[0]!
    weights.dispose()
    return { slope, bias }
  }
  const lossOf = ({ slope, bias }: { slope: number; bias: number }): number =>
    mean(scaled.map((value, i) => (slope * value + bias - milesPerGallon[i]!) ** 2))
  const bottom = await fitted(() => learner.fitNormalEquation(x, y, 0))

  const [lightest, heaviest] = [Math.min(...weight), Math.max(...weight)]
  const ends = Array.from({ length: 60 }, (_, i) => lightest + (i / 59) * (heaviest - lightest))
  const lineOf = ({ slope, bias }: { slope: number; bias: number }): number[] =>
    ends.map((pounds) => (slope * (pounds - middle)) / deviation + bias)
  for (const [at, epochs] of STEPS.entries()) {
    const options = { learningRate: RATE, epochs, l2: 0 }
    let losses: number[] = []
    const line = await fitted(async () => {
      const fit = await learner.fitGradientDescent(x, y, options)
      losses = fit.losses
      return fit
    })
    const step = `epoch ${epochs}`
    show({
      kind: 'scatter',
      id: 'line',
      title: 'The heavier, the thirstier',
      ...{ xLabel: 'weight (lb)', yLabel: 'miles per gallon', step },
      groups: ['cars', 'normal equation', 'gradient descent'],
      points: {
        x: Float32Array.from([...weight, ...ends, ...ends]),
        y: Float32Array.from([...milesPerGallon, ...lineOf(bottom), ...lineOf(line)]),
        label: Int32Array.from([...weight.map(() => 0), ...ends.map(() => 1), ...ends.map(() => 2)]),
      },
      note: `After ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} the mean squared error is ${lossOf(line).toFixed(1)}; at the bottom it is ${lossOf(bottom).toFixed(1)}.`,
    })
    const told = [...losses, lossOf(line)]
    const epochsTold = Float32Array.from(told, (_, epoch) => epoch)
    show({
      kind: 'line',
      id: 'loss',
      title: 'Loss by epoch',
      ...{ xLabel: 'epoch', yLabel: 'mean squared error', step },
      series: [
        { name: 'gradient descent', x: epochsTold, y: Float32Array.from(told) },
        { name: 'normal equation', x: epochsTold, y: epochsTold.map(() => lossOf(bottom)) },
      ],
    })
    progress((at + 1) / (STEPS.length + 1))
    await new Promise((resolve) => setTimeout(resolve, 0))
  }

  const table: [string, number, number, number][] = []
  for (const l2 of [0, 0.1, 1, 10]) {
    const { slope, bias } = await fitted(() => learner.fitNormalEquation(x, y, l2))
    table.push([`λ = ${l2}`, slope, bias, lossOf({ slope, bias })])
  }
  show({
    kind: 'table',
    id: 'penalty',
    title: 'What a penalty does',
    columns: ['', 'miles per gallon for 1,000 lb more', 'for a car of mean weight', 'mean squared error'],
    rows: table.map(([name, slope, bias, loss]) => [
      name,
      ((1000 * slope) / deviation).toFixed(2),
      bias.toFixed(2),
      loss.toFixed(2),
    ]),
    note: 'The slope shrinks; the car of mean weight stays where it is, since the bias is not penalised.',
  })

  const inPounds = tf.tensor2d([...weight], [weight.length, 1])
  const rows: [string, string][] = []
  for (const learningRate of [RATE, 1e-7]) {
    const { losses, weights } = await learner.fitGradientDescent(inPounds, y, {
      learningRate,
      epochs: 6,
      l2: 0,
    })
    weights.dispose()
    rows.push([String(learningRate), losses.map((loss) => loss.toPrecision(3)).join(', ')])
  }
  show({
    kind: 'table',
    id: 'pounds',
    title: 'The same in raw pounds: six losses',
    columns: ['learning rate', 'losses'],
    rows,
    note: 'A feature of the size of 3,000 makes the valley a million times steeper. The rate that is low enough for it leaves the bias where it is for hours.',
  })
  tf.dispose([x, y, inPounds])
  progress(1)
})
