// Runs beside your code: the gradients of your loss, and two small towers that learn by it.

import * as tf from '@tensorflow/tfjs'

/** Your module. */
export interface Candidate {
  logitsPerImage(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Tensor2D
  contrastiveLoss(images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar): tf.Scalar
}

type Inputs = [images: tf.Tensor2D, texts: tf.Tensor2D, logScale: tf.Scalar]

export interface Gradients {
  images: tf.Tensor | null
  texts: tf.Tensor | null
  logScale: tf.Scalar | null
}

/** The gradient of `factor` times the loss with respect to each input; null where none arrives. */
export function gradients(candidate: Candidate, factor: number, ...inputs: Inputs): Gradients {
  const [images, texts, logScale] = inputs.map((input, which) => {
    const loss = (x: tf.Tensor): tf.Scalar =>
      lossOf(candidate, inputs.map((other, i) => (i === which ? x : other)) as Inputs).mul(factor)
    try {
      return tf.grad(loss)(input)
    } catch (error) {
      return noGradient(error)
    }
  })
  return { images: images!, texts: texts!, logScale: logScale as tf.Scalar | null }
}

/** Null when no operation leads from the input to the loss, else the error in words of what to do. */
function noGradient(error: unknown): null {
  if (!(error instanceof Error)) throw error
  if (error.message.includes('Cannot compute gradient of y=f(x)')) return null
  const without = /gradient function not found for (\w+)/.exec(error.message)
  if (!without) throw error
  throw new Error(
    `TF.js has no gradient for ${without[1]}, so nothing may depend on the inputs through it. In place of a comparison, also one inside tf.where or divNoNan, take maximum or minimum.`,
  )
}

/** Both functions on the same tensors, the loss twice, and the tensors as they are afterwards. */
export function twice(
  candidate: Candidate,
  ...inputs: Inputs
): { second: tf.Scalar; images: tf.Tensor2D; texts: tf.Tensor2D; logScale: tf.Scalar } {
  const [images, texts, logScale] = inputs
  candidate.logitsPerImage(...inputs).dispose()
  lossOf(candidate, inputs).dispose()
  return { second: lossOf(candidate, inputs), images, texts, logScale }
}

/** The loss, once it is known to be one that tf.grad can follow. */
function lossOf(candidate: Candidate, inputs: Inputs): tf.Scalar {
  const loss: unknown = candidate.contrastiveLoss(...inputs)
  if (loss instanceof tf.Tensor) return loss as tf.Scalar
  if (loss instanceof Promise)
    throw new Error('contrastiveLoss returns a promise, which tf.grad cannot look into: return the tensor.')
  throw new Error('contrastiveLoss must return a scalar tensor.')
}

// ---- pictures and captions ----

const COLOURS = { red: [1, 0.1, 0.1], green: [0.1, 1, 0.1], blue: [0.2, 0.2, 1] } as const
/** Which pixels a shape fills, by their distance from its middle. */
const SHAPES = {
  square: (x: number, y: number): boolean => Math.max(Math.abs(x), Math.abs(y)) <= 2,
  cross: (x: number, y: number): boolean => Math.min(Math.abs(x), Math.abs(y)) === 0,
  ring: (x: number, y: number): boolean => Math.max(Math.abs(x), Math.abs(y)) === 3,
} as const
const WORDS = [...Object.keys(COLOURS), ...Object.keys(SHAPES)]
/** Pixels along each side of a picture. */
export const SIDE = 9
/** All that there is to see: every colour with every shape. */
export const CAPTIONS = Object.keys(COLOURS).flatMap((colour) =>
  Object.keys(SHAPES).map((shape) => `${colour} ${shape}`),
)

/** Uniform numbers in [0, 1), always the same ones. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A picture for each caption: [captions, SIDE · SIDE · 3], from 0 to 1. Shapes are moved about a little, and noisy. */
export function draw(next: () => number): tf.Tensor2D {
  const pictures = CAPTIONS.map((caption) => {
    const [colour, shape] = caption.split(' ') as [keyof typeof COLOURS, keyof typeof SHAPES]
    const middle = (): number => (SIDE - 1) / 2 + Math.floor(3 * next()) - 1
    const [left, top] = [middle(), middle()]
    return Array.from({ length: SIDE * SIDE }, (_, i) => {
      const inside = SHAPES[shape]((i % SIDE) - left, Math.floor(i / SIDE) - top)
      return COLOURS[colour].map((value) => (inside ? 0.9 * value : 0) + 0.1 * next())
    }).flat()
  })
  return tf.tensor2d(pictures)
}

/** Which words are in each caption: [captions, words]. */
const captions = (): tf.Tensor2D =>
  tf.tensor2d(CAPTIONS.map((caption) => WORDS.map((word) => Number(caption.split(' ').includes(word)))))

// ---- two towers ----

const WIDTH = 8

/** The state of a training, for those who watch. */
export interface Moment {
  step: number
  loss: number
  scale: number
  /** A picture that was not trained with for each caption, and how well each caption fits it: [pictures, captions]. */
  pictures: Float32Array
  logits: Float32Array
}

/**
 * Trains one matrix for pictures and one for captions by your loss, with new pictures in each step. Both start as noise, t
 * as in CLIP. Returns the losses, the last scale, and how many unseen pictures find their captions, as a share.
 */
export async function train(
  candidate: Candidate,
  { steps, learningRate, seed }: { steps: number; learningRate: number; seed: number },
  watch?: { every: number; show: (moment: Moment) => unknown },
): Promise<{ losses: number[]; scale: number; found: number }> {
  const next = noise(seed)
  const matrix = (rows: number): tf.Variable<tf.Rank.R2> =>
    tf.tidy(() =>
      tf.variable(tf.tensor2d(Array.from({ length: rows }, () => centred(WIDTH, next)))),
    ) as tf.Variable<tf.Rank.R2>
  const towers = { pictures: matrix(SIDE * SIDE * 3), captions: matrix(WORDS.length) }
  const logScale = tf.tidy(() => tf.variable(tf.scalar(Math.log(1 / 0.07)))) as tf.Variable<tf.Rank.R0>
  const words = captions()
  const unseen = [0, 1, 2].map(() => draw(next))
  const optimizer = tf.train.adam(learningRate)
  const logitsOf = (pictures: tf.Tensor2D): tf.Tensor2D =>
    tf.tidy(() =>
      candidate.logitsPerImage(
        tf.matMul<tf.Tensor2D>(pictures, towers.pictures),
        tf.matMul<tf.Tensor2D>(words, towers.captions),
        logScale,
      ),
    )
  const scaleNow = async (): Promise<number> => Math.exp((await logScale.data())[0]!)

  const losses: number[] = []
  for (let step = 0; step < steps; step++) {
    const pictures = draw(next)
    const loss = optimizer.minimize(
      () =>
        lossOf(candidate, [
          tf.matMul<tf.Tensor2D>(pictures, towers.pictures),
          tf.matMul<tf.Tensor2D>(words, towers.captions),
          logScale,
        ]),
      true,
      [towers.pictures, towers.captions, logScale],
    )!
    losses.push((await loss.data())[0]!)
    tf.dispose([pictures, loss])
    if (!watch || (step % watch.every !== 0 && step < steps - 1)) continue
    const logits = logitsOf(unseen[0]!)
    await watch.show({
      ...{ step, loss: losses[step]!, scale: await scaleNow() },
      pictures: Float32Array.from(await unseen[0]!.data()),
      logits: Float32Array.from(await logits.data()),
    })
    logits.dispose()
  }

  let right = 0
  for (const pictures of unseen) {
    const best = tf.tidy(() => logitsOf(pictures).argMax(1))
    right += (await best.data()).filter((caption, picture) => caption === picture).length
    best.dispose()
  }
  const scale = await scaleNow()
  optimizer.dispose()
  tf.dispose([towers, logScale, words, unseen] as tf.TensorContainer)
  return { losses, scale, found: right / (unseen.length * CAPTIONS.length) }
}

const centred = (length: number, next: () => number): number[] => Array.from({ length }, () => next() - 0.5)
