// TF.js as a realm has it: one classic script sets the global `tf`, and the programs after it take it from there.

import type * as TensorFlow from '@tensorflow/tfjs'

export type Tf = typeof TensorFlow
export type { Tensor } from '@tensorflow/tfjs'
