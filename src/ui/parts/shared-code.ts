// Code in an address: deflated, as base64 of the kind that addresses take.

/** Longer code is a file's matter. */
const MOST = 200_000

export async function packCode(code: string): Promise<string> {
  const bytes = await readAll(through(new TextEncoder().encode(code), new CompressionStream('deflate-raw')))
  const text = Array.from(bytes!, (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Null when it is no code, or far too much of it. */
export async function unpackCode(packed: string): Promise<string | null> {
  try {
    const text = atob(packed.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0))
    const code = await readAll(through(bytes, new DecompressionStream('deflate-raw')), MOST)
    return code && new TextDecoder('utf-8', { fatal: true }).decode(code)
  } catch {
    return null
  }
}

const through = (
  bytes: BlobPart,
  change: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> =>
  new Blob([bytes]).stream().pipeThrough(change as ReadableWritablePair<Uint8Array, Uint8Array>)

/** Null when there are more than `most` bytes: whoever made it may have made it to burst. */
async function readAll(stream: ReadableStream<Uint8Array>, most = Infinity): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) {
      void reader.cancel()
      return null
    }
    chunks.push(value)
  }
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer())
}
