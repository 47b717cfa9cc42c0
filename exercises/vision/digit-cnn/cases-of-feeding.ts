// What training gives the network: which pictures, how prepared, in which order and mode.

import { tensor } from '@tensorkata/kit'
import { type Define, check, idsOf, indices, MANY, setUp, sorted, trainedOn } from './checks'
import { given, type Pictures, rowsOf, scribbles } from './expected'

export function feeding({ hidden }: Define): void {
  hidden(
    'train gives the network ink from 0 to 1, [batch, 8, 8, 1]',
    { hint: 'What does train do to the pictures before the network sees them?' },
    async ({ harness, expect, random }) => {
      const { training, heldOut, weights } = setUp(random, 33)
      // Pictures of half the ink: whoever divides by the greatest that there is makes them dark.
      const [faint, faintHeldOut] = [training, heldOut].map(({ images, labels }) =>
        given({ images: images.map((image) => image.map((row) => row.map((ink) => ink >> 1))), labels }),
      )
      const { batches } = await harness.watch(tensor(weights), faint!, faintHeldOut!, 1)
      const most = Math.max(...batches.map((batch) => batch.most))
      check(
        expect,
        batches.length > 0 && batches.every(({ shape }) => shape.slice(1).join() === '8,8,1'),
        `The network is given ${JSON.stringify(batches[0]?.shape ?? 'nothing')} in train.`,
      )
      check(
        expect,
        Math.abs(most - 0.5) <= 1e-5,
        `Of pictures with ink up to 8, the most that the network sees in train is ${most.toPrecision(3)}; 0.5 is wanted.`,
        most > 1.5
          ? 'Divide the ink by 16, for held-out digits too.'
          : Math.abs(most - 1) <= 1e-5
            ? 'The ink is divided by the greatest that there is: always divide by 16.'
            : 'Divide the ink by 16, and change nothing else.',
      )
    },
  )

  hidden(
    'every digit is trained on once in an epoch',
    { hint: 'What becomes of the digits that do not fill a batch?' },
    async ({ harness, expect, random }) => {
      const { args } = setUp(random)
      const { batches } = await harness.watch(...args, 2)
      const seen = idsOf(trainedOn(batches))
      const strangers = seen.filter((id) => id >= 200).length
      check(
        expect,
        seen.length > 0,
        'No picture goes through the network in training mode.',
        'In a loop of your own, call model.apply(x, { training: true }).',
      )
      check(
        expect,
        strangers === 0,
        `${strangers} of the pictures that are trained on are held out.`,
        'The held-out digits are only to look at: learning them makes their accuracy worthless.',
      )
      const perEpoch = [seen.slice(0, MANY), seen.slice(MANY)].map(sorted)
      const missing = indices(MANY).filter((id) => !seen.includes(id)).length
      check(
        expect,
        perEpoch.every((ids) => ids.join() === indices(MANY).join()),
        `In two epochs over ${MANY} digits, ${seen.length} pictures are trained on.`,
        seen.length < 2 * MANY
          ? 'Some are left out: the last batch may be smaller than the others.'
          : missing > 0
            ? `${missing} digits never come, others more than once.`
            : 'Some come more than once in an epoch.',
      )
    },
  )

  hidden(
    'the order is random, and another in each epoch',
    { hint: 'When are the digits shuffled?' },
    async ({ harness, expect, random }) => {
      const n = 280
      const { args } = setUp(random, n)
      const { batches } = await harness.watch(...args, 2)
      const seen = idsOf(trainedOn(batches))
      const [first, second] = [seen.slice(0, n), seen.slice(n)]
      const neighbours = first.filter((id, i) => i > 0 && id === first[i - 1]! + 1).length
      check(
        expect,
        neighbours < n / 3,
        neighbours === n - 1
          ? 'The digits are trained on in the order in which they are given.'
          : `${neighbours} of ${n - 1} digits come right after the one that stands before them.`,
        neighbours === n - 1
          ? 'Shuffle them: they may come sorted by class.'
          : 'Whole batches are shuffled: shuffle the digits.',
      )
      check(
        expect,
        first.join() !== second.join(),
        'The order is the same in both epochs.',
        'Shuffle anew in each epoch.',
      )
      // In one of a thousand million shuffles no digit moves so far.
      const [ahead, back] = [1, -1].map((sign) => Math.max(...first.map((id, at) => sign * (id - at))))
      check(
        expect,
        Math.min(ahead!, back!) >= 0.6 * n,
        `Of ${n} digits, none comes more than ${ahead} places earlier than it stands, and none more than ${back} later.`,
        'The digits are shuffled among their neighbours alone, as through a buffer: shuffle all of them.',
      )
    },
  )

  hidden(
    'batches hold 8 to 128 digits',
    { category: 'efficiency', hint: 'How many digits does one step of the optimiser see?' },
    async ({ harness, expect, random }) => {
      // Even parts of 9, 12 or 14 digits are smaller than 8.
      for (const n of [MANY, 9, 12, 14]) {
        const { args } = setUp(random, n)
        const { batches } = await harness.watch(...args, 1)
        const sizes = trainedOn(batches).map(({ shape }) => shape[0]!)
        const whole = sizes.slice(0, -1)
        const [least, most] = [Math.min(...whole, 8), Math.max(...sizes)]
        check(
          expect,
          least >= 8,
          `Of ${n} digits, batches of ${least} are trained on.`,
          n < 16
            ? 'Only the last batch of an epoch may be smaller than 8: fill those before it.'
            : 'That is many small steps: take 8 or more at once.',
        )
        check(
          expect,
          most <= 128,
          `A batch of ${most} digits is trained on.`,
          'That is few steps in an epoch: take 128 at most.',
        )
      }
    },
  )

  hidden(
    'the network knows when it is in training',
    { hint: 'Which of the calls of the network should drop units, if it has dropout?' },
    async ({ harness, expect, random }) => {
      const { args } = setUp(random)
      const { batches } = await harness.watch(...args, 1)
      const [inTraining, outside] = [true, false].map((mode) =>
        idsOf(batches.filter(({ training }) => training === mode)),
      )
      check(
        expect,
        indices(MANY).every((id) => inTraining!.includes(id)),
        'Training digits are not run in training mode: dropout would do nothing.',
        'In a loop of your own, call model.apply(x, { training: true }).',
      )
      check(
        expect,
        !inTraining!.some((id) => id >= 200),
        'Held-out digits are run in training mode.',
        'Dropout would spoil their accuracy, or the network learns them.',
      )
      check(
        expect,
        outside!.some((id) => id >= 200),
        'The held-out digits never go through the network.',
      )
    },
  )

  hidden(
    'held-out digits never move a weight',
    { hint: 'Which digits does the optimiser see?' },
    async ({ harness, expect, random }) => {
      // Training digits have ink in the upper half only, held-out ones in the lower half only.
      const half = (n: number, isUpper: boolean): Pictures => {
        const { images, labels } = scribbles(n, random)
        const cut = images.map((image) =>
          image.map((row, y) => row.map((ink) => (y < 4 === isUpper ? ink : 0))),
        )
        return { images: cut, labels }
      }
      const [training, heldOut] = [given(half(33, true)), given(half(12, false))]
      const { weights } = await harness.teach(training, heldOut, { epochs: 2, calls: 1 })
      const rows = rowsOf(weights)
      const moved = (part: number[][]): boolean => part.some((row) => row.some((weight) => weight !== 0))
      check(
        expect,
        moved(rows.slice(0, 32)),
        'After train the weights of the model are as they were before.',
        'train must change the model that it is given, not a copy.',
      )
      check(
        expect,
        !moved(rows.slice(32)),
        'Weights have moved that only held-out digits touch.',
        'The held-out digits are learnt: their accuracy then says nothing of unseen ones.',
      )
    },
  )

  hidden(
    'train leaves the weights of the last epoch, whatever held-out digits say',
    { hint: 'Do the held-out digits have a say in which weights are kept?' },
    async ({ harness, expect, random }) => {
      const [training, heldOut] = [scribbles(16, random), scribbles(9, random)]
      heldOut.labels.fill(0)
      const { same, heard } = await harness.fade(given(training), given(heldOut), 3)
      check(
        expect,
        heard === 3,
        `Of 3 epochs, onEpoch hears of ${heard}.`,
        'Go through all epochs, even where the accuracy falls.',
      )
      const early = same.findIndex((first, epoch) => epoch < 3 && first < epoch)
      check(
        expect,
        early < 0,
        `After epoch ${early} the weights are those of epoch ${same[early]} again.`,
        'The held-out digits are only to look at: they do not choose the weights.',
      )
      check(
        expect,
        same[3] === 2,
        same[3]! < 2
          ? `The accuracy is best after epoch ${same[3]}, and train leaves the weights of that epoch.`
          : 'train leaves other weights than those after the last epoch.',
        'The held-out digits are only to look at: the weights of the last epoch stay.',
      )
    },
  )
}
