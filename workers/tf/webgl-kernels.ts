// One answer on every backend: where webgl's kernels answer other than cpu's, which follow IEEE 754.

import * as tf from '@tensorflow/tfjs'
import type { MathBackendWebGL } from '@tensorflow/tfjs'
import { infosOf, onCpu, replaceKernel } from './kernels'

/** Right on float32 that is not empty: FloorDiv is for integers, a sum of nothing errs, and a running sum keeps bool. */
const LENT: Readonly<Record<string, (info: tf.TensorInfo) => boolean>> = {
  FloorDiv: ({ dtype }) => dtype !== 'int32',
  Sum: ({ shape }) => shape.includes(0),
  Cumsum: ({ dtype }) => dtype === 'bool',
  Cumprod: ({ dtype }) => dtype === 'bool',
}

/** Call once, before the webgl backend is first chosen. */
export function correctWebglKernels(): void {
  replaceKernel('RealDiv', 'webgl', () => divide)
  replaceKernel('Log', 'webgl', () => log)
  for (const name of ['BatchMatMul', '_FusedMatMul']) replaceKernel(name, 'webgl', withoutEdges)
  for (const [name, isWrong] of Object.entries(LENT)) {
    const borrowed = onCpu(tf.getKernel(name, 'cpu').kernelFunc)
    replaceKernel(
      name,
      'webgl',
      (own) => (call) => (infosOf(call.inputs).some(isWrong) ? borrowed(call) : own(call)),
    )
  }
}

/**
 * Its own division says 1 wherever both sides are equal, since a GPU may divide a number by itself and get a little less;
 * 0/0 and ∞/∞ then hide, as 1, what is NaN everywhere else.
 */
const divide: tf.KernelFunc = ({ inputs, backend }) => {
  const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo }
  const program = {
    variableNames: ['A', 'B'],
    outputShape: tf.backend_util.assertAndGetBroadcastShape(a.shape, b.shape),
    userCode: `
      void main() {
        float a = getAAtOutCoords();
        float b = getBAtOutCoords();
        if (a != b) setOutput(a / b);
        else setOutput(a == 0.0 || isinf(a) ? NAN : 1.0);
      }`,
  }
  return (backend as MathBackendWebGL).compileAndRun(program, [a, b], tf.upcastType(a.dtype, b.dtype))
}

/** GLSL leaves open what the logarithm of 0 is: drivers make about −88 of it, that of the least float which is not 0. */
const log: tf.KernelFunc = ({ inputs, backend }) => {
  const { x } = inputs as { x: tf.TensorInfo }
  const program = {
    variableNames: ['X'],
    outputShape: x.shape,
    userCode: `
      void main() {
        float x = getXAtOutCoords();
        if (isnan(x)) setOutput(x);
        else if (x == 0.0) setOutput(-1.0 / abs(x));
        else setOutput(x < 0.0 ? NAN : log(x));
      }`,
  }
  return (backend as MathBackendWebGL).compileAndRun(program, [x], x.dtype)
}

/**
 * A packed texture holds 2 × 2 numbers in each texel, so where a length is odd, some lie beyond the edge. Operations leave there
 * whatever they make of 0, and a product over an odd length adds 0 times that: NaN, if it is NaN or infinite. Unpacked and
 * packed once more, they are 0.
 */
const withoutEdges =
  (own: tf.KernelFunc): tf.KernelFunc =>
  (call) => {
    const backend = call.backend as MathBackendWebGL
    const { a, b } = call.inputs as { a: tf.TensorInfo; b: tf.TensorInfo }
    const length = a.shape.at(call.attrs?.['transposeA'] ? -2 : -1)!
    if (length % 2 === 0) return own(call)
    const copies = [a, b].map((matrix) => backend.unpackTensor(matrix))
    const result = own({ ...call, inputs: { ...call.inputs, a: copies[0]!, b: copies[1]! } })
    for (const copy of copies) backend.disposeIntermediateTensorInfo(copy)
    return result
  }
