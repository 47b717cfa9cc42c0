// The realms' programs, fetched once and kept as blobs, which every frame can share without copying.

import { graderUrl, runnerUrl, tfUrl, wasmUrl } from 'virtual:realms'
import { remembered } from '../core/remembered'

type Program = 'runner' | 'grader'

const OWN: Record<Program, string> = { runner: runnerUrl, grader: graderUrl }

/** TF.js followed by the realm's own program, as one classic script. */
export async function realmProgram(name: Program): Promise<Blob> {
  const [tf, own] = await Promise.all([load(tfUrl), load(OWN[name])])
  return new Blob([tf, '\n', own], { type: 'text/javascript' })
}

export const wasmBytes = (): Promise<ArrayBuffer> => load(wasmUrl).then((blob) => blob.arrayBuffer())

const load = remembered(async (url: string): Promise<Blob> => {
  const response = await fetch(url)
  if (!response.ok)
    throw new Error(`${url} could not be loaded (${response.status}). Check the connection and try again.`)
  return response.blob()
})
