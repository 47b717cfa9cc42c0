import { suite, tensor } from '@tensorkata/kit'
import * as reference from './solution'

export default suite(reference, ({ example }) => {
  example('one', async ({ learner, expect }) => {
    await expect(await learner.double(tensor([1]))).toBeCloseTo(tensor([2]))
  })
})
