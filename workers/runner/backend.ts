// Puts TF.js on a backend and makes sure that it is there: setBackend can resolve false without a word.

import { messageOf } from '../../src/core/result'
import type { BackendName } from '../../src/core/verdict'
import type { PrepareReport, RunnerSetup } from '../../src/protocol/runner'
import type { Tf } from '../shared/tf'

export async function prepareBackend(tf: Tf, { backend, wasm }: RunnerSetup): Promise<PrepareReport> {
  const problem = await tryBackend(tf, backend, wasm)
  if (problem === null) return { backend, tfjs: tf.version.tfjs }
  await tryBackend(tf, 'cpu')
  return {
    backend: 'cpu',
    tfjs: tf.version.tfjs,
    note: `${backend} is not available here (${problem}), so this ran on cpu.`,
  }
}

/** Null when TF.js runs on `name` now, else why not. */
async function tryBackend(tf: Tf, name: BackendName, wasm?: ArrayBuffer): Promise<string | null> {
  try {
    if (name === 'wasm') {
      if (!wasm) return 'its program was not loaded'
      serveWasm(tf, wasm)
    }
    // Not tf.ready(): where this one fails, it would go on to wasm, whose download never ends in a realm without network.
    if (!(await tf.setBackend(name)) || tf.getBackend() !== name) return 'it did not start'
    // Some drivers accept a context and then cannot compute.
    const sum = tf.tidy(() => tf.add(tf.tensor1d([1, 2]), 1).dataSync())
    return sum[0] === 2 && sum[1] === 3 ? null : 'it computes wrong results'
  } catch (error) {
    return messageOf(error)
  }
}

/** The realm has no network, so TF.js's own fetch of its wasm program is answered with the bytes handed in. */
function serveWasm(tf: Tf, bytes: ArrayBuffer): void {
  const { platform } = tf.env()
  const fetch = (): Promise<Response> => Promise.resolve(new Response(bytes))
  tf.env().platform = Object.assign(Object.create(platform) as typeof platform, { fetch })
}

/** A lost WebGL context never answers `data()` again: the only sign is this event. */
export function onContextLost(tf: Tf, report: () => void): void {
  if (tf.getBackend() !== 'webgl') return
  const backend = tf.backend() as unknown as { gpgpu?: { gl?: { canvas?: EventTarget } } }
  backend.gpgpu?.gl?.canvas?.addEventListener('webglcontextlost', report)
}
