import { type Expect, NdArray, suite, tensor } from '@tensorkata/kit'
import * as harness from './harness'
import { type Dataset, moons, penguins, spirals } from './harness'
import * as reference from './solution'

const points = (data: Dataset): NdArray => tensor(data.x)
const labels = (data: Dataset): NdArray => tensor(data.y, 'int32')
const rowsOf = (table: NdArray): number[][] => table.toNested() as number[][]
const predicted = (probabilities: NdArray): number[] =>
  rowsOf(probabilities).map((row) => row.indexOf(Math.max(...row)))
const accuracyOf = (probabilities: NdArray, truth: readonly number[]): number =>
  predicted(probabilities).filter((label, i) => label === truth[i]).length / truth.length
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const isNear = (value: number, target: number, room = 0.01): boolean => Math.abs(value - target) <= room

/** The largest difference between two tables, and NaN if there is one in either. */
const largestGap = (a: NdArray, b: NdArray): number =>
  Math.max(...rowsOf(a).flatMap((row, i) => row.map((value, j) => Math.abs(value - rowsOf(b)[i]![j]!))))

function check(expect: Expect, holds: boolean, message: string, diagnosis?: string): void {
  expect.that(holds, message, diagnosis ? { diagnosis } : {})
}

/** [m, classes], each row a distribution. */
function expectProbabilities(expect: Expect, value: NdArray, m: number, classes: number): void {
  const isList = value instanceof NdArray && value.rank === 1 && value.size === m && classes !== 1
  check(
    expect,
    !isList,
    `predict returns shape [${m}], but [${m}, ${classes}] is wanted.`,
    'These are labels, it seems: return the probability of each class.',
  )
  expect(value, 'what predict returns').toHaveShape([m, classes])
  expect(value, 'what predict returns').toHaveDtype('float32')
  expect(value, 'what predict returns').toBeFinite()
  const rows = rowsOf(value)
  const rowSums = rows.map(sum)
  const columnSums = Array.from({ length: classes }, (_, c) => sum(rows.map((row) => row[c]!)))
  const rowsAreRight = rowSums.every((total) => isNear(total, 1, 1e-3))
  const isOverBatch = !rowsAreRight && columnSums.every((total) => isNear(total, 1, 1e-3))
  const least = Math.min(...rows.flat())
  check(
    expect,
    rowsAreRight && least >= -1e-6,
    'The rows that predict returns are not probabilities.',
    isOverBatch
      ? 'The columns sum to 1 in place of the rows: softmax runs over the points, not over the classes.'
      : least < 0
        ? 'Some are negative: these look like logits, before softmax.'
        : 'They do not sum to 1.',
  )
}

/** Four points at −1, three of class 0; four at +1, three of class 1. Nobody can do better than ¾ and ¼. */
const coins: Dataset = {
  x: [[-1], [-1], [-1], [-1], [1], [1], [1], [1]],
  y: [0, 0, 0, 1, 1, 1, 1, 0],
}
/** Without a third of the points it is about 0.023. */
const MOST_GAP = 0.012
/** −¾ ln ¾ − ¼ ln ¼ */
const COIN_ENTROPY = 0.5623

