import { type CaseTools, type Mistake, NdArray, type Random, shaped, suite, tensor } from '@tensorkata/kit'
import {
  type Box,
  type Detections,
  IOU_SLIPS,
  iouOf,
  iouOfPair,
  type IouSlips,
  keptOf,
  SLIPS,
  type Slips,
} from './expected'
import * as harness from './harness'
import * as reference from './solution'

type Tools = CaseTools<typeof reference, typeof harness>

/** The cases worked by hand in the statement. */
const A: readonly Box[] = [[0, 0, 4, 4], [7, 1, 7, 3]] // prettier-ignore
const B: readonly Box[] = [[1, 0, 5, 2], [2, 2, 6, 8], [4, 0, 6, 4]] // prettier-ignore
const BY_HAND: Detections = {
  boxes: [[1, 0, 5, 4], [0, 0, 4, 4], [0, 0, 4, 4], [2, 0, 6, 4], [10, 1, 12, 4]], // prettier-ignore
  scores: [0.8, 0.9, 0.5, 0.7, 0.1],
  classes: [0, 0, 1, 0, 1],
  options: { iouThreshold: 0.5, scoreThreshold: 0.25 },
}

const packed = (boxes: readonly Box[]): NdArray => shaped([boxes.length, 4], boxes.flat())
const whole = (values: readonly number[]): NdArray =>
  new NdArray([values.length], 'int32', Int32Array.from(values))
const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length && Array.from(a).every((value, i) => value === b[i])

/** Those that would show: a slip that gives what is right here names nothing. */
function telling<S>(
  slips: readonly { readonly says: string; readonly slips: S }[],
  right: NdArray,
  give: (slips: S) => NdArray,
): Mistake[] {
  const all = slips.map((slip) => ({ says: slip.says, gives: give(slip.slips) }))
  return all.filter(({ gives }) => !same(gives.data as Float32Array, right.data as Float32Array))
}

/** A box with whole corners from 0 to 8; one in eight has no area. */
function gridBox(random: Random): Box {
  const [x, y] = [random.int(0, 5), random.int(0, 5)]
  const flat = random.int(0, 7) === 0
  return [x, y, x + (flat ? 0 : random.int(1, 3)), y + random.int(flat ? 0 : 1, 3)]
}

const detections = (
  boxes: readonly Box[],
  scores: readonly number[],
  options: Partial<Detections['options']> = {},
  classes: readonly number[] = boxes.map(() => 0),
): Detections => ({ boxes, scores, classes, options: { iouThreshold: 0.5, ...options } })

/** Boxes around a few objects, as a detector proposes them. The threshold lies in the widest gap between their IoUs. */
function crowd(random: Random, count: number): Detections {
  const objects = Array.from({ length: 5 }, () => [random.uniform(0, 300), random.uniform(0, 200)] as const)
  const near = (value: number): number => Math.fround(value + random.normal(0, 5))
  const boxes = Array.from({ length: count }, (_, i): Box => {
    const [x, y] = objects[i % 5]!
    const [left, top] = [near(x), near(y)]
    return [left, top, left + Math.abs(near(50)), top + Math.abs(near(35))]
  })
  const values = boxes
    .flatMap((box, i) => boxes.slice(0, i).map((other) => iouOfPair(box, other)))
    .filter((value) => value > 0.45 && value < 0.7)
    .sort((a, b) => a - b)
  const gaps = values.slice(1).map((value, i) => value - values[i]!)
  const widest = gaps.indexOf(Math.max(...gaps))
  return {
    boxes,
    scores: random.shuffled(boxes.map((_, i) => (i + 1) / (count + 1))),
    classes: boxes.map(() => random.int(0, 1)),
    options: { iouThreshold: (values[widest]! + values[widest + 1]!) / 2 },
  }
}

