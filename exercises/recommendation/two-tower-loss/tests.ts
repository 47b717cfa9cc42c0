import {
  type CaseTools,
  type Expect,
  GRADIENT,
  type NdArray,
  type Random,
  shaped,
  suite,
  tensor,
} from '@tensorkata/kit'
import {
  type Batch,
  gradientsOf,
  lossMistakes,
  lossOf,
  probabilitiesOf,
  probabilityMistakes,
} from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

/** Logits are of size 20 or so, off by some 1e-6. Where they are larger, the cases use numbers that float32 holds. */
const CLOSE = { atol: 1e-4, rtol: 1e-4 }

const ids = (...values: number[]): NdArray => tensor(values, 'int32')
const normal = (random: Random, rows: number, columns: number): NdArray =>
  shaped(
    [rows, columns],
    Float32Array.from({ length: rows * columns }, () => random.normal()),
  )
const popularity = (random: Random, n: number): NdArray =>
  tensor(Array.from({ length: n }, () => -1 - 7 * random.next()))
const column = (...values: number[]): NdArray => tensor(values.map((value) => [value]))
/** Only what is there, so that the options may be absent. */
const given = ({ itemIds, logQ, temperature }: Batch): reference.BatchOptions =>
  ({
    ...(itemIds && { itemIds }),
    ...(logQ && { logQ }),
    ...(temperature !== undefined && { temperature }),
  }) as never

