// The same shop learned twice by your loss: told how popular items are, and not told.

import { demo } from '@tensorkata/show'
import { train } from './harness'
import type * as Solution from './solution'

const STEPS = 120

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const seed = random.int(1, 2 ** 31)
  for (const [done, { id, title, corrected, note }] of [
    {
      id: 'corrected',
      title: 'With the correction',
      corrected: true,
      note: 'What is taken more often scores higher: a probability over the whole catalogue.',
    },
    {
      id: 'plain',
      title: 'Without it',
      corrected: false,
      note: 'Popular items come as wrong answers so often that their scores are pushed down.',
    },
  ].entries()) {
    const { logQ, scores, losses } = await train(learner, { steps: STEPS, corrected, seed })
    show({
      kind: 'scatter',
      id,
      title: `${title}: popularity and score`,
      ...{ xLabel: 'ln of how often it is taken', yLabel: 'mean score' },
      groups: ['for kind 0', 'for kind 1', 'for kind 2', 'for kind 3'],
      points: {
        x: Float32Array.from(logQ),
        y: Float32Array.from(scores),
        label: Int32Array.from(scores, (_, item) => item % 4),
      },
      names: Array.from(scores, (_, item) => `item ${item}`),
      note,
    })
    show({
      kind: 'line',
      id: `${id}-loss`,
      title: `${title}: loss`,
      ...{ xLabel: 'step', yLabel: 'loss' },
      series: [
        { name: 'loss', x: Float32Array.from(losses, (_, step) => step), y: Float32Array.from(losses) },
      ],
    })
    progress((done + 1) / 2)
  }
})
