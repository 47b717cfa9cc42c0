import { type Expect, NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import { dimensions, names, vectors } from './data/cars'
import {
  type BatchQuestion,
  bestOf,
  type Fault,
  faultOf,
  faultOfBatch,
  plain,
  type Question,
  questionOf,
} from './oracle'
import * as reference from './solution'

const FIVE = tensor([
  [4, 3],
  [6, 8],
  [-3, -4],
  [0, 0],
  [10, 0],
])
const KERNELS = 60
const MEGABYTE = 1_000_000

export default suite(reference, ({ example, hidden, property }) => {
  example(
    'five items in the plane',
    { hint: 'Which is further from (3, 4) by angle: (4, 3) or (10, 0)?' },
    async ({ learner, expect }) => {
      const question = { user: [3, 4], items: FIVE, k: 3 }
      await judgeShown(expect, await learner.recommend(tensor([3, 4]), FIVE, 3), bestOf(question), (got) =>
        faultOf(got, question),
      )
    },
  )

  example(
    'a seen item makes room for the next',
    { hint: 'At which moment are the seen items ruled out?' },
    async ({ learner, expect }) => {
      const question = { user: [3, 4], items: FIVE, k: 3, seen: [1] }
      const got = await learner.recommend(tensor([3, 4]), FIVE, 3, { seen: [1] })
      await judgeShown(expect, got, bestOf(question), (answer) => faultOf(answer, question))
    },
  )

  example('two users at once', async ({ learner, expect }) => {
    const users = tensor([
      [3, 4],
      [-2, 0],
    ])
    const question = { users, items: FIVE, k: 2, seen: [[1], [2]] }
    const got = await learner.recommendBatch(users, FIVE, 2, { seen: [[1], [2]] })
    const want = [0, 1].map((user) => bestOf(questionOf(question, user)))
    await judgeShown(expect, got, want, (answer) => faultOfBatch(answer, question))
  })

  hidden(
    'the scores are cosines, whatever the lengths of the vectors',
    {
      hint: 'Does your answer change when an item is made ten times as long? Should it? How large is your ε beside a length of 0.01?',
    },
    async ({ learner, expect, random }) => {
      const lengths = [0.01, 0.1, 1, 30, 1000]
      const items = rows(40, 8, (row) => scaled(direction(random, 8), lengths[row % 5]!))
      const user = shaped([8], scaled(direction(random, 8), 0.1))
      judge(expect, await learner.recommend(user, items, 40), { user: numbers(user), items, k: 40 })
    },
  )

  hidden(
    'a user who has seen all of their favourites still gets k items',
    { hint: 'If the ten best are all seen, what is left of the top ten?' },
    async ({ learner, expect, random }) => {
      const [items, user] = [cloud(random, 60, 6), cloud(random, 1, 6)]
      const seen = random.shuffled(bestOf({ user: numbers(user), items, k: 8 }).indices)
      const question = { user: numbers(user), items, k: 5, seen }
      judge(expect, await learner.recommend(vector(user), items, 5, { seen }), question)
    },
  )

  hidden(
    'seen items stay out when all others point away from the user',
    { hint: 'Is the score that rules an item out lower than every cosine can be?' },
    async ({ learner, expect }) => {
      const items = tensor([
        [1, 2],
        [-1, -2],
        [2, 1],
        [-3, -1],
        [-1, -9],
      ])
      const question = { user: [1, 1], items, k: 3, seen: [0, 2] }
      judge(expect, await learner.recommend(tensor([1, 1]), items, 3, { seen: [0, 2] }), question)
    },
  )

  hidden(
    'neighbours come from the cluster of the user',
    { hint: 'Which points lie in the same direction as the user, far or near?' },
    async ({ learner, expect, random }) => {
      const centres = Array.from({ length: 6 }, () => direction(random, 16))
      const items = rows(240, 16, (row) =>
        scaled(near(random, centres[row % 6]!, 0.08), random.uniform(0.2, 5)),
      )
      const user = shaped([16], scaled(near(random, centres[4]!, 0.05), 3))
      const got = await learner.recommend(user, items, 12, { seen: [4, 10] })
      judge(expect, got, { user: numbers(user), items, k: 12, seen: [4, 10] })
    },
  )

  hidden('the cars most like a Toyota Corolla of 1975', async ({ learner, expect }) => {
    const items = shaped([names.length, dimensions], vectors)
    const corolla = names.indexOf('toyota corolla 1975')
    const user = shaped([dimensions], vectors.slice(corolla * dimensions, (corolla + 1) * dimensions))
    const question = { user: numbers(user), items, k: 8, seen: [corolla] }
    judge(expect, await learner.recommend(user, items, 8, { seen: [corolla] }), question)
  })

  hidden(
    'each user of a batch has their own seen items',
    { hint: 'Does your mask have a row for each user?' },
    async ({ learner, expect, random }) => {
      const [users, items] = [cloud(random, 4, 5), cloud(random, 30, 5)]
      const best = (user: number): number[] => bestOf(questionOf({ users, items, k: 6 }, user)).indices
      const seen = [best(0).slice(0, 4), [], best(2).slice(1, 3), best(3)]
      judgeBatch(expect, await learner.recommendBatch(users, items, 5, { seen }), {
        users,
        items,
        k: 5,
        seen,
      })
    },
  )

  hidden(
    'an item of zeros scores 0',
    { category: 'stability', hint: 'What does your formula give for 0 / 0, on a CPU and on a GPU?' },
    async ({ learner, expect }) => {
      const items = tensor([
        [-1, 2, 0],
        [0, 0, 0],
        [2, 1, 2],
        [-2, -1, 1],
        [0, 0, 0],
      ])
      judge(expect, await learner.recommend(tensor([2, 0, 1]), items, 5), { user: [2, 0, 1], items, k: 5 })
    },
  )

  hidden(
    'a user of zeros is equally far from everything',
    { category: 'stability', hint: 'If all scores are equal, which items come first?' },
    async ({ learner, expect, random }) => {
      const items = cloud(random, 12, 3)
      const question = { user: [0, 0, 0], items, k: 4, seen: [1] }
      judge(expect, await learner.recommend(tensor([0, 0, 0]), items, 4, { seen: [1] }), question)
    },
  )

  hidden(
    'zeros in a batch do not disturb the others',
    { category: 'stability' },
    async ({ learner, expect, random }) => {
      const users = rows(3, 4, (row) => (row === 1 ? [0, 0, 0, 0] : direction(random, 4)))
      const items = rows(9, 4, (row) => (row % 4 === 2 ? [0, 0, 0, 0] : direction(random, 4)))
      judgeBatch(expect, await learner.recommendBatch(users, items, 9), { users, items, k: 9 })
    },
  )

  hidden(
    'equal items come in the order of their index',
    { category: 'edge', hint: 'Does your sort keep equals in order? And if you reverse it afterwards?' },
    async ({ learner, expect, random }) => {
      const kinds = [
        [1, 2, 2],
        [2, 1, -2],
        [0, 3, 4],
      ]
      const items = rows(300, 3, () => kinds[random.int(0, 2)]!)
      const question = { user: [1, 2, 3], items, k: 150 }
      judge(expect, await learner.recommend(tensor([1, 2, 3]), items, 150), question)
    },
  )

  hidden(
    'among equals, the lower index gets the last place',
    { category: 'edge', hint: 'Three items tie for one place: which of them is returned?' },
    async ({ learner, expect }) => {
      const items = tensor([
        [0, 1],
        [3, 4],
        [1, 0],
        [3, 4],
        [0, 1],
        [3, 4],
        [0, 1],
      ])
      const users = tensor([
        [0, 2],
        [4, 3],
      ])
      const seen = [[0], [1, 2]]
      judgeBatch(expect, await learner.recommendBatch(users, items, 1, { seen }), {
        users,
        items,
        k: 1,
        seen,
      })
    },
  )

  hidden(
    'a k beyond the candidates returns them all',
    {
      category: 'edge',
      hint: 'How many candidates are left after the seen ones? What fills the answer when k asks for more?',
    },
    async ({ learner, expect, random }) => {
      const [user, items] = [cloud(random, 1, 3), cloud(random, 7, 3)]
      const everything = { user: numbers(user), items, k: 20 }
      judge(expect, await learner.recommend(vector(user), items, 20), everything)
      for (const k of [5, 7, 20]) {
        const question = { ...everything, k, seen: [6, 2, 3] }
        judge(expect, await learner.recommend(vector(user), items, k, { seen: [6, 2, 3] }), question)
      }
    },
  )

  hidden(
    'users of one batch may have different numbers of candidates',
    { category: 'edge', hint: 'Are all rows of your answer bound to have the same length?' },
    async ({ learner, expect, random }) => {
      const [users, items] = [cloud(random, 3, 4), cloud(random, 6, 4)]
      const seen = [[], [5, 0, 1, 3], [0, 1, 2, 3, 4, 5]]
      judgeBatch(expect, await learner.recommendBatch(users, items, 4, { seen }), {
        users,
        items,
        k: 4,
        seen,
      })
    },
  )

  hidden(
    'k = 0 returns two empty lists',
    { category: 'edge', hint: 'What does array() give for a tensor of shape [m, 0]?' },
    async ({ learner, expect }) => {
      judge(expect, await learner.recommend(tensor([3, 4]), FIVE, 0, { seen: [2] }), {
        user: [3, 4],
        items: FIVE,
        k: 0,
      })
      const users = tensor([
        [3, 4],
        [0, 1],
      ])
      judgeBatch(expect, await learner.recommendBatch(users, FIVE, 0), { users, items: FIVE, k: 0 })
    },
  )

  hidden(
    'who has seen everything gets two empty lists',
    { category: 'edge' },
    async ({ learner, expect }) => {
      const question = { user: [3, 4], items: FIVE, k: 2, seen: [4, 3, 2, 1, 0] }
      judge(expect, await learner.recommend(tensor([3, 4]), FIVE, 2, { seen: [4, 3, 2, 1, 0] }), question)
    },
  )

  hidden(
    'an item listed twice in seen counts once',
    { category: 'edge', hint: 'Do you count the candidates by subtracting the length of the seen list?' },
    async ({ learner, expect }) => {
      const items = tensor([
        [3, 1],
        [-1, 1],
        [1, 1],
        [-1, 0],
        [1, 2],
      ])
      const seen = [3, 1, 3, 3]
      const question = { user: [1, 0], items, k: 3, seen }
      judge(expect, await learner.recommend(tensor([1, 0]), items, 3, { seen }), question)
    },
  )

  hidden('one item of one dimension', { category: 'edge' }, async ({ learner, expect }) => {
    for (const value of [-2, 0.5, 0]) {
      const items = tensor([[value]])
      judge(expect, await learner.recommend(tensor([3]), items, 1), { user: [3], items, k: 1 })
    }
  })

  hidden(
    'a batch of one user is an array of one',
    { category: 'shape', hint: 'Is an axis of length 1 squeezed away?' },
    async ({ learner, expect, random }) => {
      const [users, items] = [cloud(random, 1, 3), cloud(random, 4, 3)]
      judgeBatch(expect, await learner.recommendBatch(users, items, 2, { seen: [[0]] }), {
        users,
        items,
        k: 2,
        seen: [[0]],
      })
      judgeBatch(expect, await learner.recommendBatch(users, items, 1), { users, items, k: 1 })
    },
  )

  hidden(
    'as many users as items, and as many items as dimensions',
    { category: 'shape' },
    async ({ learner, expect, random }) => {
      const [users, items] = [cloud(random, 4, 4), rows(4, 4, (row) => scaled(direction(random, 4), row + 1))]
      judgeBatch(expect, await learner.recommendBatch(users, items, 3), { users, items, k: 3 })
    },
  )

  property(
    'any user and any items',
    {
      given: ({ int, normalTensor, random }) => {
        const [n, d] = [int(1, 12), int(1, 5)]
        const seen = random()
          .shuffled(Array.from({ length: n }, (_, i) => i))
          .slice(0, int(0, n))
        return {
          user: tidied(normalTensor([d], 2)),
          items: tidied(normalTensor([n, d])),
          k: int(0, 14),
          seen,
        }
      },
    },
    async ({ user, items, k, seen }, { learner, expect }) => {
      judge(expect, await learner.recommend(user, items, k, { seen }), {
        user: numbers(user),
        items,
        k,
        seen,
      })
    },
  )

  property(
    'any batch',
    {
      given: ({ int, normalTensor, random }) => {
        const [m, n, d] = [int(1, 5), int(1, 12), int(1, 4)]
        const stream = random()
        const some = (): number[] => Array.from({ length: n }, (_, i) => i).filter(() => stream.next() < 0.3)
        const seen = Array.from({ length: m }, some)
        return {
          users: tidied(normalTensor([m, d], 2)),
          items: tidied(normalTensor([n, d])),
          k: int(1, 14),
          seen,
        }
      },
    },
    async (question, { learner, expect }) => {
      const { users, items, k, seen } = question
      judgeBatch(expect, await learner.recommendBatch(users, items, k, { seen }), question)
    },
  )

  hidden(
    'the number of tensor operations does not grow with the items',
    { category: 'efficiency', hint: 'Which one product holds the similarities with all items?' },
    async ({ learner, expect, random, measure }) => {
      const [user, items] = [cloud(random, 1, 8), cloud(random, 300, 8)]
      const { value, kernelCount } = await measure(() =>
        learner.recommend(vector(user), items, 10, { seen: [7] }),
      )
      judge(expect, value, { user: numbers(user), items, k: 10, seen: [7] })
      withinKernels(expect, kernelCount, '300 items')
    },
  )

  hidden(
    'the number of tensor operations does not grow with the users',
    {
      category: 'efficiency',
      hint: 'What is the product of a matrix of users and a transposed matrix of items?',
    },
    async ({ learner, expect, random, measure }) => {
      const [users, items] = [cloud(random, 24, 8), cloud(random, 40, 8)]
      const seen = Array.from({ length: 24 }, (_, user) => [user, user + 1])
      const { value, kernelCount } = await measure(() => learner.recommendBatch(users, items, 5, { seen }))
      judgeBatch(expect, value, { users, items, k: 5, seen })
      withinKernels(expect, kernelCount, '24 users')
    },
  )

  hidden(
    '20,000 items of 64 dimensions',
    {
      category: 'efficiency',
      hint: 'Is there a loop over items left, in tensor operations or in JavaScript?',
    },
    async ({ learner, expect, random, measure }) => {
      // Once on a few items first, so that a loop over items need not be waited for.
      const few = await measure(() =>
        learner.recommend(vector(cloud(random, 1, 2)), cloud(random, 200, 2), 3),
      )
      withinKernels(expect, few.kernelCount, '200 items')
      const items = new NdArray([20_000, 64], 'float32', noise(random, 20_000 * 64))
      const user = new NdArray([64], 'float32', noise(random, 64))
      const seen = [19_999, 5, 11_111]
      const { value, kernelCount } = await measure(() => learner.recommend(user, items, 20, { seen }))
      withinKernels(expect, kernelCount, '20,000 items')
      judge(expect, value, { user: numbers(user), items, k: 20, seen })
    },
  )

  hidden(
    'a batch needs no tensor of users × items × dimensions',
    {
      category: 'memory',
      hint: 'Which operation multiplies and adds up at once, without keeping the products?',
    },
    async ({ learner, expect, random, measure }) => {
      const users = new NdArray([32, 64], 'float32', noise(random, 32 * 64))
      const items = new NdArray([2_000, 64], 'float32', noise(random, 2_000 * 64))
      const { value, peakBytes } = await measure(() => learner.recommendBatch(users, items, 3))
      judgeBatch(expect, value, { users, items, k: 3 })
      withinBytes(expect, peakBytes)
    },
  )
})

function judge(expect: Expect, got: unknown, question: Question): void {
  complain(expect, faultOf(got, question))
}

function judgeBatch(expect: Expect, got: unknown, question: BatchQuestion): void {
  complain(expect, faultOfBatch(got, question))
}

function complain(expect: Expect, fault: Fault | null): void {
  expect.that(fault === null, fault?.message ?? '', fault?.diagnosis ? { diagnosis: fault.diagnosis } : {})
}

/** For examples: also shows what was expected and got. */
async function judgeShown<T extends object>(
  expect: Expect,
  got: T,
  want: T,
  faultIn: (got: T) => Fault | null,
): Promise<void> {
  const readable = (Array.isArray(got) ? got.map(plain) : plain(got)) as T
  const fault = faultIn(got)
  const mistakes = fault ? [{ says: fault.diagnosis ?? fault.message, gives: readable as never }] : []
  await expect(readable).toBeCloseTo(want as never, { mistakes })
  complain(expect, fault)
}

function withinKernels(expect: Expect, kernelCount: number, size: string): void {
  expect.that(kernelCount > 0, `No tensor operation ran for ${size}.`, {
    diagnosis: 'The similarities are computed in JavaScript: compute them with tensors.',
  })
  expect.that(
    kernelCount <= KERNELS,
    `${kernelCount} tensor operations ran for ${size}; ${KERNELS} are allowed.`,
    {
      diagnosis: 'There is a loop where one matrix product would do.',
    },
  )
}

function withinBytes(expect: Expect, peakBytes: number): void {
  const held = (peakBytes / MEGABYTE).toFixed(1)
  expect.that(
    peakBytes <= 8 * MEGABYTE,
    `The batch holds ${held} MB of tensors at its peak; 8 MB are allowed.`,
    {
      diagnosis: 'Something of [m, n, d] is built: one matrix product gives [m, n] at once.',
    },
  )
}

const numbers = ({ data }: NdArray): Float32Array => data as Float32Array

/** A matrix of one row as a vector. */
const vector = (row: NdArray): NdArray => shaped([row.size], numbers(row))

function rows(n: number, d: number, row: (index: number) => readonly number[]): NdArray {
  return shaped([n, d], Array.from({ length: n }, (_, index) => row(index)).flat())
}

const cloud = (random: Random, n: number, d: number): NdArray =>
  rows(n, d, () => Array.from({ length: d }, () => random.normal()))

/** The same with tiny numbers made 0, so that no length is between 0 and 0.01. */
const tidied = (values: NdArray): NdArray =>
  shaped(
    values.shape,
    numbers(values).map((value) => (Math.abs(value) < 0.01 ? 0 : value)),
  )

/** A random vector of length 1. */
function direction(random: Random, d: number): number[] {
  const values = Array.from({ length: d }, () => random.normal())
  return scaled(values, 1 / Math.hypot(...values))
}

const scaled = (values: readonly number[], factor: number): number[] => values.map((value) => value * factor)

const near = (random: Random, centre: readonly number[], spread: number): number[] =>
  centre.map((value) => value + random.normal(0, spread))

/** Quick uniform numbers in (−½, ½), by a linear congruential generator. */
function noise(random: Random, size: number): Float32Array {
  let state = random.int(0, 2 ** 31)
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return state / 2 ** 32
  })
}
