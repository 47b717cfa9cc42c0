// One answer on every backend: what the wasm backend lacks, or gets wrong, it has done by cpu's kernels.
// It is right on float32. On integers and booleans many of its kernels read other memory than their input, or write beyond
// their output, which breaks every call after; https://github.com/tensorflow/tfjs/issues/5641 is one such report of many.

import * as tf from '@tensorflow/tfjs'
import { infosOf, type Inputs, onCpu, replaceKernel } from './kernels'

/** Of complex numbers and strings, whose values are not kept in one typed array: these stay as they are. */
const OTHER_VALUES = /^(Complex|ComplexAbs|Real|Imag|FFT|IFFT|String.*|StaticRegexReplace|Draw)$/

/** Right on integers and booleans as well, and used often. */
const RIGHT_ON_ALL = new Set(['Identity', 'Reshape'])

/** Inputs that are to be integers or booleans: where to take from, which to choose. */
const PLACES: Readonly<Record<string, string>> = {
  GatherV2: 'indices',
  GatherNd: 'indices',
  ScatterNd: 'indices',
  Select: 'condition',
}

/** Wrong on float32 too: it writes integers whatever is asked; gives float32 for int32; loses where a maximum is negative. */
const WRONG_ON_ALL = new Set(['OneHot', 'FloorDiv', 'MaxPoolGrad'])

/** Call once, before the wasm backend is first chosen. */
export function completeWasmKernels(): void {
  const ofWasm = new Set(tf.getKernelsForBackend('wasm').map((kernel) => kernel.kernelName))
  for (const ofCpu of tf.getKernelsForBackend('cpu')) {
    const { kernelName } = ofCpu
    if (OTHER_VALUES.test(kernelName)) continue
    const borrowed = onCpu(ofCpu.kernelFunc)
    if (ofWasm.has(kernelName))
      replaceKernel(
        kernelName,
        'wasm',
        (own) => (call) => (isRight(kernelName, call.inputs, call.attrs) ? own(call) : borrowed(call)),
      )
    else tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: borrowed })
  }
}

function isRight(name: string, inputs: Inputs, attrs?: tf.NamedAttrMap): boolean {
  if (name === 'Cast') return attrs?.['dtype'] !== 'bool'
  if (RIGHT_ON_ALL.has(name)) return true
  // Where there are batches it reads beyond its input.
  if (name === 'GatherV2' && attrs?.['batchDims'] !== 0) return false
  const values = Object.entries(inputs).filter(([input]) => input !== PLACES[name])
  return !WRONG_ON_ALL.has(name) && infosOf(Object.fromEntries(values)).every(isOwn)
}

/** Of an empty tensor, too, it reads what is not there. */
const isOwn = ({ dtype, shape }: tf.TensorInfo): boolean =>
  (dtype === 'float32' && !shape.includes(0)) || dtype === 'string' || dtype === 'complex64'
