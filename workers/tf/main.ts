// TF.js with its three backends, as one classic script that sets the global `tf` for the program after it.

import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { completeWasmKernels } from './wasm-kernels'
import { correctWebglKernels } from './webgl-kernels'

// A path is needed for TF.js to ask its platform's fetch, which workers/runner/backend.ts answers from memory.
setWasmPaths('/', true)
completeWasmKernels()
correctWebglKernels()

Object.assign(globalThis, { tf })
