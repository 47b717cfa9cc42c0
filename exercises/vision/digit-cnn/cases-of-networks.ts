// The network that is made, and what predict says with one whose answers are known.

import { tensor } from '@tensorkata/kit'
import unseenTexts from './data/unseen.json'
import { type Define, check, expectProbabilities } from './checks'
import { inkOf, probabilitiesOf, rowsOf, scribbles, weightsOf } from './expected'
import { decoded } from './harness'

const unseen = decoded(unseenTexts)
const MOST_PARAMETERS = 4_000

export function networks({ hidden, property }: Define): void {
  // ---- the network ----

  hidden(
    'a new model turns ink [n, 8, 8, 1] into probabilities [n, 10]',
    { category: 'shape', hint: 'What does the last layer of the network end with?' },
    async ({ harness, expect, random }) => {
      const ink = inkOf(scribbles(5, random).images)
      const { inputs, outputs, probabilities } = await harness.inspect(ink)
      await expect(inputs, 'the shapes that the network takes').toEqual([[null, 8, 8, 1]])
      await expect(outputs, 'the shapes that the network gives').toEqual([[null, 10]])
      expectProbabilities(expect, probabilities, 5, 'what a new model says')
    },
  )

  hidden(
    'the network convolves',
    { hint: 'Which layer looks at a small window, with the same weights everywhere?' },
    async ({ harness, expect, measure }) => {
      const ink = inkOf(unseen.images.slice(0, 4))
      const { value, kernels } = await measure(() => harness.inspect(ink))
      const ran = Object.entries(kernels).some(([name, count]) => /conv2d/i.test(name) && count > 0)
      const none = 'A dense layer sees every pixel by weights of its own; use tf.layers.conv2d.'
      check(expect, ran && value.kernels.length > 0, 'No convolution ran in a new model.', none)
      const [height, width, channels] = value.kernels[0]!
      const isSmall = [height, width].every((side) => side! >= 2 && side! <= 5)
      check(
        expect,
        isSmall && channels === 1,
        `The first convolution has windows of ${height} × ${width} over ${channels} channels; 2 × 2 to 5 × 5 over the one of ink are wanted.`,
        isSmall ? undefined : 'As wide as the picture it is a dense layer, at 1 × 1 it sees no neighbours.',
      )
    },
  )

  hidden(
    'the network keeps to its budget of parameters',
    {
      category: 'efficiency',
      hint: 'How many numbers come out of flatten, and what does dense make of them?',
    },
    async ({ harness, expect }) => {
      const ink = inkOf(unseen.images.slice(0, 1))
      const { parameters } = await harness.inspect(ink)
      check(
        expect,
        parameters <= MOST_PARAMETERS,
        `The network has ${parameters} parameters; ${MOST_PARAMETERS} are allowed.`,
        'Most of them are in the dense layer, as a rule: pool, or let the convolution take strides.',
      )
    },
  )

  hidden(
    'a model that is disposed of leaves nothing behind',
    { category: 'memory', hint: 'Does createModel make tensors that are no weights of the model?' },
    async ({ harness, expect }) => {
      const ink = inkOf(unseen.images.slice(0, 1))
      const { left } = await harness.inspect(ink)
      check(expect, left <= 0, `After model.dispose(), ${left} tensors of createModel are still there.`)
    },
  )

  // ---- predict ----

  property(
    'predict answers as the network does, with ink from 0 to 1',
    {
      runs: 8,
      given: ({ oneOf, random }) => {
        const source = random()
        return { images: scribbles(oneOf([1, 2, 9, 40]), source).images, weights: weightsOf(source) }
      },
    },
    async ({ images, weights }, { harness, expect }) => {
      const got = await harness.answer(tensor(weights), tensor(images))
      expectProbabilities(expect, got, images.length, 'what predict says')
      const when = (reading: Parameters<typeof probabilitiesOf>[2]) =>
        tensor(probabilitiesOf(images, weights, reading))
      await expect(got, 'the probabilities').toBeCloseTo(when({}), {
        mistakes: [
          { says: 'The ink is not divided by 16 here.', gives: () => when({ by: 1 }) },
          { says: 'Softmax runs twice: the network ends with one.', gives: () => when({ twice: true }) },
          {
            says: 'The ink is divided by 255: it goes up to 16.',
            gives: () => when({ by: 255 }),
          },
          {
            says: 'The ink is divided by the greatest of these pictures: always divide by 16.',
            gives: () => when({ by: Math.max(...images.flat(2)) }),
          },
        ],
      })
    },
  )

  hidden(
    'predict gives a faint digit the same answer alone and among others',
    { hint: 'Does anything in predict depend on the other pictures?' },
    async ({ harness, expect, random }) => {
      const images = scribbles(6, random).images
      const faint = images[2]!.map((row) => row.map((ink) => Math.floor(ink / 4)))
      images[2] = faint
      const weights = weightsOf(random)
      const together = rowsOf(await harness.answer(tensor(weights), tensor(images)))
      const alone = rowsOf(await harness.answer(tensor(weights), tensor([faint])))
      check(
        expect,
        alone.length === 1 && alone[0]!.every((p, c) => Math.abs(p - together[2]![c]!) <= 1e-5),
        'Asked alone, a digit gets other probabilities than among six.',
        'predict uses statistics of the pictures that it is asked about, such as their greatest ink: divide by 16.',
      )
      const right = probabilitiesOf([faint], weights)
      check(
        expect,
        alone[0]!.every((p, c) => Math.abs(p - right[0]![c]!) <= 1e-4),
        'A picture with little ink gets other probabilities than it should.',
        'It is made as dark as the others: always divide by 16.',
      )
    },
  )

  hidden(
    'predict answers the same each time: no dropout',
    { hint: 'Is the network told that it is in training?' },
    async ({ harness, expect, random }) => {
      const [images, weights] = [tensor(scribbles(9, random).images), tensor(weightsOf(random))]
      const [first, second] = [await harness.answer(weights, images), await harness.answer(weights, images)]
      const gap = Math.max(
        ...rowsOf(first).flatMap((row, i) => row.map((p, c) => Math.abs(p - rowsOf(second)[i]![c]!))),
      )
      check(
        expect,
        gap <= 1e-6,
        'The second answer to the same pictures differs from the first.',
        'Dropout is at work: predict must not run the network in training mode.',
      )
    },
  )
}
