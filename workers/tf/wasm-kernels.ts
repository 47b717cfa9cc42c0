// One answer on every backend: what the wasm backend lacks, or gets wrong, it has done by cpu's kernels.
// It is right on float32. On integers and booleans many of its kernels read other memory than their input, or write beyond
// their output, which breaks every call after; https://github.com/tensorflow/tfjs/issues/5641 is one such report of many.

import * as tf from '@tensorflow/tfjs'
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'

type Inputs = tf.NamedTensorInfoMap
type Infos = tf.TensorInfo | tf.TensorInfo[]

/** What is used here of TF.js's cpu backend, whose type is not exported. */
interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: tf.backend_util.BackendValues): tf.TensorInfo
  readSync(id: tf.DataId): tf.backend_util.TypedArray
  disposeIntermediateTensorInfo(info: tf.TensorInfo): void
}

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
  const ofWasm = new Map(tf.getKernelsForBackend('wasm').map((kernel) => [kernel.kernelName, kernel]))
  for (const ofCpu of tf.getKernelsForBackend('cpu')) {
    const { kernelName } = ofCpu
    if (OTHER_VALUES.test(kernelName)) continue
    const own = ofWasm.get(kernelName)
    const borrowed = onCpu(ofCpu.kernelFunc)
    if (!own) tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: borrowed })
    else {
      tf.unregisterKernel(kernelName, 'wasm')
      const kernelFunc: tf.KernelFunc = (call) =>
        isRight(kernelName, call.inputs, call.attrs) ? own.kernelFunc(call) : borrowed(call)
      tf.registerKernel({ ...own, kernelFunc })
    }
  }
}

function isRight(name: string, inputs: Inputs, attrs?: tf.NamedAttrMap): boolean {
  if (name === 'Cast') return attrs?.['dtype'] !== 'bool'
  if (RIGHT_ON_ALL.has(name)) return true
  const values = Object.entries(inputs).filter(([input]) => input !== PLACES[name])
  return !WRONG_ON_ALL.has(name) && infosOf(Object.fromEntries(values)).every(isOwn)
}

/** Of an empty tensor, too, it reads what is not there. */
const isOwn = ({ dtype, shape }: tf.TensorInfo): boolean =>
  (dtype === 'float32' && !shape.includes(0)) || dtype === 'string' || dtype === 'complex64'

/** A call's tensors: by name, in a list, or not given. */
const infosOf = (inputs: Inputs): tf.TensorInfo[] =>
  Object.values(inputs)
    .flat()
    .filter((info) => info !== null && info !== undefined)

/** The kernel of cpu on copies of the inputs; the results are copied back. */
function onCpu(kernel: tf.KernelFunc): tf.KernelFunc {
  return ({ inputs, backend, attrs }) => {
    const wasm = backend as BackendWasm
    const cpu = tf.findBackend('cpu') as unknown as CpuBackend
    const used = new Map<tf.TensorInfo, tf.TensorInfo>()
    const lend = (info: tf.TensorInfo): tf.TensorInfo => {
      const copy = used.get(info) ?? cpu.makeTensorInfo(info.shape, info.dtype, wasm.readSync(info.dataId))
      used.set(info, copy)
      return copy
    }
    const lendAll = (given: Infos | undefined): Infos | undefined =>
      Array.isArray(given) ? given.map(lend) : given && lend(given)
    const copies = (
      Array.isArray(inputs)
        ? inputs.map(lend)
        : Object.fromEntries(Object.entries(inputs).map(([name, given]) => [name, lendAll(given)]))
    ) as Inputs

    const out = kernel({ inputs: copies, backend: cpu, ...(attrs && { attrs }) })
    const takeBack = (info: tf.TensorInfo): tf.TensorInfo => {
      const result = wasm.makeOutput(info.shape, info.dtype)
      wasm.typedArrayFromHeap(result).set(cpu.readSync(info.dataId))
      return result
    }
    const results = Array.isArray(out) ? out.map(takeBack) : takeBack(out)
    for (const info of [...used.values(), out].flat()) cpu.disposeIntermediateTensorInfo(info)
    return results
  }
}
