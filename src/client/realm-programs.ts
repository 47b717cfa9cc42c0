// The realms' programs, fetched once and kept as blobs, which every frame can share without copying.

import { graderUrl, runnerUrl, tfUrl, wasmUrl } from 'virtual:realms'

type Program = 'runner' | 'grader'

const OWN: Record<Program, string> = { runner: runnerUrl, grader: graderUrl }
const loaded = new Map<string, Promise<Blob>>()

/** TF.js followed by the realm's own program, as one classic script. */
export async function realmProgram(name: Program): Promise<Blob> {
  const [tf, own] = await Promise.all([load(tfUrl), load(OWN[name])])
  return new Blob([tf, '\n', own], { type: 'text/javascript' })
}

export const wasmBytes = (): Promise<ArrayBuffer> => load(wasmUrl).then((blob) => blob.arrayBuffer())

function load(url: string): Promise<Blob> {
  const blob = loaded.get(url) ?? fetchBlob(url)
  loaded.set(url, blob)
  // A failed download is tried again the next time.
  blob.catch(() => loaded.delete(url))
  return blob
}

async function fetchBlob(url: string): Promise<Blob> {
  const response = await fetch(url)
  if (!response.ok)
    throw new Error(`${url} could not be loaded (${response.status}). Check the connection and try again.`)
  return response.blob()
}