export default suite(reference, harness, ({ example, hidden, property }) => {
  example('points 1, 2 of class 0 and 8, 9 of class 1: what are 0, 3, 7 and 10?', async (tools) => {
    const { harness, expect } = tools
    const data: Dataset = { x: [[1], [2], [8], [9]], y: [0, 0, 1, 1] }
    const options = { classes: 2, epochs: 150 }
    const fitted = await harness.fit(points(data), labels(data), tensor([[0], [3], [7], [10]]), options)
    expectProbabilities(expect, fitted.probabilities, 4, 2)
    await expect(predicted(fitted.probabilities), 'the most probable classes').toEqual([0, 0, 1, 1])
  })

  example(
    'three of four points at −1 are of class 0, three of four at +1 of class 1',
    { hint: 'What does the cross-entropy of a calibrated ¾ come to, in nats, per point?' },
    async ({ harness, expect }) => {
      const options = { classes: 2, epochs: 150 }
      const fitted = await harness.fit(points(coins), labels(coins), tensor([[-1], [1]]), options)
      expectProbabilities(expect, fitted.probabilities, 2, 2)
      await expect(fitted.loss.at(-1)!, 'the last loss').toBeCloseTo(COIN_ENTROPY, {
        atol: 0.03,
        mistakes: [
          { says: 'This is the accuracy, not the loss.', gives: 0.75 },
          { says: 'This is the sum over the points: divide by their number.', gives: COIN_ENTROPY * 8 },
          { says: 'This is in bits: take the natural logarithm.', gives: COIN_ENTROPY / Math.LN2 },
          {
            says: 'This is the mean over points and classes: sum over the classes first.',
            gives: COIN_ENTROPY / 2,
          },
          { says: 'The sign is wrong: the loss is minus the mean log-probability.', gives: -COIN_ENTROPY },
        ],
      })
      await expect(fitted.probabilities, 'the probabilities').toBeCloseTo(
        tensor([
          [0.75, 0.25],
          [0.25, 0.75],
        ]),
        {
          atol: 0.06,
          mistakes: [
            {
              says: 'Surer than the data: is softmax applied twice in the loss?',
              gives: tensor([
                [1, 0],
                [0, 1],
              ]),
            },
          ],
        },
      )
    },
  )

  example(
    'three epochs: three losses, and onEpoch hears 0, 1, 2',
    { hint: 'Does train use the number of epochs that it is given, and count from 0?' },
    async ({ harness, expect }) => {
      const heard = await harness.listen(points(coins), labels(coins), { classes: 2, epochs: 3 })
      await expect(heard.loss.length, 'the number of losses').toEqual(3)
      await expect(heard.epochs, 'the epochs that onEpoch heard').toEqual([0, 1, 2])
    },
  )

  // ---- first what ends a slow run with words, before its time is up ----

  hidden(
    'an epoch costs steps by the batch, not by the point',
    { category: 'efficiency', hint: 'How many points does one step of the optimiser see?' },
    async ({ harness, expect, measure, random }) => {
      const data = moons(256, random)
      const cost = async (epochs: number): Promise<number> => {
        const options = { classes: 2, epochs }
        return (await measure(() => harness.fit(points(data), labels(data), tensor([[0, 0]]), options)))
          .kernelCount
      }
      const perEpoch = Math.round(((await cost(3)) - (await cost(1))) / 2)
      check(
        expect,
        perEpoch <= 5_000,
        `An epoch over 256 points runs ${perEpoch} kernels; 5000 are allowed.`,
        'That is many small steps: train in batches of 16 points or more.',
      )
    },
  )

  hidden(
    'predict answers all rows at once',
    { category: 'efficiency', hint: 'Does predict loop over the rows?' },
    async ({ harness, expect, measure, random }) => {
      const [data, options] = [moons(32, random), { classes: 2, epochs: 1 }]
      const cost = async (rows: number): Promise<number> => {
        const queries = points(moons(rows, random))
        return (await measure(() => harness.fit(points(data), labels(data), queries, options))).kernelCount
      }
      const more = (await cost(258)) - (await cost(2))
      check(
        expect,
        more <= 500,
        `Predicting 256 rows more runs ${more} kernels more; 500 are allowed.`,
        'predict seems to go row by row: give the network the whole batch.',
      )
    },
  )

  // ---- what it learns ----

  hidden(
    'two moons: unseen points are told apart',
    {
      category: 'learning',
      weight: 3,
      hint: 'Does the training loss come near 0? If not, the step size is off for so few steps, or the net too plain.',
    },
    async ({ harness, expect, random, overSeeds }) => {
      const goal = { seeds: 3, name: 'the accuracy on unseen points', atLeast: 0.95, inAtLeast: 2 }
      await overSeeds(goal, async () => {
        const [train, test] = [moons(150, random), moons(300, random)]
        const options = { classes: 2, epochs: 60 }
        const { probabilities } = await harness.fit(points(train), labels(train), points(test), options)
        expectProbabilities(expect, probabilities, 300, 2)
        return accuracyOf(probabilities, test.y)
      })
    },
  )

  hidden(
    'three spirals: unseen points are told apart',
    {
      category: 'learning',
      weight: 3,
      hint: 'No straight line parts spirals. Is there a nonlinearity between the layers, and are there units enough?',
    },
    async ({ harness, expect, random, overSeeds }) => {
      const goal = { seeds: 3, name: 'the accuracy on unseen points', atLeast: 0.9, inAtLeast: 2 }
      await overSeeds(goal, async () => {
        const [train, test] = [spirals(240, random), spirals(300, random)]
        const options = { classes: 3, epochs: 100 }
        const { probabilities } = await harness.fit(points(train), labels(train), points(test), options)
        expectProbabilities(expect, probabilities, 300, 3)
        return accuracyOf(probabilities, test.y)
      })
    },
  )

  hidden(
    'penguins: unseen birds get their species',
    {
      category: 'learning',
      weight: 3,
      hint: 'Body mass is in thousands, bill depth in tens. What does the first layer see?',
    },
    async ({ harness, expect, random, overSeeds }) => {
      const goal = { seeds: 3, name: 'the accuracy on unseen penguins', atLeast: 0.93, inAtLeast: 2 }
      await overSeeds(goal, async () => {
        const { train, test } = penguins(random)
        const options = { classes: 3, epochs: 40 }
        const { probabilities } = await harness.fit(points(train), labels(train), points(test), options)
        expectProbabilities(expect, probabilities, test.y.length, 3)
        return accuracyOf(probabilities, test.y)
      })
    },
  )

  hidden(
    'other units for the features change nothing',
    {
      category: 'learning',
      hint: 'Which numbers, taken from the training points, make the unit of a feature irrelevant?',
    },
    async ({ harness, expect, random, overSeeds }) => {
      const rescaled = ({ x, y }: Dataset): Dataset => ({
        x: x.map(([across, up]) => [20_000 + 1_000 * across!, 0.001 * up!]),
        y,
      })
      const name = 'the accuracy on moons whose features have means and scales far apart'
      await overSeeds({ seeds: 2, name, atLeast: 0.95, inAtLeast: 1 }, async () => {
        const [train, test] = [rescaled(moons(150, random)), rescaled(moons(300, random))]
        const options = { classes: 2, epochs: 60 }
        const { probabilities } = await harness.fit(points(train), labels(train), points(test), options)
        expectProbabilities(expect, probabilities, 300, 2)
        return accuracyOf(probabilities, test.y)
      })
    },
  )

  hidden(
    'the labels decide: other labels, other predictions',
    { hint: 'If you shuffle, do x and y go through the same order?' },
    async ({ harness, expect, random }) => {
      const x = Array.from({ length: 60 }, (_, i) => [(i % 3) * 4 + random.normal(0, 0.3), random.normal()])
      for (const order of [
        [0, 1, 2],
        [2, 0, 1],
      ]) {
        const data: Dataset = { x, y: x.map((_, i) => order[i % 3]!) }
        const options = { classes: 3, epochs: 60 }
        const { probabilities } = await harness.fit(points(data), labels(data), points(data), options)
        expectProbabilities(expect, probabilities, 60, 3)
        const share = accuracyOf(probabilities, data.y)
        check(
          expect,
          share >= 0.95,
          `Of three clusters far apart, ${Math.round(100 * share)}% get the class they were labelled with.`,
          'The predictions do not follow y: is each row of x still beside its own label?',
        )
      }
    },
  )

  // ---- what it reports ----

  hidden(
    'the loss of an epoch is the mean over all of its points',
    { hint: 'What if the last batch is much smaller than the others? And what if it is full?' },
    async ({ harness, expect, random }) => {
      // Of both, a quarter is of class 1 whatever x is. 132 points leave a rest of 4 for batches of 16, 32, 64 and 128;
      // 128 leave none, and an empty batch after the last has no mean.
      for (const n of [132, 128]) {
        const order = random.shuffled(Array.from({ length: n }, (_, i) => i))
        const data: Dataset = {
          x: order.map((i) => [i % 2 === 0 ? -1 : 1]),
          y: order.map((i) => ((i >> 1) % 4 === 0 ? 1 : 0)),
        }
        const options = { classes: 2, epochs: 40 }
        const { loss } = await harness.fit(points(data), labels(data), tensor([[1]]), options)
        expect(loss, `the list of losses over ${n} points`).toBeFinite()
        const worst = Math.max(...loss.slice(-10).map((value) => Math.abs(value - COIN_ENTROPY)))
        check(
          expect,
          worst <= 0.1,
          `Once trained, the loss of an epoch is off by up to ${worst.toFixed(2)} from the mean cross-entropy of the training points.`,
          'It should hardly change from epoch to epoch here: is it that of one batch, or are batches of all sizes weighed alike?',
        )
      }
    },
  )

  hidden(
    'every epoch goes over all of the points',
    { hint: 'What happens to the points that are left when n is not a multiple of the batch?' },
    async ({ harness, expect, random }) => {
      // 95 leave a rest of 15, 31 or 31 for batches of 16, 32 and 64. A quarter of the labels is flipped, so the mean over
      // a part of the points depends on which part. What the weights do in an epoch shows before and after it; what is
      // reported lies in between when it is of all points, whatever the optimiser.
      const order = random.shuffled(Array.from({ length: 95 }, (_, i) => i))
      const side = (i: number): number => i % 2
      const data: Dataset = {
        x: order.map((i) => [side(i) === 0 ? -1 : 1]),
        y: order.map((i) => ((i >> 1) % 4 === 0 ? 1 - side(i) : side(i))),
      }
      const { loss, after } = await harness.follow(points(data), labels(data), { classes: 2, epochs: 110 })
      expect(loss, 'the list of losses').toBeFinite()
      const gaps = loss.slice(-80).map((reported, i) => {
        const epoch = loss.length - 80 + i
        return reported - (after[epoch - 1]! + after[epoch]!) / 2
      })
      // The median, since an optimiser may have an epoch of its own now and then.
      const typical = median(gaps.map((gap) => Math.abs(gap - median(gaps))))
      check(
        expect,
        typical <= MOST_GAP,
        `The loss that is reported jumps about what predict costs on the training points, typically by ${typical.toFixed(4)}.`,
        'It seems to be measured on other points in each epoch: is the last, smaller batch left out?',
      )
    },
  )

  hidden(
    'the loss is the cross-entropy and nothing else',
    { hint: 'Is there a penalty on the weights in what you report?' },
    async ({ harness, expect, random }) => {
      const data: Dataset = {
        x: Array.from({ length: 64 }, (_, i) => [(i % 2) * 4 + random.normal(0, 0.3), random.normal()]),
        y: Array.from({ length: 64 }, (_, i) => i % 2),
      }
      const options = { classes: 2, epochs: 60 }
      const { loss, probabilities } = await harness.fit(points(data), labels(data), points(data), options)
      expectProbabilities(expect, probabilities, 64, 2)
      const own = -sum(rowsOf(probabilities).map((row, i) => Math.log(Math.max(row[data.y[i]!]!, 1e-7)))) / 64
      const [last, room] = [loss.at(-1)!, 0.005 + 0.5 * own]
      check(
        expect,
        Math.abs(last - own) <= room,
        `On two clusters far apart, train reports ${last.toFixed(4)} at the end; the cross-entropy of what predict says is ${own.toFixed(4)}.`,
        last > own
          ? 'Something else is in the loss that is reported, such as a penalty on the weights.'
          : 'Less is reported than there is: are all points counted, each once?',
      )
    },
  )

  hidden(
    'the training loss falls',
    { hint: 'Which way does the optimiser go, and what do you report?' },
    async ({ harness, expect, random }) => {
      const data = moons(150, random)
      const { loss } = await harness.fit(points(data), labels(data), tensor([[0, 0]]), {
        classes: 2,
        epochs: 60,
      })
      expect(loss, 'the list of losses').toBeFinite()
      const [first, last] = [loss[0]!, sum(loss.slice(-5)) / 5]
      check(
        expect,
        last <= 0.6 * first,
        `On two moons the loss goes from ${first.toFixed(3)} to ${last.toFixed(3)}; it should fall below ${(0.6 * first).toFixed(3)}.`,
        last > first ? 'It rises: is this the accuracy, or a step uphill?' : 'It hardly falls.',
      )
    },
  )

  hidden(
    'onEpoch hears the loss of each epoch, and is awaited',
    { hint: 'Does the next epoch wait until the promise of onEpoch is fulfilled?' },
    async ({ harness, expect, random }) => {
      const data = moons(60, random)
      const heard = await harness.listen(points(data), labels(data), { classes: 2, epochs: 7 })
      await expect(heard.epochs, 'the epochs that onEpoch heard').toEqual([0, 1, 2, 3, 4, 5, 6])
      await expect(heard.losses, 'the losses that onEpoch heard').toBeCloseTo(heard.loss)
      check(
        expect,
        !heard.overlapped && !heard.unfinished,
        'Training goes on while onEpoch is still at work.',
        'onEpoch may return a promise: await it.',
      )
    },
  )

  hidden(
    'a second call of train goes on from the first',
    { hint: 'Where are the initial weights drawn, in createModel or in train?' },
    async ({ harness, expect, random }) => {
      const data: Dataset = {
        x: Array.from({ length: 32 }, (_, i) => [(i % 2) * 4 + random.normal(0, 0.3), random.normal()]),
        y: Array.from({ length: 32 }, (_, i) => i % 2),
      }
      const { first, second } = await harness.resume(points(data), labels(data), { classes: 2, epochs: 60 })
      const [end, next] = [first.at(-1)!, second[0]!]
      check(
        expect,
        next <= 2 * end + 0.15,
        `The first call ends with a loss of ${end.toFixed(3)}, the second begins with ${next.toFixed(3)}.`,
        'The second call starts anew: train must change the model that it is given.',
      )
    },
  )

  // ---- how it predicts ----

  hidden(
    'a row gets the same answer alone and among others',
    { hint: 'Whose mean and deviation does predict use?' },
    async ({ harness, expect, random }) => {
      const { train, test } = penguins(random)
      const [part, few] = [{ x: train.x.slice(0, 60), y: train.y.slice(0, 60) }, tensor(test.x.slice(0, 5))]
      const asked = await harness.ask(points(part), labels(part), few, { classes: 3, epochs: 20 })
      expectProbabilities(expect, asked.together, 5, 3)
      asked.oneByOne.forEach((answer, i) => {
        const inBatch = tensor([rowsOf(asked.together)[i]!])
        expect(answer, 'the answer to one row').toHaveShape([1, 3])
        check(
          expect,
          largestGap(answer, inBatch) <= 1e-3,
          `Asked alone, row ${i} gets other probabilities than among five.`,
          'predict uses statistics of the rows that it is asked about: keep those of the training points.',
        )
      })
    },
  )

  hidden(
    'predict only looks: asked twice, it answers the same',
    { hint: 'What in the network is random, or changes, each time it runs?' },
    async ({ harness, expect, random }) => {
      const [train, test] = [moons(60, random), moons(20, random)]
      const asked = await harness.ask(points(train), labels(train), points(test), { classes: 2, epochs: 20 })
      expectProbabilities(expect, asked.together, 20, 2)
      check(
        expect,
        largestGap(asked.together, asked.again) <= 1e-4,
        'The second answer to the same rows differs from the first.',
        'Something in predict is random or still learns, such as dropout.',
      )
    },
  )

  hidden(
    'points far outside the training data get finite probabilities',
    { category: 'stability', hint: 'How large can a logit become, and what is exp of that?' },
    async ({ harness, expect, random }) => {
      const data = moons(60, random)
      const far = tensor([
        [1e6, 0],
        [-1e6, 1e6],
        [0, -1e5],
      ])
      const { probabilities } = await harness.fit(points(data), labels(data), far, { classes: 2, epochs: 40 })
      expectProbabilities(expect, probabilities, 3, 2)
    },
  )

  hidden(
    'a few training points far from the rest do not turn the loss into NaN',
    { category: 'stability', hint: 'What is 0 · log 0 in floating point?' },
    async ({ harness, expect, random }) => {
      const row = (scale: number): number[] => Array.from({ length: 16 }, () => random.normal(0, scale))
      const data: Dataset = {
        x: Array.from({ length: 300 }, (_, i) => row(i < 297 ? 1 : 10_000)),
        y: Array.from({ length: 300 }, (_, i) => (i < 297 ? 0 : 1)),
      }
      const options = { classes: 2, epochs: 10 }
      const { loss, probabilities } = await harness.fit(points(data), labels(data), points(data), options)
      expect(loss, 'the list of losses').toBeFinite()
      expectProbabilities(expect, probabilities, 300, 2)
    },
  )

  hidden(
    'two models know nothing of each other',
    { hint: 'Is anything that a model learns kept outside of the model?' },
    async ({ harness, expect, random }) => {
      const [one, two, queries] = [moons(60, random), moons(60, random), moons(20, random)]
      const moved = {
        x: tensor(two.x.map(([across, up]) => [300 + 50 * across!, 7 * up!])),
        y: labels(two),
        classes: 2,
      }
      const mine = { x: points(one), y: labels(one), classes: 2 }
      const { before, after } = await harness.twoModels(mine, moved, points(queries), 20)
      expectProbabilities(expect, before, 20, 2)
      check(
        expect,
        largestGap(before, after) <= 1e-4,
        'Training a second model changes what the first one says.',
        'The two share something, such as a mean and a deviation in variables of the module.',
      )
    },
  )

  // ---- sizes ----

  property(
    'any number of points, features and classes',
    {
      category: 'shape',
      runs: 6,
      given: ({ int, normalTensor, intTensor }) => {
        const [n, features, classes, m] = [int(1, 9), int(1, 4), int(2, 5), int(1, 4)]
        return {
          x: normalTensor([n, features], 3),
          y: intTensor([n], 0, classes - 1),
          queries: normalTensor([m, features], 3),
          options: { classes, epochs: int(1, 3) },
        }
      },
    },
    async ({ x, y, queries, options }, { harness, expect }) => {
      const { loss, probabilities } = await harness.fit(x, y, queries, options)
      const { classes, epochs } = options
      const sizes = `x is [${x.shape.join(', ')}], there are ${classes} classes and ${epochs} epochs.`
      check(
        expect,
        loss.length === epochs,
        `train returns ${loss.length} losses for ${epochs} epochs.`,
        sizes,
      )
      expect(loss, 'the list of losses').toBeFinite()
      expectProbabilities(expect, probabilities, queries.shape[0]!, classes)
    },
  )

  hidden(
    'one training point is enough to train on',
    { category: 'edge', hint: 'What is the deviation of a single number, with n and with n − 1?' },
    async ({ harness, expect }) => {
      const { loss, probabilities } = await harness.fit(
        tensor([[3, 5]]),
        tensor([1], 'int32'),
        tensor([[3, 5]]),
        {
          classes: 2,
          epochs: 60,
        },
      )
      expect(loss, 'the list of losses').toBeFinite()
      expectProbabilities(expect, probabilities, 1, 2)
      await expect(predicted(probabilities), 'the most probable class').toEqual([1])
    },
  )

  hidden(
    'a constant feature does no harm',
    { category: 'edge', hint: 'What does standardising divide by when all values are the same?' },
    async ({ harness, expect, random }) => {
      const data: Dataset = {
        x: Array.from({ length: 40 }, (_, i) => [7, (i % 2) * 4 + random.normal(0, 0.3)]),
        y: Array.from({ length: 40 }, (_, i) => i % 2),
      }
      const { loss, probabilities } = await harness.fit(points(data), labels(data), points(data), {
        classes: 2,
        epochs: 60,
      })
      expect(loss, 'the list of losses').toBeFinite()
      expectProbabilities(expect, probabilities, 40, 2)
      expect(accuracyOf(probabilities, data.y), 'the accuracy on two clusters far apart').toBeAtLeast(0.95)
    },
  )

  hidden(
    'a class with one example, and one with none',
    { category: 'edge', hint: 'Who says how many classes there are: y, or createModel?' },
    async ({ harness, expect, random }) => {
      const cluster = (centre: number): number[][] =>
        Array.from({ length: 10 }, () => [centre + random.normal(0, 0.3)])
      const data: Dataset = {
        x: [...cluster(0), ...cluster(4), [12]],
        y: [...Array.from({ length: 10 }, () => 0), ...Array.from({ length: 10 }, () => 1), 3],
      }
      const queries = tensor([[0], [4], [12]])
      const { probabilities } = await harness.fit(points(data), labels(data), queries, {
        classes: 5,
        epochs: 150,
      })
      expectProbabilities(expect, probabilities, 3, 5)
      await expect(predicted(probabilities), 'the most probable classes').toEqual([0, 1, 3])
    },
  )

  // ---- what it costs ----

  hidden(
    'training leaves no tensors behind',
    { category: 'memory', hint: 'What do the optimiser, the batches and the loss of each step hold?' },
    async ({ harness, expect, random }) => {
      const data = moons(150, random)
      const { perCall, perEpoch, inputsGone } = await harness.countTensors(points(data), labels(data), {
        classes: 2,
        epochs: 2,
      })
      check(expect, !inputsGone, 'x or y was disposed of; they belong to the caller.')
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
        'Something made once a call stays: an optimiser (dispose of it), or the old mean and deviation.',
      )
    },
  )

  hidden(
    'predict leaves nothing but its result',
    { category: 'memory', hint: 'Which tensors on the way to the probabilities are never disposed of?' },
    async ({ harness, expect, random }) => {
      const data = moons(60, random)
      const { perPrediction } = await harness.countTensors(points(data), labels(data), {
        classes: 2,
        epochs: 1,
      })
      check(
        expect,
        perPrediction <= 0,
        `One call of predict leaves ${perPrediction} tensors behind.`,
        'Tensors leak: wrap the work in tf.tidy.',
      )
    },
  )
})
