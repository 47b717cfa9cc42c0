import { suite, tensor } from '@tensorkata/kit'
import * as reference from './solution'

export default suite(reference, ({ example }) => {
  example('unit vectors', async ({ learner, expect }) => {
    const x = tensor([
      [-1, 0, 0],
      [0, 0, 0],
    ])
    await expect(await learner.lengths(x)).toBeCloseTo(tensor([1, 0]))
  })
})
