import { type CaseTools, GRADIENT, type NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import {
  type Edge,
  gradientsOf,
  HUB_SLIPS,
  logitsOf,
  MATRIX_SLIPS,
  propagationOf,
  STACK_SLIPS,
} from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

/** The graph worked by hand in the statement. */
const EDGES: readonly Edge[] = [[0, 1], [1, 2]] // prettier-ignore
const P = propagationOf(4, EDGES)
const X = tensor([[2], [0], [4], [5]])
const W1 = tensor([[1, -1]])
const W2 = tensor([[1, 2], [3, 4]]) // prettier-ignore

const normal = (random: Random, rows: number, columns: number): NdArray =>
  shaped(
    [rows, columns],
    Float32Array.from({ length: rows * columns }, () => random.normal()),
  )

/** Some edges among `nodes` nodes: undirected, some listed again the other way round, some from a node to itself. */
function edgesOf(random: Random, nodes: number, count: number): Edge[] {
  const node = (): number => random.int(0, nodes - 1)
  const edges = Array.from({ length: count }, (): Edge => [node(), node()])
  return [...edges, ...edges.slice(0, random.int(0, count)).map(([i, j]): Edge => [j, i])]
}

/** A ring of `nodes` nodes. */
const ring = (nodes: number): Edge[] => Array.from({ length: nodes }, (_, i) => [i, (i + 1) % nodes])
const sent = (edges: readonly Edge[]): [number, number][] => edges.map(([i, j]) => [i, j])

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeMatrix = async (
    { learner, expect }: Tools,
    nodes: number,
    edges: readonly Edge[],
    known = MATRIX_SLIPS,
  ): Promise<void> =>
    expect(await learner.propagationMatrix(nodes, sent(edges)), 'the propagation matrix').toBeCloseTo(
      propagationOf(nodes, edges),
      {
        mistakes: known.map(({ says, slips }) => ({
          says,
          gives: () => propagationOf(nodes, edges, slips),
        })),
      },
    )

  const judgeLayer = async ({ learner, expect }: Tools, p: NdArray, x: NdArray, w: NdArray): Promise<void> =>
    expect(await learner.gcnLayer(p, x, w), 'the layer').toBeCloseTo(logitsOf(p, x, [w]), {
      mistakes: [
        {
          says: 'It seems to have an activation. gcnLayer has none: gcn puts ReLU between its layers.',
          gives: () => logitsOf(p, x, [w], { reluLast: true }),
        },
        {
          says: 'It seems to do without the graph: p takes no part in it.',
          gives: () => logitsOf(p, x, [w], { lastWithoutGraph: true }),
        },
        {
          says: 'What a node takes in seems to be read from a column of p. It is in its row.',
          gives: () => logitsOf(p, x, [w], { byColumns: true }),
        },
      ],
    })

  const judgeStack = async (
    { learner, expect }: Tools,
    p: NdArray,
    x: NdArray,
    weights: readonly NdArray[],
  ): Promise<void> =>
    expect(await learner.gcn(p, x, [...weights]), 'the logits').toBeCloseTo(logitsOf(p, x, weights), {
      mistakes: STACK_SLIPS.map(({ says, slips }) => ({ says, gives: () => logitsOf(p, x, weights, slips) })),
    })

  example('The case by hand: the propagation matrix', (tools) => judgeMatrix(tools, 4, EDGES))
  example('The case by hand: one layer', (tools) => judgeLayer(tools, P, X, W1))
  example(
    'The case by hand: two layers',
    { hint: 'What is left of the second column after ReLU? And is there a ReLU after the last layer?' },
    (tools) => judgeStack(tools, P, X, [W1, W2]),
  )

  // ---- the matrix ----

  property(
    'The matrix is right for all small graphs',
    {
      hint: 'Write down A with its self-loops for the smallest failing graph, and the sum of each row beside it.',
      runs: 30,
      given: ({ int, random }) => {
        const nodes = int(1, 6)
        return { nodes, edges: edgesOf(random(), nodes, int(0, 7)) }
      },
    },
    ({ nodes, edges }, tools) => judgeMatrix(tools, nodes, edges),
  )

  hidden(
    'An edge that is listed twice is one edge, whichever way round',
    { hint: 'What happens to an entry when the same edge comes again?' },
    async (tools) => {
      await judgeMatrix(tools, 3, [[0, 1], [1, 0], [1, 2]]) // prettier-ignore
      await judgeMatrix(tools, 3, [[2, 1], [2, 1], [2, 1], [0, 2]]) // prettier-ignore
    },
  )

  hidden(
    'A node that is listed with itself has one self-loop like all others',
    { category: 'edge', hint: 'What is on the diagonal before you put the self-loops there?' },
    async (tools) => {
      await judgeMatrix(tools, 3, [[0, 1], [1, 1]]) // prettier-ignore
      await judgeMatrix(tools, 2, [[0, 0], [0, 1], [0, 0]]) // prettier-ignore
      await judgeMatrix(tools, 2, [[1, 1]])
    },
  )

  hidden(
    'A node without neighbours keeps what it has, and nothing is NaN',
    { category: 'edge', hint: 'What is the degree of a node whose only edge is the one to itself?' },
    async (tools) => {
      await judgeMatrix(tools, 4, [[1, 3]])
      await judgeMatrix(tools, 3, [])
      await judgeMatrix(tools, 1, [])
      await judgeStack(tools, propagationOf(3, [[0, 2]]), tensor([[1], [-2], [3]]), [W1, W2])
    },
  )

  hidden(
    'A hub and its neighbours: both ends’ degrees count',
    {
      hint: 'A star with eight leaves: what does the hub take in from a leaf, and the leaf from the hub? And with 300 of them?',
    },
    async (tools) => {
      const star = (leaves: number): Edge[] => Array.from({ length: leaves }, (_, i) => [0, i + 1])
      await judgeMatrix(tools, 9, star(8))
      await judgeMatrix(tools, 41, star(40))
      await judgeMatrix(tools, 301, star(300), HUB_SLIPS)
    },
  )

  hidden(
    'The roots of the degrees are left as they are by P',
    { hint: 'Multiply P by the column of √d. Which sum cancels?' },
    async ({ learner, expect, random }) => {
      const nodes = 12
      const edges = edgesOf(random, nodes, 20)
      const p = await learner.propagationMatrix(nodes, sent(edges))
      expect(p, 'the propagation matrix').toHaveShape([nodes, nodes])
      const degrees = new Array<number>(nodes).fill(1)
      for (const key of new Set(
        edges.filter(([i, j]) => i !== j).map(([i, j]) => [Math.min(i, j), Math.max(i, j)].join(' ')),
      ))
        for (const node of key.split(' ')) degrees[Number(node)]! += 1
      const roots = tensor(degrees.map((degree) => [Math.sqrt(degree)]))
      await expect(
        await learner.gcnLayer(p, roots, tensor([[1]])),
        'P times the roots of the degrees',
      ).toBeCloseTo(roots)
    },
  )

  // ---- layers ----

  property(
    'One layer is right for all shapes',
    {
      hint: 'Write the shape of every factor. In which order can they be multiplied?',
      runs: 20,
      given: ({ int, normalTensor }) => {
        const [n, f, h] = [int(1, 5), int(1, 4), int(1, 4)]
        return { p: normalTensor([n, n]), x: normalTensor([n, f]), w: normalTensor([f, h]) }
      },
    },
    ({ p, x, w }, tools) => judgeLayer(tools, p, x, w),
  )

  property(
    'Stacks of one to four layers are right',
    {
      hint: 'How many layers has the smallest failing stack, and after which of them is there a ReLU?',
      runs: 20,
      given: ({ int, normalTensor }) => {
        const n = int(1, 5)
        const widths = Array.from({ length: int(2, 5) }, () => int(1, 4))
        return {
          ...{ p: normalTensor([n, n]), x: normalTensor([n, widths[0]!]) },
          weights: widths.slice(1).map((width, layer) => normalTensor([widths[layer]!, width])),
        }
      },
    },
    ({ p, x, weights }, tools) => judgeStack(tools, p, x, weights),
  )

  hidden(
    'One layer alone gives logits, below 0 too',
    { category: 'edge', hint: 'With a single weight, is the first layer also the last?' },
    (tools) => judgeStack(tools, P, tensor([[-1], [2], [-3], [4]]), [W1]),
  )

  hidden(
    'As many nodes as features, as many features as outputs: the order still matters',
    {
      hint: 'When all is square, no shape tells you that two factors changed places. Which one is on the left?',
    },
    async (tools) => {
      const { random } = tools
      const p = normal(random, 3, 3)
      await judgeLayer(tools, p, normal(random, 3, 3), normal(random, 3, 3))
      await judgeStack(tools, p, normal(random, 3, 3), [
        normal(random, 3, 3),
        normal(random, 3, 3),
        normal(random, 3, 3),
      ])
    },
  )

  hidden(
    'One tensor may serve several layers',
    { category: 'edge', hint: 'How do you know the last layer: by its place, or by its weights?' },
    async ({ harness, expect, random }) => {
      const [p, x] = [normal(random, 4, 4), normal(random, 4, 3)]
      const weights = [normal(random, 3, 3), normal(random, 3, 3)]
      const orders = [[0, 0], [0, 1, 0]] // prettier-ignore
      for (const order of orders) {
        const layers = order.map((which) => weights[which]!)
        await expect(
          await harness.sharing(p, x, weights, order),
          `the logits of ${order.length} layers, the first and the last of which share their weights`,
        ).toBeCloseTo(logitsOf(p, x, layers), {
          mistakes: STACK_SLIPS.map(({ says, slips }) => ({
            says,
            gives: () => logitsOf(p, x, layers, slips),
          })),
        })
      }
    },
  )

  hidden(
    'Two layers see two steps far, and no further',
    { hint: 'How far does a number get with each product with P?' },
    async (tools) => {
      const { learner, expect, random } = tools
      const p = propagationOf(5, [[0, 1], [1, 2], [2, 3], [3, 4]]) // prettier-ignore
      const weights = [normal(random, 2, 6), normal(random, 6, 2)]
      const x = normal(random, 5, 2)
      const changed = shaped(
        [5, 2],
        (x.data as Float32Array).map((value, i) => (i >= 8 ? value + 3 : value)),
      )
      const [before, after] = [await learner.gcn(p, x, weights), await learner.gcn(p, changed, weights)]
      expect(before, 'the logits').toHaveShape([5, 2])
      const first = (logits: NdArray, rows: number): NdArray =>
        shaped([rows, 2], (logits.data as Float32Array).slice(0, rows * 2))
      await expect(
        first(after, 2),
        'the logits of nodes that are three and four steps from the change',
      ).toBeCloseTo(first(before, 2))
      await judgeStack(tools, p, changed, weights)
    },
  )

  hidden(
    'The nodes may be numbered in any order',
    { hint: 'Is there anything in your code that knows a node by its number?' },
    async ({ learner, expect, random }) => {
      const [nodes, edges] = [6, edgesOf(random, 6, 7)]
      const order = random.shuffled([0, 1, 2, 3, 4, 5])
      const x = normal(random, nodes, 3)
      const weights = [normal(random, 3, 4), normal(random, 4, 2)]
      /** Row i becomes row order[i]. */
      const moved = (matrix: NdArray): NdArray => {
        const width = matrix.shape[1]!
        const data = new Float32Array(matrix.size)
        order.forEach((to, from) =>
          data.set((matrix.data as Float32Array).slice(from * width, (from + 1) * width), to * width),
        )
        return shaped(matrix.shape, data)
      }
      const p = await learner.propagationMatrix(nodes, sent(edges))
      const renamed = edges.map(([i, j]): [number, number] => [order[i]!, order[j]!])
      const q = await learner.propagationMatrix(nodes, renamed)
      const logits = await learner.gcn(p, x, weights)
      expect(logits, 'the logits').toHaveShape([nodes, 2])
      await expect(await learner.gcn(q, moved(x), weights), 'the logits in the other order').toBeCloseTo(
        moved(logits),
      )
    },
  )

  hidden(
    'Shapes and dtypes are as the statement gives them',
    { category: 'shape', hint: 'Is there an axis that you squeeze where it has length 1?' },
    async ({ learner, expect }) => {
      const p = await learner.propagationMatrix(1, [])
      expect(p, 'the propagation matrix').toHaveShape([1, 1])
      expect(p, 'the propagation matrix').toHaveDtype('float32')
      const one = tensor([[2]])
      for (const result of [await learner.gcnLayer(one, one, one), await learner.gcn(one, one, [one])]) {
        expect(result, 'the result').toHaveShape([1, 1])
        expect(result, 'the result').toHaveDtype('float32')
      }
    },
  )

  // ---- in use ----

  hidden(
    'Gradients flow to the features and to all weights',
    { hint: 'Is every step a TF.js operation, from the first weight to the logits?' },
    async ({ harness, expect, random }) => {
      const p = normal(random, 4, 4)
      const [x, weights] = [
        normal(random, 4, 3),
        [normal(random, 3, 5), normal(random, 5, 4), normal(random, 4, 2)],
      ]
      const upstream = normal(random, 4, 2)
      const got = await harness.gradients(p, x, weights, upstream)
      const wanted = gradientsOf(p, x, weights, upstream)
      await expect(got.x, 'the gradient in x').toBeCloseTo(wanted.x, GRADIENT)
      for (const [layer, gradient] of wanted.weights.entries())
        await expect(got.weights[layer], `the gradient in the weights of layer ${layer + 1}`).toBeCloseTo(
          gradient,
          GRADIENT,
        )
    },
  )

  hidden(
    'As many operations for 60 nodes as for 6',
    { category: 'efficiency', hint: 'Does a tensor operation stand in a loop over nodes or edges?' },
    async ({ learner, expect, measure }) => {
      const kernels = async (nodes: number): Promise<number> => {
        const x = shaped([nodes, 2], new Float32Array(nodes * 2).fill(0.5))
        const measured = await measure(async () => {
          const p = await learner.propagationMatrix(nodes, sent(ring(nodes)))
          await learner.gcn(p, x, [W2, W2])
        })
        return measured.kernelCount
      }
      const [few, many] = [await kernels(6), await kernels(60)]
      expect.that(
        many <= few + 5,
        `${few} operations run for 6 nodes, and ${many} for 60: their number grows with the graph.`,
      )
    },
  )

  hidden(
    'The caller’s edges are as they were',
    { category: 'memory', hint: 'Which methods of an array change it where it is?' },
    async ({ harness, expect }) => {
      const edges: readonly Edge[] = [[2, 1], [0, 2], [1, 1], [0, 1], [1, 0]] // prettier-ignore
      const after = await harness.edgesAfter(3, sent(edges))
      expect.that(
        JSON.stringify(after) === JSON.stringify(edges),
        'After propagationMatrix the list of edges, or an edge in it, is no longer what it was.',
        {
          diagnosis:
            'The caller’s edges are changed: sort, reverse, push and the like work in place. Copy first.',
        },
      )
    },
  )

  hidden(
    'The caller’s tensors are as they were, and can be used again',
    { category: 'memory', hint: 'Do you dispose of something that is not yours: the features, a weight, p?' },
    async ({ harness, expect }) => {
      const after = await harness.twice(P, X, [W1, W2])
      await expect(after.layer, 'the layer, the second time').toBeCloseTo(logitsOf(P, X, [W1]))
      await expect(after.logits, 'the logits, the second time').toBeCloseTo(logitsOf(P, X, [W1, W2]))
      for (const [i, given] of [P, X, W1, W2].entries())
        await expect(after.given[i], ['p', 'x', 'the first weights', 'the second weights'][i]).toEqual(given)
    },
  )
})
