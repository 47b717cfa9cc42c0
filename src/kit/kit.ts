// "@tensorkata/kit": everything that a tests.ts may use, under the names that authors learn.

export { GRADIENT } from '../core/closeness'
export { NdArray } from '../core/nd-array'
export { type Random, seededRandom } from '../core/random'
export { Handle } from '../core/value'
export { type Distribution, distribution, type DistributionOptions } from './distribution'
export type { Draw } from './draw'
export type { CloseOptions, Expect, Mistake } from './expect'
export {
  type CaseOptions,
  type CaseTools,
  type Measured,
  type OverSeeds,
  type PropertyOptions,
  suite,
} from './suite'
export { shaped, tensor } from './tensors'
