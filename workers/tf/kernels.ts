// Kernels of one backend, put in another's place: TF.js looks a kernel up by its name and the backend it is on.

import * as tf from '@tensorflow/tfjs'

export type Inputs = tf.NamedTensorInfoMap

/** What is used here of TF.js's cpu backend, whose type is not exported. */
interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: tf.backend_util.BackendValues): tf.TensorInfo
  readSync(id: tf.DataId): tf.backend_util.TypedArray
  disposeIntermediateTensorInfo(info: tf.TensorInfo): void
}

/** Registers what `make` makes of a backend's own kernel in its place. */
export function replaceKernel(
  kernelName: string,
  backendName: string,
  make: (own: tf.KernelFunc) => tf.KernelFunc,
): void {
  const own = tf.getKernel(kernelName, backendName)
  tf.unregisterKernel(kernelName, backendName)
  tf.registerKernel({ ...own, kernelFunc: make(own.kernelFunc) })
}

/** A call's tensors: by name, in a list, or not given. */
export const infosOf = (inputs: Inputs): tf.TensorInfo[] =>
  Object.values(inputs)
    .flat()
    .filter((info) => info !== null && info !== undefined)

/** A kernel of cpu for another backend: it works on copies of the inputs, and the results are copied back. */
export function onCpu(kernel: tf.KernelFunc): tf.KernelFunc {
  return ({ inputs, backend: other, attrs }) => {
    const backend = other as tf.KernelBackend
    const cpu = tf.findBackend('cpu') as unknown as CpuBackend
    const lent = new Map<tf.TensorInfo, tf.TensorInfo>()
    const lend = (info: tf.TensorInfo): tf.TensorInfo => {
      const copy = lent.get(info) ?? cpu.makeTensorInfo(info.shape, info.dtype, backend.readSync(info.dataId))
      lent.set(info, copy)
      return copy
    }
    type Given = tf.TensorInfo | tf.TensorInfo[] | undefined
    const lendAll = (given: Given): Given => (Array.isArray(given) ? given.map(lend) : given && lend(given))
    const copies = (
      Array.isArray(inputs)
        ? inputs.map(lend)
        : Object.fromEntries(Object.entries(inputs).map(([name, given]) => [name, lendAll(given)]))
    ) as Inputs

    const out = kernel({ inputs: copies, backend: cpu, ...(attrs && { attrs }) })
    const takeBack = ({ dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo => ({
      dataId: backend.write(cpu.readSync(dataId), shape, dtype),
      ...{ shape, dtype },
    })
    const results = Array.isArray(out) ? out.map(takeBack) : takeBack(out)
    for (const info of [...lent.values(), out].flat()) cpu.disposeIntermediateTensorInfo(info)
    return results
  }
}
