// The network while it learns, what its filters look for, which digits it takes for which, and the worst of them.

import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import { digits, type Pictures } from './harness'
import type * as Solution from './solution'

const EPOCHS = 8
const CLASSES = Array.from({ length: 10 }, (_, c) => String(c))

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const order = random.shuffled(digits.labels.map((_, i) => i))
  const [training, heldOut] = [part(order.slice(0, 300)), part(order.slice(300))]
  const [known, asked] = [tensorsOf(training), tensorsOf(heldOut)]
  const model = await learner.createModel()
  const lists = { loss: [] as number[], accuracy: [] as number[] }
  showFilters('before training')

  await learner.train(model, known, {
    epochs: EPOCHS,
    heldOut: asked,
    onEpoch: async (epoch, { loss, accuracy }) => {
      lists.loss.push(loss)
      lists.accuracy.push(accuracy)
      progress((epoch + 1) / (EPOCHS + 1))
      const x = Float32Array.from(lists.loss, (_, i) => i)
      const step = `epoch ${epoch}`
      show({
        kind: 'line',
        id: 'learning',
        title: 'Learning to read',
        note: `Loss ${loss.toFixed(3)} on 300 digits, ${percent(accuracy)} of ${heldOut.labels.length} held-out ones right.`,
        xLabel: 'epoch',
        step,
        series: [
          { name: 'training loss', x, y: Float32Array.from(lists.loss) },
          { name: 'held-out accuracy', x, y: Float32Array.from(lists.accuracy) },
        ],
      })
      showFilters(step)
      await new Promise((resolve) => setTimeout(resolve, 0))
    },
  })

  const answer = await learner.predict(model, asked.images)
  const probabilities = (await answer.array()) as number[][]
  tf.dispose([answer, known.images, known.labels, asked.images, asked.labels])
  const predicted = probabilities.map((row) => row.indexOf(Math.max(...row)))
  const right = predicted.filter((label, i) => label === heldOut.labels[i]).length
  const counts = await learner.confusionMatrix(heldOut.labels, predicted)
  show({
    kind: 'heatmap',
    id: 'confusion',
    title: 'Which digit is taken for which',
    note: `Off the diagonal are the mistakes: ${predicted.length - right} of ${predicted.length}.`,
    xLabel: 'predicted',
    yLabel: 'written',
    rows: counts.length,
    columns: counts[0]!.length,
    values: Float32Array.from(counts.flat()),
    rowLabels: CLASSES,
    columnLabels: CLASSES,
  })
  const worst = await learner.worstMistakes(probabilities, heldOut.labels, 12)
  if (worst.length > 0)
    show({
      kind: 'image',
      id: 'worst',
      title: 'The worst mistakes',
      note: 'Would you have read them? The number is the probability that the network gave the truth.',
      images: worst.map(({ index, label, predicted: said, probability }) => ({
        caption: `a ${label}, read as ${said} (${probability.toPrecision(2)})`,
        ...{ width: 8, height: 8, channels: 1 },
        pixels: Uint8Array.from(heldOut.images[index]!.flat(), (ink) => 255 - Math.round((ink * 255) / 16)),
      })),
    })
  model.dispose()
  progress(1)

  /** The first convolution's weights, each filter by itself: white where ink speaks for it, black where against. */
  function showFilters(step: string): void {
    const kernel = model.weights.find(({ shape }) => shape.length === 4)
    if (!kernel) return
    const [height, width, channels, filters] = kernel.shape as [number, number, number, number]
    const weights = Array.from(kernel.read().dataSync())
    const most = weights.reduce((a, b) => Math.max(a, Math.abs(b)), 1e-9)
    show({
      kind: 'image',
      id: 'filters',
      title: 'What the filters look for',
      note: `${filters} filters of ${height} × ${width}, ${step}. White: ink here speaks for it. Black: ink here speaks against it.`,
      step,
      images: Array.from({ length: Math.min(filters, 12) }, (_, f) => ({
        caption: `filter ${f + 1}`,
        ...{ width, height, channels: 1 },
        pixels: Uint8Array.from({ length: height * width }, (_, i) =>
          Math.round(127.5 * (1 + weights[i * channels * filters + f]! / most)),
        ),
      })),
    })
  }
})

const percent = (share: number): string => `${(100 * share).toFixed(0)}%`

const part = (indices: readonly number[]): Pictures => ({
  images: indices.map((i) => digits.images[i]!),
  labels: indices.map((i) => digits.labels[i]!),
})

const tensorsOf = ({ images, labels }: Pictures): Solution.Digits => ({
  images: tf.tensor3d(images),
  labels: tf.tensor1d(labels, 'int32'),
})
