// What training reports, costs and learns.

import { tensor } from '@tensorkata/kit'
import unseenTexts from './data/unseen.json'
import {
  byEpoch,
  type Define,
  check,
  expectProbabilities,
  indices,
  pick,
  setUp,
  sorted,
  trainedOn,
} from './checks'
import { accuracyOf, bestOf, costsOf, given, mean, type Pictures, probabilitiesOf, rowsOf } from './expected'
import { decoded, digits } from './harness'

const unseen = decoded(unseenTexts)

export function training({ hidden, property }: Define): void {
  // ---- what training reports ----

  property(
    'loss and accuracy are exact, for any number of digits',
    {
      runs: 8,
      // Few shapes, for each is compiled anew on webgl.
      given: ({ int, oneOf, random }) => {
        const [n, m] = [oneOf([1, 9, 33, 70]), oneOf([1, 12])]
        const { training, heldOut, weights } = setUp(random(), n, m)
        return { training, heldOut, weights, epochs: int(1, 2) }
      },
    },
    async ({ training, heldOut, weights, epochs }, { harness, expect }) => {
      const got = await harness.watch(tensor(weights), given(training), given(heldOut), epochs)
      const { labels } = training
      const costs = (reading = {}): number[] =>
        costsOf(probabilitiesOf(training.images, weights, reading), labels)
      const loss = mean(costs())
      const inEach = (value: number): number[] => indices(epochs).map(() => value)
      const last = trainedOn(got.batches).at(-1)?.ids ?? []
      await expect(got.loss, 'the losses').toBeCloseTo(inEach(loss), {
        mistakes: [
          { says: 'The ink is not divided by 16.', gives: () => inEach(mean(costs({ by: 1 }))) },
          {
            says: 'Softmax runs twice: the network gives probabilities, this loss expects logits.',
            gives: () => inEach(mean(costs({ twice: true }))),
          },
          {
            says: 'This is the sum over the digits: divide by their number.',
            gives: inEach(loss * labels.length),
          },
          {
            says: 'This is the mean over digits and classes: sum over the classes.',
            gives: inEach(loss / 10),
          },
          {
            says: 'This is the loss of the last batch: every digit of the epoch counts.',
            gives: () => [...got.loss.slice(0, -1), mean(last.map((id) => costs()[id]!))],
          },
          {
            says: 'This is the mean of the batches: a smaller batch counts for less.',
            gives: () =>
              byEpoch(trainedOn(got.batches), labels.length).map((epoch) =>
                mean(epoch.map(({ ids }) => mean(ids.map((id) => costs()[id]!)))),
              ),
          },
        ],
      })
      const right = accuracyOf(probabilitiesOf(heldOut.images, weights), heldOut.labels)
      await expect(got.accuracy, 'the accuracies').toBeCloseTo(inEach(right), {
        mistakes: [
          {
            says: 'This is the accuracy on the training digits: the held-out ones are asked for.',
            gives: () => inEach(accuracyOf(probabilitiesOf(training.images, weights), labels)),
          },
          {
            says: 'This is how many are right: divide by their number.',
            gives: inEach(right * heldOut.labels.length),
          },
        ],
      })
    },
  )

  hidden(
    'the accuracy counts every held-out digit alike, of many too',
    { hint: 'If you go over the held-out digits in parts, does a small part count as much as a large one?' },
    async ({ harness, expect, random }) => {
      const { training, heldOut, weights } = setUp(random, 9, 1)
      // One picture again and again, with a wrong label at the end; 257 digits are one more than fill any chunks.
      const best = bestOf(probabilitiesOf(heldOut.images, weights)[0]!)
      const many = {
        images: indices(257).map(() => heldOut.images[0]!),
        labels: indices(257).map((i) => (i < 252 ? best : (best + 1) % 10)),
      }
      const { accuracy } = await harness.watch(tensor(weights), given(training), given(many), 1)
      const ofChunks = (size: number): number =>
        mean(
          indices(Math.ceil(257 / size)).map((chunk) =>
            mean(many.labels.slice(chunk * size, (chunk + 1) * size).map((label) => Number(label === best))),
          ),
        )
      await expect(accuracy, 'the accuracy').toBeCloseTo([252 / 257], {
        mistakes: [16, 20, 32, 50, 64, 100, 128, 256].map((size) => ({
          says: `This is the mean of the accuracies of chunks of ${size}: the last one is smaller, and counts as much.`,
          gives: [ofChunks(size)],
        })),
      })
    },
  )

  hidden(
    'a label that the network gives no chance costs much, not NaN',
    { category: 'stability', hint: 'What is the logarithm of a probability that has underflowed to 0?' },
    async ({ harness, expect, random }) => {
      const { training, heldOut } = setUp(random, 4)
      const weights = indices(64).map((pixel) => indices(10).map((c) => (pixel === 63 && c === 3 ? 300 : 0)))
      for (const image of training.images) image[7]![7] = 16
      training.labels = [3, 3, 5, 3]
      const { loss } = await harness.watch(tensor(weights), given(training), given(heldOut), 3)
      expect(loss, 'the list of losses').toBeFinite()
      check(
        expect,
        loss.every((value) => value >= 1.5),
        'A digit whose label has probability 0 hardly shows in the loss.',
        'Bound the probability from below by 10⁻⁷, as the losses of TF.js do.',
      )
    },
  )

  hidden(
    'onEpoch hears what goes into the lists, and is awaited',
    { hint: 'Does the next epoch wait until the promise of onEpoch is fulfilled?' },
    async ({ harness, expect, random }) => {
      const { args } = setUp(random, 33)
      const { heard, loss, accuracy, hurried } = await harness.watch(...args, 4)
      await expect(
        heard.map(({ epoch }) => epoch),
        'the epochs that onEpoch heard',
      ).toEqual([0, 1, 2, 3])
      await expect(
        heard.map((told) => told.loss),
        'the losses that onEpoch heard',
      ).toBeCloseTo(loss)
      await expect(
        heard.map((told) => told.accuracy),
        'the accuracies that onEpoch heard',
      ).toBeCloseTo(accuracy)
      check(
        expect,
        !hurried,
        'Training goes on while onEpoch is still at work.',
        'onEpoch may return a promise: await it.',
      )
    },
  )

  hidden(
    'a second call of train goes on from the first',
    { hint: 'Where are the initial weights drawn, in createModel or in train?' },
    async ({ harness, expect, random }) => {
      const chosen = random.shuffled(indices(400))
      const [training, heldOut] = [pick(digits, chosen.slice(0, 64)), pick(digits, chosen.slice(64, 76))]
      const options = { epochs: 6, calls: 2 }
      const { runs } = await harness.teach(given(training), given(heldOut), options)
      const [start, end, next] = [runs[0]!.loss[0]!, runs[0]!.loss.at(-1)!, runs[1]!.loss[0]!]
      check(
        expect,
        next <= (start + end) / 2,
        `The first call goes from a loss of ${start.toFixed(3)} to ${end.toFixed(3)}, the second begins with ${next.toFixed(3)}.`,
        end >= start
          ? 'The loss does not fall: which way does the optimiser step?'
          : 'The second call starts anew: train must go on with the model that it is given.',
      )
    },
  )

  hidden(
    'the accuracy is that of the model after the epoch',
    { hint: 'Are the held-out digits asked about before the epoch, or after it?' },
    async ({ harness, expect, random }) => {
      // A network that knows nothing says 0, which none of the held-out digits is.
      const chosen = random.shuffled(indices(400))
      const others = chosen.slice(64).filter((i) => digits.labels[i] !== 0)
      const [training, heldOut] = [pick(digits, chosen.slice(0, 64)), pick(digits, others.slice(0, 12))]
      const options = { epochs: 1, calls: 1 }
      const { runs, probabilities } = await harness.teach(given(training), given(heldOut), options)
      const said = accuracyOf(rowsOf(probabilities), heldOut.labels)
      const reported = runs[0]!.accuracy[0]!
      check(
        expect,
        Math.abs(said - reported) <= 1e-3,
        `train reports ${reported.toFixed(3)}; what predict then says of the held-out digits is right for ${said.toFixed(3)}.`,
        'Measure after the epoch, on the weights as they are then.',
      )
    },
  )

  hidden(
    'two models know nothing of each other',
    { hint: 'Is anything that belongs to one model, or to one call, kept in a variable of the module?' },
    async ({ harness, expect, random }) => {
      const training = pick(digits, random.shuffled(indices(400)).slice(0, 33))
      const { before, after, loss } = await harness.between(given(training))
      expectProbabilities(expect, before, 33, 'what predict says')
      await expect(after, 'what the first model says after another was trained').toBeCloseTo(before)
      expect(loss, 'the loss of the first model when it is trained again').toBeFinite()
    },
  )

  // ---- what it costs ----

  hidden(
    'training leaves no tensors behind, and the digits alone',
    { category: 'memory', hint: 'What do the optimiser, the batches and the loss of each step hold?' },
    async ({ harness, expect, random }) => {
      const chosen = random.shuffled(indices(400))
      const [training, heldOut] = [pick(digits, chosen.slice(0, 9)), pick(digits, chosen.slice(9, 21))].map(
        given,
      )
      const { perCall, perEpoch, perPrediction } = await harness.countTensors(training!, heldOut!)
      check(
        expect,
        perEpoch <= 0,
        `Each epoch leaves ${+perEpoch.toFixed(1)} tensors behind.`,
        'Tensors leak inside the loop: use tf.tidy for a step, and dispose of the losses once read.',
      )
      // TF.js's momentum optimiser leaves one scalar behind even when it is disposed of.
      check(
        expect,
        perCall <= 1,
        `Each further call of train leaves ${perCall} tensors behind.`,
        'Something made once a call stays: an optimiser (dispose of it), or the prepared pictures.',
      )
      check(
        expect,
        perPrediction <= 0,
        `One call of predict leaves ${perPrediction} tensors behind.`,
        'Tensors leak: wrap the work in tf.tidy.',
      )
    },
  )

  // ---- what it learns ----

  hidden(
    'real digits: unseen ones are read after 8 epochs over 300',
    {
      category: 'learning',
      weight: 4,
      hint: 'Does the loss fall below 0.5? If not, the step size is off for some 80 to 150 steps, or the network too plain.',
    },
    async ({ harness, expect, random, overSeeds }) => {
      const goal = { seeds: 2, name: 'the accuracy on unseen digits', atLeast: 0.8, inAtLeast: 1 }
      await overSeeds(goal, async () => {
        // Every class gets another name, so that nothing helps but these labels.
        const shift = random.int(1, 9)
        const renamed = ({ images, labels }: Pictures): Pictures => ({
          images,
          labels: labels.map((label) => (label + shift) % 10),
        })
        const chosen = random.shuffled(indices(400))
        const [training, heldOut] = [chosen.slice(0, 300), chosen.slice(300, 350)].map((part) =>
          given(renamed(pick(digits, sorted(part)))),
        )
        const asked = tensor(unseen.images)
        const { probabilities } = await harness.live(training!, heldOut!, asked, 8)
        expectProbabilities(expect, probabilities, unseen.labels.length, 'what predict says')
        const said = rowsOf(probabilities)
        check(
          expect,
          accuracyOf(said, unseen.labels) < 0.5,
          'The classes were renamed, and the model gives them their old names.',
          'It did not learn from the labels that it was given.',
        )
        return accuracyOf(said, renamed(unseen).labels)
      })
    },
  )
}
