import { demo, type SmallPicture } from '@tensorkata/show'
import * as tf from '@tensorflow/tfjs'
import photograph from './data/airplane.bin'
import type * as Solution from './solution'

const [HEIGHT, WIDTH] = [168, 240]

/** The learner's own picture as a grey one, if there is one. Eyes take green for brighter than blue. */
function greyOf(own: SmallPicture | null): Uint8Array<ArrayBuffer> {
  if (!own) return photograph
  const brightness = (i: number): number =>
    0.299 * own.pixels[3 * i]! + 0.587 * own.pixels[3 * i + 1]! + 0.114 * own.pixels[3 * i + 2]!
  return Uint8Array.from({ length: own.width * own.height }, (_, i) => Math.round(brightness(i)))
}

const BLUR = [
  [1, 4, 6, 4, 1],
  [4, 16, 24, 16, 4],
  [6, 24, 36, 24, 6],
  [4, 16, 24, 16, 4],
  [1, 4, 6, 4, 1],
].map((row) => row.map((weight) => weight / 256))
// The picture plus three times what a blur takes away.
const SHARPEN = BLUR.map((row, i) => row.map((weight, j) => (i === 2 && j === 2 ? 4 : 0) - 3 * weight))
const EMBOSS = [
  [-1, -1, -1, -1, 0],
  [-1, -1, -1, 0, 1],
  [-1, -1, 0, 1, 1],
  [-1, 0, 1, 1, 1],
  [0, 1, 1, 1, 1],
].map((row) => row.map((weight) => weight / 4))

const FILTERS = [
  {
    id: 'blur',
    caption: 'Blur',
    weights: BLUR,
    middle: 0,
    note: 'A Gaussian. The weights add up to 1, so brightness stays.',
  },
  {
    id: 'sharpen',
    caption: 'Sharpen',
    weights: SHARPEN,
    middle: 0,
    note: 'Four times the pixel less three times the blur. The weights add up to 1.',
  },
  {
    id: 'emboss',
    caption: 'Emboss',
    weights: EMBOSS,
    middle: 128,
    note: 'A slope from the top left to the bottom right. The weights add up to 0; 128 is added to draw it. A flipped kernel lights it from the other side.',
  },
]

interface Picture {
  readonly caption: string
  readonly width: number
  readonly height: number
  readonly channels: 1
  readonly pixels: Uint8Array<ArrayBuffer>
}

/** One channel as bytes; what lies outside 0 … 255 is cut off here, and here only. */
function draw(
  caption: string,
  values: tf.TypedArray,
  [height, width]: readonly number[],
  byte: (value: number) => number,
): Picture {
  const pixels = Uint8Array.from(values, (value) => Math.min(Math.max(Math.round(byte(value)), 0), 255))
  return { caption, width: width!, height: height!, channels: 1, pixels }
}

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

export default demo<typeof Solution>(async ({ learner, show, progress, picture: own }) => {
  const [height, width] = own ? [own.height, own.width] : [HEIGHT, WIDTH]
  const pixels = greyOf(own)
  const original: Picture = {
    caption: own ? 'Your picture, in grey' : 'The photograph',
    width,
    height,
    channels: 1,
    pixels,
  }
  const grey = tf.tensor2d(Float32Array.from(pixels), [height, width])
  const image = grey.expandDims<tf.Tensor3D>(2)
  const bank = tf.tidy(() =>
    tf
      .stack(
        FILTERS.map(({ weights }) => tf.tensor2d(weights)),
        2,
      )
      .expandDims<tf.Tensor4D>(2),
  )
  const blur = bank.slice([0, 0, 0, 0], [5, 5, 1, 1])
  try {
    const magnitude = await learner.sobelMagnitude(grey)
    const strength = await magnitude.data()
    show({
      id: 'sobel',
      kind: 'image',
      title: `sobelMagnitude on ${own ? 'your picture' : 'an aerial photograph'}`,
      images: [original, draw('Sobel magnitude', strength, magnitude.shape, (value) => value / 2)],
      note: `The strongest edge is ${Float32Array.from(strength)
        .reduce((most, value) => Math.max(most, value), 0)
        .toFixed(
          0,
        )}; drawn at half strength, white from 510 on. The bright frame comes from the zeros beyond the border.`,
    })
    magnitude.dispose()
    progress(0.4)
    await breathe()

    const filtered = await learner.convolve2d(image, bank, { padding: 'same' })
    const pictures = await channelsOf(filtered)
    show({
      id: 'filters',
      kind: 'image',
      title: 'One call of convolve2d with a bank of three 5 × 5 kernels',
      images: [
        original,
        ...FILTERS.map(({ caption, middle }, i) =>
          draw(caption, pictures[i]!, filtered.shape, (value) => value + middle),
        ),
      ],
      note: 'Padding "same": each result is as large as the original.',
    })
    filtered.dispose()
    for (const { id, caption, weights, note } of FILTERS)
      show({
        id: `kernel-${id}`,
        kind: 'heatmap',
        title: `The kernel: ${caption.toLowerCase()}`,
        rows: 5,
        columns: 5,
        values: Float32Array.from(weights.flat()),
        diverging: true,
        note,
      })
    progress(0.8)
    await breathe()

    const halves = await learner.convolve2d(image, blur, { stride: 2, padding: 'same' })
    show({
      id: 'stride',
      kind: 'image',
      title: 'Stride 2: blurred and halved in one step',
      images: [
        original,
        draw(
          `${halves.shape[0]} × ${halves.shape[1]} pixels`,
          await halves.data(),
          halves.shape,
          (value) => value,
        ),
      ],
      note: `Blurring first keeps ${own ? 'fine patterns' : 'the fine stripes of the wings'} from turning into false ones (aliasing).`,
    })
    halves.dispose()
    progress(1)
  } finally {
    tf.dispose([grey, image, bank, blur])
  }
})

/** [height, width, channels] as one array per channel. */
async function channelsOf(tensor: tf.Tensor3D): Promise<tf.TypedArray[]> {
  const planes = tf.unstack(tensor, 2)
  const values = await Promise.all(planes.map((plane) => plane.data()))
  tf.dispose(planes)
  return values
}
