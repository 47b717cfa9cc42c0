// What a stable loss looks like beside two that are not, and what a temperature does to a softmax.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import type * as Solution from './solution'

const GAPS = Array.from({ length: 81 }, (_, i) => 3 * i - 40)
const TEMPERATURES = [0.1, 0.25, 0.5, 1, 2, 4, 16]
const WORDS = ['cat', 'dog', 'fox', 'owl', 'elk']
const LOGITS = [4, 3, 2.5, 0, -2]

type Floats = Float32Array<ArrayBuffer>

export default demo<typeof Solution>(async ({ learner, show, progress }) => {
  // Two classes, the other one ahead by the gap.
  const yours: number[] = []
  for (const gap of GAPS) {
    const [logits, labels] = [tf.tensor2d([[0, gap]]), tf.tensor1d([0], 'int32')]
    const loss = await learner.crossEntropy(logits, labels)
    yours.push((await loss.data())[0]!)
    tf.dispose([logits, labels, loss])
  }
  // In single precision, as a GPU would.
  const probability = (gap: number): number => Math.fround(1 / Math.fround(1 + Math.fround(Math.exp(gap))))
  show({
    kind: 'line',
    id: 'loss',
    title: 'The loss of one example, by how far another class is ahead',
    xLabel: 'logit of the other class less that of the label',
    yLabel: 'loss',
    series: [
      curve('yours', GAPS, yours),
      curve(
        '−ln p, p at least 1e-7',
        GAPS,
        GAPS.map((gap) => -Math.log(Math.max(probability(gap), 1e-7))),
      ),
      ...[
        curveWhereFinite(
          '−ln p',
          GAPS.map((gap) => -Math.log(probability(gap))),
        ),
      ],
    ],
    note: 'The logarithm of a probability ends in ∞ where float32 does. Clipped, it is flat from there on: the worst mistakes have no gradient.',
  })
  progress(0.5)

  const scaled = tf.tidy(() =>
    tf.tensor2d([LOGITS]).div<tf.Tensor2D>(tf.tensor2d(TEMPERATURES, [TEMPERATURES.length, 1])),
  )
  const probabilities = await learner.softmax(scaled)
  show({
    kind: 'heatmap',
    id: 'temperature',
    title: 'Softmax of the logits 4, 3, 2.5, 0 and −2, divided by a temperature',
    ...{ rows: TEMPERATURES.length, columns: WORDS.length, rowLabels: TEMPERATURES.map(String) },
    ...{ columnLabels: WORDS, xLabel: 'class', yLabel: 'temperature' },
    values: Float32Array.from(await probabilities.data()),
    note: 'Cold, all goes to the greatest; hot, it evens out. Each row sums to 1.',
  })
  tf.dispose([scaled, probabilities])
  progress(1)
})

const curve = (
  name: string,
  x: readonly number[],
  y: readonly number[],
): { name: string; x: Floats; y: Floats } => ({
  name,
  ...{ x: Float32Array.from(x), y: Float32Array.from(y) },
})

/** As far as it goes. */
function curveWhereFinite(name: string, y: readonly number[]): ReturnType<typeof curve> {
  const kept = GAPS.map((gap, i) => [gap, y[i]!] as const).filter(([, loss]) => Number.isFinite(loss))
  return curve(
    name,
    kept.map(([gap]) => gap),
    kept.map(([, loss]) => loss),
  )
}
