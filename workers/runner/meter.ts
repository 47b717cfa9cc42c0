// What a call costs, read off TF.js: tensors alive, bytes held, kernels run.

import type { Meter } from '../../src/protocol/runner'
import type { Tf, Tensor } from '../shared/tf'

/** Counts every kernel that runs from now on, through the one method that all operations call. */
export class KernelMeter {
  readonly #tf: Tf
  #counts = new Map<string, number>()
  #peak = 0

  constructor(tf: Tf) {
    this.#tf = tf
    const engine = tf.engine()
    const runKernel = engine.runKernel.bind(engine)
    engine.runKernel = (name, inputs, attributes) => {
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
      const result = runKernel(name, inputs, attributes)
      this.#peak = Math.max(this.#peak, engine.state.numBytes)
      return result as never
    }
  }

  /** Starts a reading; call what it returns when the call is over, with the tensors that are not leaks. */
  start(): (notLeaks: readonly Tensor[]) => Meter {
    const engine = this.#tf.engine()
    const tensorsBefore = engine.state.numTensors
    const bytesBefore = engine.state.numBytes
    const lastIdBefore = this.#tf.scalar(0)
    lastIdBefore.dispose()
    const startedAt = performance.now()
    this.#counts = new Map()
    this.#peak = bytesBefore
    return (notLeaks) => {
      const fresh = new Set(notLeaks.filter((tensor) => tensor.id > lastIdBefore.id && !tensor.isDisposed))
      return {
        milliseconds: performance.now() - startedAt,
        tensorsLeaked: engine.state.numTensors - tensorsBefore - fresh.size,
        peakBytes: Math.max(0, this.#peak - bytesBefore),
        kernels: Object.fromEntries(this.#counts),
      }
    }
  }
}