/** The case worked by hand in the statement. */
const C = Math.LN2 / 2
const BY_HAND: Batch = {
  users: tensor([[1, 0], [0, 1], [1, 1]]), // prettier-ignore
  items: tensor([[2 * C, 0], [0, C], [2 * C, 0]]), // prettier-ignore
  itemIds: ids(7, 9, 7),
  logQ: tensor([Math.log(1 / 2), Math.log(1 / 4), Math.log(1 / 2)]),
  temperature: 0.5,
}

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeProbabilities = async ({ learner, expect }: Tools, batch: Batch): Promise<void> =>
    expect(
      await learner.batchProbabilities(batch.users, batch.items, given(batch) as never),
      'the probabilities',
    ).toBeCloseTo(probabilitiesOf(batch), { ...CLOSE, mistakes: probabilityMistakes(batch) })

  const judgeLoss = async ({ learner, expect }: Tools, batch: Batch): Promise<void> =>
    expect(
      await learner.twoTowerLoss(batch.users, batch.items, given(batch) as never),
      'the loss',
    ).toBeCloseTo(lossOf(batch), { ...CLOSE, mistakes: lossMistakes(batch) })

  const judge = async (tools: Tools, batch: Batch): Promise<void> => {
    await judgeProbabilities(tools, batch)
    await judgeLoss(tools, batch)
  }

  /** The gradients of `factor` times the loss. */
  const judgeGradients = async ({ harness, expect }: Tools, batch: Batch, factor = 1): Promise<void> => {
    const got = await harness.gradients(factor, batch.users, batch.items, given(batch) as never)
    const [want, bare] = [gradientsOf(batch, factor), gradientsOf(batch)]
    for (const name of ['users', 'items'] as const) {
      const gradient = arrived(expect, got[name], name)
      await expect(gradient, `the gradient of the ${name}`).toBeCloseTo(want[name], {
        ...GRADIENT,
        mistakes: [
          {
            says: `The gradient of ${factor} times the loss is wanted, and this is that of the loss: multiply by what arrives at the loss on the way back.`,
            gives: () => bare[name],
          },
        ],
      })
    }
  }

  example('The case by hand: the probabilities', (tools) => judgeProbabilities(tools, BY_HAND))
  example(
    'The case by hand: the loss',
    { hint: 'Which items does user 0 choose among? And user 1?' },
    (tools) => judgeLoss(tools, BY_HAND),
  )
  example(
    'The case by hand: the gradients',
    { hint: 'Is there a TF.js operation at every step from users and items to the loss?' },
    (tools) => judgeGradients(tools, BY_HAND),
  )

  property(
    'Right for all batches and options',
    {
      hint: 'Which options does the smallest failing input use? Do the probabilities differ, or only the loss?',
      runs: 20,
      given: ({ int, boolean, uniform, oneOf, normalTensor, intTensor, uniformTensor }) => {
        const [n, d] = [int(1, 5), int(1, 4)]
        return {
          ...{ users: normalTensor([n, d]), items: normalTensor([n, d]) },
          itemIds: boolean() ? intTensor([n], 0, 3) : undefined,
          logQ: boolean() ? uniformTensor([n], -8, 0) : undefined,
          temperature: boolean() ? oneOf([0.25, 0.5, 2, uniform(0.3, 3)]) : undefined,
        }
      },
    },
    (batch, tools) => judge(tools, batch),
  )

  property(
    'Its gradients are right for all batches',
    {
      hint: 'Do both towers get theirs? Does what is hidden get any?',
      runs: 8,
      given: ({ int, oneOf, normalTensor, intTensor, uniformTensor }) => {
        const [n, d] = [int(1, 4), int(1, 3)]
        return {
          ...{ users: normalTensor([n, d]), items: normalTensor([n, d]), itemIds: intTensor([n], 0, 2) },
          ...{
            logQ: uniformTensor([n], -5, 0),
            temperature: oneOf([1, 0.5, 2]),
            lossTimes: oneOf([1, -2, 0.5]),
          },
        }
      },
    },
    ({ lossTimes, ...batch }, tools) => judgeGradients(tools, batch, lossTimes),
  )

  // ---- the correction ----

  hidden(
    'Each item is corrected by its own popularity, the user’s own too',
    { hint: 'Along which axis do the items lie? On which of them is ln q taken off?' },
    async (tools) => {
      const { random } = tools
      await judge(tools, {
        ...{ users: normal(random, 4, 3), items: normal(random, 4, 3) },
        logQ: tensor([-0.5, -2, -6, -1]),
      })
      await judge(tools, { users: column(0, 0, 0), items: column(1, 2, 3), logQ: tensor([-0.25, -3, -1]) })
    },
  )

  hidden(
    'A rare item is corrected in full',
    { category: 'stability', hint: 'Is q kept away from 0 anywhere, or is e⁻⁵⁰ computed and added to?' },
    async (tools) => {
      const batch = {
        ...{ users: normal(tools.random, 4, 3), items: normal(tools.random, 4, 3) },
        logQ: tensor([-50, -1, -48.5, -30]),
      }
      await judge(tools, batch)
      await judgeGradients(tools, batch)
    },
  )

  hidden(
    'The same popularity for all changes nothing',
    { hint: 'What does softmax do with a number that is taken off a whole row?' },
    async ({ learner, expect, random }) => {
      const [users, items] = [normal(random, 4, 3), normal(random, 4, 3)]
      const plain = await learner.twoTowerLoss(users, items)
      for (const value of [0, -1, -20])
        await expect(
          await learner.twoTowerLoss(users, items, { logQ: tensor(new Array<number>(4).fill(value)) }),
          `the loss with ln q = ${value} for all, beside that without`,
        ).toBeCloseTo(plain, CLOSE)
    },
  )

  hidden(
    'The temperature divides the scores, once, and not the correction',
    { hint: 'What is divided by the temperature, and when? What is ln q measured in?' },
    async (tools) => {
      const { random } = tools
      const [users, items, logQ] = [normal(random, 3, 4), normal(random, 3, 4), popularity(random, 3)]
      for (const temperature of [0.2, 1, 3]) {
        await judge(tools, { users, items, logQ, temperature })
        await judge(tools, { users, items, temperature })
      }
    },
  )

  hidden(
    'Scores are plain products, whatever their lengths',
    { hint: 'Normalising is the towers’ affair: does your loss change when a row is made twice as long?' },
    async (tools) =>
      judge(tools, {
        users: tensor([[3, 0], [0.25, 0.5], [0, 0]]), // prettier-ignore
        items: tensor([[0.5, 1], [-2, 4], [0, 0]]), // prettier-ignore
      }),
  )

  // ---- accidental hits ----

  hidden(
    'The same item in another row is neither right nor wrong',
    {
      hint: 'Users 0 and 2 took the same item. Which items does user 0 choose among, and which does user 1?',
    },
    async (tools) => {
      const { random } = tools
      const [users, items] = [normal(random, 5, 3), normal(random, 5, 3)]
      for (const itemIds of [ids(4, 4, 2, 4, 2), ids(3, 1, 4, 2, 3), ids(5, 6, 7, 8, 9)])
        await judge(tools, { users, items, itemIds, logQ: popularity(random, 5) })
    },
  )

  hidden(
    'Ids are compared as they are: 0, large ones, and those that differ by a power of two',
    {
      category: 'edge',
      hint: 'Is the id 0 anything special? Are ids squeezed into fewer bits, or multiplied?',
    },
    async (tools) => {
      const [users, items] = [normal(tools.random, 4, 2), normal(tools.random, 4, 2)]
      for (const itemIds of [
        ids(0, 3, 0, 5),
        ids(0, 256, 65_536, 0),
        ids(16_777_215, 16_777_214, 16_777_215, 8_388_607),
      ])
        await judge(tools, { users, items, itemIds })
    },
  )

  hidden(
    'A batch of one item over and over costs nothing',
    { category: 'edge', hint: 'If all others are out of the race, how sure is a user of what is left?' },
    async (tools) => {
      const batch = {
        ...{ users: normal(tools.random, 3, 2), items: normal(tools.random, 3, 2) },
        ...{ itemIds: ids(6, 6, 6), logQ: tensor([-1, -1, -1]) },
      }
      await judge(tools, batch)
      await judgeGradients(tools, batch)
    },
  )

  hidden(
    'A single pair, and a single column',
    { category: 'edge', hint: 'tf.oneHot refuses one class, tf.eye does not.' },
    async (tools) => {
      const one = { users: column(2), items: column(-3) }
      await judge(tools, one)
      await judge(tools, { ...one, itemIds: ids(0), logQ: tensor([-4]), temperature: 0.1 })
      await judgeGradients(tools, { ...one, itemIds: ids(0), logQ: tensor([-4]) })
    },
  )

  // ---- numbers ----

  hidden(
    'Logits of ±10,000 overflow nothing, and small losses beside them are still right',
    {
      category: 'stability',
      hint: 'Can you reach the logarithm without passing through the power? And what is 10,000 + ln 2 in float32, minus 10,000?',
    },
    async (tools) => {
      await judge(tools, { users: column(100, -100), items: column(1, -1), temperature: 0.01 })
      await judge(tools, { users: column(-100, 100), items: column(1, -1), temperature: 0.01 })
      // One row far below the other.
      await judge(tools, { users: column(10_000, 1), items: column(1, -1) })
      // Ties far from 0: the loss is ln 2, ln 3.
      await judge(tools, { users: column(10_000, 10_000), items: column(1, 1) })
      await judge(tools, { users: column(-10_000, -10_000, -10_000), items: column(1, 1, 1) })
    },
  )

  hidden(
    'A tie at 10,000 costs ln 2 with every option',
    {
      category: 'stability',
      hint: 'Is there another way to the loss when ids, ln q or a temperature are there? Do you take the own logit off first on it too?',
    },
    async (tools) => {
      // One row ties with the own one, the others are at 0: every user pays ln 2. With the first ids one of those at 0 is a hit.
      const rows = (s: number): NdArray => tensor([[s, 0], [0, s], [s, 0], [0, s]]) // prettier-ignore
      const [items, logQ] = [rows(1), tensor([-16, -16, -16, -16])]
      for (const itemIds of [ids(3, 3, 8, 8), ids(3, 4, 5, 6), undefined]) {
        await judge(tools, { users: rows(10_000), items, itemIds })
        await judge(tools, { users: rows(5000), items, itemIds, temperature: 0.5 })
        await judge(tools, { users: rows(9984), items, itemIds, logQ })
        await judge(tools, { users: rows(4992), items, itemIds, logQ, temperature: 0.5 })
      }
    },
  )

  hidden(
    'What is hidden stays hidden, however the logits are',
    {
      category: 'stability',
      hint: 'The hidden logit is 10,000, or all that are left are −10,000. Is what you put in its place lower for certain?',
    },
    async (tools) => {
      for (const side of [10_000, -10_000]) {
        const batch = { users: column(side, side, side), items: column(1, 0.5, 1), itemIds: ids(2, 1, 2) }
        await judge(tools, batch)
        await judge(tools, { ...batch, items: column(-1, 1, 4) })
      }
    },
  )

  hidden(
    'At logits of ±10,000 the gradients are there too',
    {
      category: 'stability',
      hint: 'Softmax rounds to 0 or 1 here. Does anything divide by it on the way back?',
    },
    async (tools) => {
      const batch = { users: column(-5000, 5000, 250), items: column(2, -2, 1), itemIds: ids(1, 2, 1) }
      await judgeGradients(tools, batch)
    },
  )

  // ---- a good citizen ----

  hidden(
    'The order of the pairs is of no account',
    { hint: 'Is there anything in your code that knows which pair comes first?' },
    async ({ learner, expect, random }) => {
      const rows = [normal(random, 5, 3), normal(random, 5, 3)].map((x) => x.toNested() as number[][])
      const [itemIds, logQ] = [[1, 2, 1, 0, 2], [-1, -3, -1, -2, -3]] // prettier-ignore
      const lossIn = (order: readonly number[]): Promise<NdArray> =>
        learner.twoTowerLoss(tensor(order.map((i) => rows[0]![i]!)), tensor(order.map((i) => rows[1]![i]!)), {
          itemIds: ids(...order.map((i) => itemIds[i]!)),
          logQ: tensor(order.map((i) => logQ[i]!)),
        })
      await expect(await lossIn([3, 0, 4, 2, 1]), 'the loss with the pairs in another order').toBeCloseTo(
        await lossIn([0, 1, 2, 3, 4]),
        CLOSE,
      )
    },
  )

  hidden(
    'Shapes and dtypes are as the statement gives them',
    { category: 'shape', hint: 'A scalar tensor has no axis at all. Has yours one of length 1?' },
    async ({ learner, expect, random }) => {
      const [users, items] = [normal(random, 4, 3), normal(random, 4, 3)]
      const shares = await learner.batchProbabilities(users, items, { itemIds: ids(1, 1, 2, 3) })
      expect(shares, 'the probabilities').toHaveShape([4, 4])
      expect(shares, 'the probabilities').toHaveDtype('float32')
      const loss = await learner.twoTowerLoss(users, items)
      expect(loss, 'the loss').toHaveShape([])
      expect(loss, 'the loss').toHaveDtype('float32')
    },
  )

  hidden(
    'As many operations for many pairs as for few',
    {
      category: 'efficiency',
      hint: 'Does anything loop over the pairs or over blocks of them, for the mask maybe?',
    },
    async ({ learner, expect, random, measure }) => {
      const kernels = async (n: number): Promise<number> => {
        const itemIds = ids(...Array.from({ length: n }, (_, i) => i % 3))
        const options = { itemIds, logQ: popularity(random, n), temperature: 0.5 }
        const [users, items] = [normal(random, n, 4), normal(random, n, 4)]
        const measured = await measure(async () => {
          await learner.twoTowerLoss(users, items, options)
          await learner.batchProbabilities(users, items, options)
        })
        return measured.kernelCount
      }
      const few = await kernels(4)
      for (const n of [32, 600]) {
        const many = await kernels(n)
        expect.that(
          many <= few + 4,
          `${few} operations run for 4 pairs, and ${many} for ${n}: their number grows with the batch.`,
          { diagnosis: 'Something is done piece by piece: user by user, or in blocks of users.' },
        )
      }
    },
  )

  hidden(
    '96 pairs need no tensor of 96 × 96 × 64 numbers',
    {
      category: 'memory',
      hint: 'Which operation multiplies and adds up at once, without keeping the products?',
    },
    async ({ learner, expect, random, measure }) => {
      const batch = { users: normal(random, 96, 64), items: normal(random, 96, 64), temperature: 4 }
      const { value, peakBytes } = await measure(() =>
        learner.twoTowerLoss(batch.users, batch.items, { temperature: 4 }),
      )
      await expect(value, 'the loss').toBeCloseTo(lossOf(batch), CLOSE)
      expect.that(
        peakBytes <= 1e6,
        `${(peakBytes / 1e6).toFixed(1)} MB of tensors are held at the peak; 1 MB is allowed.`,
        {
          diagnosis: 'Something of n × n × d numbers is built: one matrix product gives all scores at once.',
        },
      )
    },
  )

  hidden(
    'A call remembers nothing, and leaves the caller’s tensors as they were',
    {
      category: 'memory',
      hint: 'Do you dispose of something that is not yours? Is a mask or a default kept?',
    },
    async ({ harness, expect, random }) => {
      const [users, items] = [normal(random, 3, 2), normal(random, 3, 2)]
      const [itemIds, logQ] = [ids(4, 1, 4), tensor([-1, -3, -1])]
      const after = await harness.thrice(users, items, itemIds, logQ)
      await expect(after.plain, 'the loss without options, after one with').toBeCloseTo(
        lossOf({ users, items }),
        CLOSE,
      )
      await expect(after.last, 'the loss of a later call').toBeCloseTo(
        lossOf({ users, items, itemIds, logQ, temperature: 0.5 }),
        CLOSE,
      )
      for (const [name, value] of Object.entries({ users, items, itemIds, logQ }))
        await expect(after[name as 'users'], name).toEqual(value)
    },
  )

  hidden(
    'Two losses in one gradient keep apart',
    {
      category: 'memory',
      hint: 'Does the way back use a mask or probabilities that a later call has overwritten?',
    },
    async ({ harness, expect, random }) => {
      const [users, items] = [normal(random, 4, 3), normal(random, 4, 3)]
      const [itemIds, others] = [ids(4, 1, 4, 1), ids(1, 1, 2, 3)]
      const got = await harness.gradientsOfTwo(users, items, itemIds, others)
      const [one, other] = [itemIds, others].map((of) => gradientsOf({ users, items, itemIds: of }))
      for (const name of ['users', 'items'] as const) {
        const sumOf = (a: NdArray, b: NdArray): NdArray =>
          shaped(
            a.shape,
            Array.from({ length: a.data.length }, (_, i) => Number(a.data[i]) + Number(b.data[i])),
          )
        await expect(arrived(expect, got[name], name), `the gradient of the ${name}`).toBeCloseTo(
          sumOf(one![name], other![name]),
          {
            ...GRADIENT,
            mistakes: [
              {
                says: 'The gradient of the first loss is that of the second: what it needs was overwritten by a later call.',
                gives: () => sumOf(other![name], other![name]),
              },
            ],
          },
        )
      }
    },
  )

  hidden(
    'Two towers learn what each kind of user takes',
    {
      category: 'learning',
      hint: 'The loss is right and does not fall: which of the two towers gets no gradient, or a wrong one?',
    },
    async ({ harness, expect }) => {
      const { losses, matched } = await harness.train({ steps: 60, corrected: true, seed: 5 })
      expect(losses, 'the losses on the way').toBeFinite()
      expect(matched, 'the number of kinds of users, of four, whose best item is of their kind').toBeAtLeast(
        4,
      )
    },
  )
})

/** The gradient, once it is known that there is one. */
function arrived(expect: Expect, gradient: NdArray | null, of: string): NdArray {
  expect.that(gradient !== null, `No gradient reaches the ${of}.`, {
    diagnosis:
      'Somewhere between this input and the loss a value leaves TF.js: read out with dataSync, or put into a new tensor.',
  })
  return gradient!
}
