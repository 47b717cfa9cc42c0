import { suite, tensor } from '@tensorkata/kit'
import * as reference from './solution'

export default suite(reference, ({ example, hidden, property }) => {
  example('a 3 × 3 image and a 2 × 2 kernel', async ({ learner, expect }) => {
    const image = tensor([[[1], [2], [3]], [[4], [5], [6]], [[7], [8], [9]]])
    const kernel = tensor([[[[1]], [[0]]], [[[0]], [[-1]]]])
    await expect(await learner.convolve2d(image, kernel, {})).toBeCloseTo(tensor([[[-4], [-4]], [[-4], [-4]]]))
  })
  hidden('stride 2', async ({ learner, reference, expect, random }) => {
    const image = tensor(Array.from({ length: 7 }, () => Array.from({ length: 5 }, () => [random.normal()])))
    const kernel = tensor([[[[1]], [[0.5]]], [[[0]], [[-1]]]])
    await expect(await learner.convolve2d(image, kernel, { stride: 2 })).toBeCloseTo(await reference.convolve2d(image, kernel, { stride: 2 }))
  })
  property('agrees with the reference', {
    given: ({ int, oneOf, normalTensor }) => {
      const [k, c, f] = [int(1, 3), int(1, 3), int(1, 3)]
      return { image: normalTensor([int(3, 9), int(3, 9), c]), kernel: normalTensor([k, k, c, f]), options: { stride: int(1, 3), padding: oneOf(['valid', 'same']) } }
    },
  }, async ({ image, kernel, options }, { learner, reference, expect }) => {
    await expect(await learner.convolve2d(image, kernel, options)).toBeCloseTo(await reference.convolve2d(image, kernel, options))
  })
})