export default suite(reference, harness, ({ example, hidden, property }) => {
  const judgeIou = async (
    { learner, expect }: Tools,
    a: readonly Box[],
    b: readonly Box[],
  ): Promise<void> => {
    const right = iouOf(a, b)
    await expect(await learner.iou(packed(a), packed(b)), 'the IoUs').toBeCloseTo(right, {
      mistakes: telling<IouSlips>(IOU_SLIPS, right, (slips) => iouOf(a, b, slips)),
    })
  }

  const keep = async (
    { learner }: Tools,
    { boxes, scores, classes, options }: Detections,
  ): Promise<NdArray> =>
    learner.nonMaxSuppression(packed(boxes), tensor([...scores]), whole(classes), { ...options })

  const judge = async (tools: Tools, given: Detections): Promise<void> => {
    const right = whole(keptOf(given))
    const got = await keep(tools, given)
    await tools.expect(got, 'the kept indices').toEqual(right, {
      mistakes: telling<Slips>(SLIPS, right, (slips) => whole(keptOf(given, slips))),
    })
  }

  example('The case by hand: IoU of every pair', (tools) => judgeIou(tools, A, B))
  example(
    'The case by hand: suppression',
    {
      hint: 'Write down the boxes in the order in which they are looked at. Which are still there when box 3 comes?',
    },
    (tools) => judge(tools, BY_HAND),
  )

  // ---- IoU ----

  property(
    'IoU is right for all pairs',
    {
      hint: 'Draw the two boxes of the smallest failing pair. Where does the overlap begin, and where does it end?',
      runs: 25,
      given: ({ oneOf, random }) => {
        // Few shapes: on webgl each takes a while the first time.
        const [n, m] = oneOf([[1, 1], [1, 4], [3, 1], [2, 3], [5, 4]]) // prettier-ignore
        const stream = random()
        const some = (count: number): Box[] => Array.from({ length: count }, () => gridBox(stream))
        return { a: some(n), b: some(m) }
      },
    },
    ({ a, b }, tools) => judgeIou(tools, a, b),
  )

  hidden(
    'Boxes that are apart, or touch, have no overlap',
    { hint: 'Two boxes are apart along both axes. What is a negative width times a negative height?' },
    async (tools) => {
      const box: readonly Box[] = [[10, 10, 14, 13]]
      await judgeIou(tools, box, [[0, 0, 2, 3], [20, 30, 25, 31], [0, 11, 2, 12], [11, 0, 12, 3]]) // prettier-ignore
      await judgeIou(tools, box, [[14, 10, 15, 13], [9, 13, 20, 15], [14, 13, 20, 20], [4, 4, 10, 10]]) // prettier-ignore
    },
  )

  hidden(
    'A box within another, and a box with itself',
    { category: 'edge', hint: 'What is the union of a box with one that lies inside it?' },
    async (tools) => {
      await judgeIou(tools, [[0, 0, 10, 8]], [[2, 3, 6, 5], [0, 0, 10, 8], [-5, -5, 20, 20]]) // prettier-ignore
      await judgeIou(tools, [[-3.5, 2, -1, 7.25]], [[-3.5, 2, -1, 7.25]])
    },
  )

  hidden(
    'Without any area the IoU is 0, not NaN',
    { category: 'stability', hint: 'What is 0 / 0 in your code, and which pairs come to that?' },
    async (tools) => {
      const flat: readonly Box[] = [[3, 4, 3, 4], [3, 4, 3, 9], [0, 4, 7, 4]] // prettier-ignore
      await judgeIou(tools, flat, flat)
      await judgeIou(tools, flat, [[0, 0, 10, 10]])
      await judgeIou(tools, [[0, 0, 10, 10]], flat)
    },
  )

  hidden(
    'Boxes in fractions of the picture, down to a thousandth',
    { category: 'stability', hint: 'How large is your ε beside an area of a millionth?' },
    async (tools) => {
      const tiny: readonly Box[] = [[0.5, 0.5, 0.501, 0.501], [0.5005, 0.5, 0.5015, 0.501], [0.5, 0.5, 0.502, 0.504]] // prettier-ignore
      await judgeIou(tools, tiny, tiny)
    },
  )

  hidden(
    'Neither moving all boxes nor enlarging them changes an IoU',
    { hint: 'Does your formula know where zero is, or how large a pixel is?' },
    async ({ learner, expect, random }) => {
      const boxes = Array.from({ length: 4 }, () => gridBox(random))
      const all: Box[] = [...boxes, [0, 0, 3, 2], [1, 1, 3, 4]]
      const right = iouOf(all, all)
      const changed: Record<string, (value: number) => number> = {
        'with all boxes moved to negative coordinates': (value) => value - 4096,
        'with all boxes 1024 times as large': (value) => value * 1024,
        'with all boxes a 256th of the size': (value) => value / 256,
      }
      for (const [how, change] of Object.entries(changed)) {
        const moved = packed(all.map((box) => box.map(change) as unknown as Box))
        await expect(await learner.iou(moved, moved), `the IoUs ${how}`).toBeCloseTo(right)
      }
    },
  )

  hidden(
    'Rows are for a and columns for b, whatever their numbers',
    {
      category: 'shape',
      hint: 'Which of the two is a column of shape [n, 1], and which a row of shape [1, m]?',
    },
    async (tools) => {
      const { learner, expect, random } = tools
      for (const [n, m] of [
        [1, 1],
        [1, 3],
        [4, 1],
        [4, 4],
      ] as const) {
        // prettier-ignore
        const [a, b] = [n, m].map((count) => Array.from({ length: count }, () => gridBox(random)))
        const result = await learner.iou(packed(a!), packed(b!))
        expect(result, 'the IoUs').toHaveShape([n, m])
        expect(result, 'the IoUs').toHaveDtype('float32')
        await judgeIou(tools, a!, b!)
      }
    },
  )

  // ---- suppression ----

  property(
    'The right boxes are kept, for all small sets',
    {
      hint: 'Sort the boxes of the smallest failing input by hand, and write beside each which kept box rules it out.',
      runs: 40,
      given: ({ int, random, oneOf }) => {
        const [n, kinds, stream] = [int(1, 9), int(1, 3), random()]
        const each = Array.from({ length: n }, () => ({
          ...{ box: gridBox(stream), score: stream.int(-8, 24) / 32 },
          kind: stream.int(0, kinds - 1),
        }))
        // No fraction of so small whole areas comes near these.
        const iouThreshold = oneOf([0.31, 0.47, 0.13, 0.61])
        const options = oneOf([{}, { scoreThreshold: 0.25 }, { limit: 3 }, { scoreThreshold: 0, limit: 2 }])
        return {
          ...{ boxes: each.map(({ box }) => box), scores: each.map(({ score }) => score) },
          ...{ classes: each.map(({ kind }) => kind), options: { iouThreshold, ...options } },
        }
      },
    },
    (given: Detections, tools) => judge(tools, given),
  )

  hidden(
    'A chain: what is suppressed suppresses nothing',
    { hint: 'A rules out B, and B would rule out C. Where is B when C is looked at?' },
    async (tools) => {
      const chain = (n: number): Box[] => Array.from({ length: n }, (_, i) => [i, 0, i + 4, 3])
      await judge(tools, detections(chain(3), [0.9, 0.8, 0.7]))
      await judge(tools, detections(chain(9), [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]))
      await judge(tools, detections(chain(6), [0.4, 0.7, 0.6, 0.8, 0.5, 0.3]))
    },
  )

  hidden(
    'Every kept box may suppress, not only the last one',
    { hint: 'With how many of the kept boxes do you compare the next one?' },
    (tools) =>
      judge(
        tools,
        detections(
          [[0, 0, 4, 4], [20, 0, 24, 4], [40, 0, 44, 4], [0, 0, 4, 5], [20, 0, 24, 5], [40, 0, 44, 5]], // prettier-ignore
          [0.9, 0.8, 0.7, 0.65, 0.6, 0.5],
        ),
      ),
  )

  hidden(
    'Boxes in any order: the same boxes are kept',
    { hint: 'Shuffle boxes, scores and classes together. Do your indices still point into what was given?' },
    async (tools) => {
      const given = crowd(tools.random, 40)
      const order = tools.random.shuffled(given.boxes.map((_, i) => i))
      await judge(tools, given)
      await judge(tools, {
        ...given,
        boxes: order.map((i) => given.boxes[i]!),
        scores: order.map((i) => given.scores[i]!),
        classes: order.map((i) => given.classes[i]!),
      })
    },
  )

  hidden(
    'Equal scores: the lower index comes first',
    {
      category: 'edge',
      hint: 'Does your sort keep the order of equals, and does turning it round keep it too?',
    },
    async (tools) => {
      await judge(tools, detections([[0, 0, 4, 4], [1, 0, 5, 4], [2, 0, 6, 4]], [0.5, 0.5, 0.5])) // prettier-ignore
      const row = Array.from({ length: 13 }, (_, i): Box => [i, 0, i + 4, 2])
      await judge(tools, detections(row, row.map((_, i) => (i % 3 === 0 ? 0.75 : 0.5)))) // prettier-ignore
      await judge(tools, detections(row, row.map(() => 1))) // prettier-ignore
    },
  )

  hidden(
    'Classes do not see each other',
    { hint: 'A rider and a horse overlap a good deal. Which of them should go?' },
    async (tools) => {
      const box: Box = [0, 0, 5, 5]
      const all = [box, box, box, box, box]
      await judge(tools, detections(all, [0.5, 0.6, 0.7, 0.8, 0.9], {}, [2, 0, 1, 0, 2]))
      await judge(tools, { ...BY_HAND, classes: [1, 0, 1, 1, 0] })
    },
  )

  hidden(
    'Classes with large numbers, boxes with fine corners',
    {
      category: 'stability',
      hint: 'If you move boxes apart by their class, how fine are float32 coordinates out there?',
    },
    async (tools) => {
      // Four boxes in each of six places: the second is of another class, the last one is suppressed by the third.
      const boxes = [0, 1, 2, 3, 4, 5].flatMap((place) =>
        [0, 0, 0.0026, 0.0032].map((shift): Box => {
          const left = 0.3 + 0.0613 * place + shift
          return [left, 0.3, left + 0.004, 0.304]
        }),
      )
      const scores = boxes.map((_, i) => 1 - i / 32)
      const classes = boxes.map((_, i) => 99_999 - Number(i % 4 === 1))
      for (const times of [1, 4096]) {
        const some = boxes.map((box) => box.map((value) => value * times) as unknown as Box)
        await judge(tools, detections(some, scores, { iouThreshold: 0.4 }, classes))
      }
    },
  )

  hidden(
    'An IoU that equals the threshold does not suppress',
    {
      category: 'edge',
      hint: 'Is it > or ≥? And what does a threshold of 0 mean for boxes that only touch?',
    },
    async (tools) => {
      // Halves and quarters: exact in float32.
      await judge(tools, detections([[0, 0, 2, 1], [0, 0, 1, 1]], [0.75, 0.5])) // prettier-ignore
      await judge(tools, detections([[0, 0, 4, 4], [2, 2, 4, 4]], [0.5, 0.75], { iouThreshold: 0.25 })) // prettier-ignore
      await judge(tools, detections([[0, 0, 4, 4], [4, 0, 8, 4], [3, 3, 5, 5]], [0.75, 0.5, 0.25], { iouThreshold: 0 })) // prettier-ignore
      await judge(tools, detections([[0, 0, 4, 4], [0, 0, 4, 4]], [0.75, 0.5], { iouThreshold: 1 })) // prettier-ignore
    },
  )

  hidden(
    'A score that equals the threshold takes part; without a threshold, so do all',
    {
      category: 'edge',
      hint: 'Is it ≥ or >? Are scores always above 0, and does your code tell 0 from nothing?',
    },
    async (tools) => {
      const apart: Box[] = [[0, 0, 1, 1], [2, 0, 3, 1], [4, 0, 5, 1], [6, 0, 7, 1]] // prettier-ignore
      await judge(tools, detections(apart, [0.25, 0.5, 0.125, 0.75], { scoreThreshold: 0.25 }))
      await judge(tools, detections(apart, [-1, 2, -100, 0]))
      await judge(tools, detections(apart, [-1, 2, -100, 0], { scoreThreshold: 0 }))
      await judge(tools, detections(apart, [-3, -2, -2.5, -9], { scoreThreshold: -2.5 }))
    },
  )

  hidden(
    'A threshold counts as float32, like what is compared with it',
    {
      category: 'stability',
      hint: 'What does JavaScript say to Math.fround(0.6) > 0.6, and to Math.fround(0.7) >= 0.7?',
    },
    async (tools) => {
      // The union is exactly 1, so nothing is left to rounding: the IoUs are the float32 next to 0.6, and to 0.6001.
      const boxes: Box[] = [[0, 0, 1, 1], [0, 0, 0.6, 1], [0, 5, 1, 6], [0, 5, 0.6001, 6]] // prettier-ignore
      await judge(tools, detections(boxes, [0.75, 0.5, 0.375, 0.25], { iouThreshold: 0.6 }))
      const apart: Box[] = [[0, 0, 1, 1], [2, 0, 3, 1], [4, 0, 5, 1], [6, 0, 7, 1]] // prettier-ignore
      await judge(tools, detections(apart, [0.7, 0.9, 0.6999, 0.3], { scoreThreshold: 0.7 }))
      await judge(tools, detections(apart, [-0.6001, -0.5, -0.6, -3], { scoreThreshold: -0.6 }))
    },
  )

  hidden(
    'The limit is on what is kept, over all classes',
    { hint: 'Of ten boxes around one car and one around another, does a limit of 2 find both cars?' },
    async (tools) => {
      const boxes: Box[] = [[0, 0, 8, 8], [0, 0, 8, 9], [1, 0, 9, 8], [30, 0, 38, 8], [60, 0, 68, 8], [90, 0, 98, 8]] // prettier-ignore
      const given = detections(boxes, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], {}, [0, 0, 0, 0, 0, 1])
      for (const limit of [2, 1, 0, 3, 9])
        await judge(tools, { ...given, options: { iouThreshold: 0.5, limit } })
      const classes = { ...given, classes: [0, 1, 0, 1, 0, 1] }
      await judge(tools, { ...classes, options: { iouThreshold: 0.5, limit: 2 } })
    },
  )

  hidden(
    'Boxes without an area neither suppress nor are suppressed',
    { category: 'edge', hint: 'What does a comparison with NaN say, and what should it?' },
    async (tools) => {
      const point: Box = [2, 2, 2, 2]
      const all: Box[] = [point, [0, 0, 4, 4], point, [2, 0, 2, 4]]
      for (const iouThreshold of [0, 0.5])
        await judge(tools, detections(all, [0.9, 0.8, 0.7, 0.6], { iouThreshold }))
    },
  )

  hidden(
    'Nothing detected, one box, and nothing good enough',
    { category: 'edge', hint: 'What is the shape of your result when there is nothing in it?' },
    async (tools) => {
      await judge(tools, detections([], []))
      await judge(tools, detections([], [], { scoreThreshold: 0.5, limit: 3 }))
      await judge(tools, detections([[1, 2, 3, 4]], [0.5]))
      await judge(tools, detections([[1, 2, 3, 4], [0, 0, 9, 9]], [0.5, 0.25], { scoreThreshold: 0.75 })) // prettier-ignore
    },
  )

  hidden(
    'A crowd of boxes around five objects',
    { hint: 'Do you compare each box with every kept one of its class, and with no other?' },
    (tools) => judge(tools, crowd(tools.random, 100)),
  )

  hidden(
    'What is kept stays, when it is given again',
    { hint: 'Can two boxes that are both kept still overlap by more than the threshold?' },
    async (tools) => {
      const given = crowd(tools.random, 40)
      const kept = keptOf(given)
      await judge(tools, given)
      const again = await keep(tools, {
        ...given,
        boxes: kept.map((i) => given.boxes[i]!),
        scores: kept.map((i) => given.scores[i]!),
        classes: kept.map((i) => given.classes[i]!),
      })
      await tools
        .expect(again, 'the indices, given the kept boxes alone')
        .toEqual(whole(kept.map((_, i) => i)))
    },
  )

  // ---- in use ----

  hidden(
    'As many operations for 60 boxes as for 6',
    { category: 'efficiency', hint: 'Does a TF.js operation stand in a loop over boxes?' },
    async (tools) => {
      const row = (n: number): Box[] => Array.from({ length: n }, (_, i) => [i * 3, 0, i * 3 + 4, 4])
      const counts = async (run: (n: number) => Promise<unknown>): Promise<[number, number]> => {
        const [few, many] = [await tools.measure(() => run(6)), await tools.measure(() => run(60))]
        return [few.kernelCount, many.kernelCount]
      }
      const grows = ([few, many]: [number, number], name: string): void =>
        tools.expect.that(
          many <= few + 5,
          `${name} runs ${few} operations for 6 boxes, and ${many} for 60: their number grows with the boxes.`,
        )
      grows(await counts((n) => tools.learner.iou(packed(row(n)), packed(row(n)))), 'iou')
      const given = (n: number): Detections => detections(row(n), row(n).map((_, i) => i / 64)) // prettier-ignore
      grows(await counts((n) => keep(tools, given(n))), 'nonMaxSuppression')
    },
  )

  hidden(
    'The caller’s tensors are as they were, and can be used again',
    {
      category: 'memory',
      hint: 'Do you dispose of something that is not yours, or sort an array that is not?',
    },
    async ({ harness, expect }) => {
      const given = [packed(BY_HAND.boxes), tensor([...BY_HAND.scores]), whole(BY_HAND.classes)] as const
      const after = await harness.twice(...given, { ...BY_HAND.options })
      await expect(after.overlaps, 'the IoUs, the second time').toBeCloseTo(
        iouOf(BY_HAND.boxes, BY_HAND.boxes),
      )
      await expect(after.kept, 'the kept indices, the second time').toEqual(whole(keptOf(BY_HAND)))
      for (const [i, tensor] of given.entries())
        await expect(after.given[i], ['boxes', 'scores', 'classes'][i]).toEqual(tensor)
    },
  )
})
