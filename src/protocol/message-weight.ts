// What a message weighs: how many bytes it holds, and how many values the page would have to take in one by one.

import { CAPS } from './caps'

export interface Weight {
  readonly bytes: number
  readonly values: number
  /** What could be handed over instead of copied. */
  readonly buffers: readonly ArrayBufferLike[]
}

/**
 * Undefined for what is not plain data: a Map, a port, a stream. Nothing honest sends it, and its weight could not be
 * known. The walk ends once there are more values than a message may have, so what contains itself has too many.
 */
export function weigh(message: unknown): Weight | undefined {
  const waiting: unknown[] = [message]
  // Several views of one buffer cross with the buffer once, and each with all of it.
  const buffers = new Set<ArrayBufferLike>()
  let bytes = 0
  let values = 0
  while (waiting.length > 0 && values <= CAPS.messageValues) {
    const value = waiting.pop()
    values++
    const buffer = bufferOf(value)
    if (buffer) {
      if (!buffers.has(buffer)) bytes += buffer.byteLength
      buffers.add(buffer)
    } else if (typeof value === 'string') bytes += 2 * value.length
    else if (typeof value === 'object' && value !== null) {
      if (!isPlain(value)) return undefined
      // Before the walk: four billion holes cost their sender nothing.
      if (Array.isArray(value) && value.length > CAPS.messageValues)
        return { bytes, values: value.length, buffers: [] }
      // An array's further properties cross as well, so it is looked through like any object.
      for (const [key, entry] of Object.entries(value)) {
        bytes += 2 * key.length
        waiting.push(entry)
      }
    } else if (typeof value === 'bigint') return undefined
    else bytes += 8
  }
  return { bytes, values: values + waiting.length, buffers: [...buffers] }
}

function bufferOf(value: unknown): ArrayBufferLike | undefined {
  if (ArrayBuffer.isView(value)) return value.buffer
  return value instanceof ArrayBuffer ? value : undefined
}

const isPlain = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
