// Two towers learn by the learner's loss which caption belongs to which picture.

import { demo } from '@tensorkata/show'
import { CAPTIONS, SIDE, train } from './harness'
import type * as Solution from './solution'

const STEPS = 120
const COUNT = CAPTIONS.length

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const steps: number[] = []
  const curves = { loss: [] as number[], scale: [] as number[] }
  const { found } = await train(
    learner,
    { steps: STEPS, learningRate: 0.05, seed: random.int(1, 2 ** 31) },
    {
      every: 4,
      show: ({ step, loss, scale, pictures, logits }) => {
        const name = `step ${step}`
        if (step === 0)
          show({
            kind: 'image',
            id: 'pictures',
            title: 'Pictures that are not trained with',
            images: CAPTIONS.map((caption, i) => {
              const pixels = pictures.slice(i * SIDE * SIDE * 3, (i + 1) * SIDE * SIDE * 3)
              const bytes = Uint8Array.from(pixels, (value) => Math.round(255 * Math.min(value, 1)))
              return { caption, width: SIDE, height: SIDE, channels: 3, pixels: bytes }
            }),
          })
        show({
          kind: 'heatmap',
          id: 'logits',
          title: 'How well each caption fits each picture',
          step: name,
          ...{ rows: COUNT, columns: COUNT, rowLabels: CAPTIONS, columnLabels: CAPTIONS },
          ...{ xLabel: 'caption', yLabel: 'picture' },
          values: Float32Array.from(logits),
          diverging: true,
          note: 'Pairs are on the diagonal. Half right first: the right colour, or the right shape.',
        })
        steps.push(step)
        curves.loss.push(loss)
        curves.scale.push(scale)
        for (const [id, title] of [
          ['loss', 'Loss'],
          ['scale', 'The scale that it learns'],
        ] as const)
          show({
            kind: 'line',
            ...{ id, title, step: name, xLabel: 'step', yLabel: id },
            series: [{ name: id, x: Float32Array.from(steps), y: Float32Array.from(curves[id]) }],
          })
        progress((step + 1) / STEPS)
      },
    },
  )
  show({
    kind: 'table',
    id: 'found',
    title: 'Unseen pictures',
    columns: ['find their caption', 'by chance'],
    rows: [[`${Math.round(100 * found)} %`, `${Math.round(100 / COUNT)} %`]],
  })
})
