// About how many bytes a message holds: enough to cap a flood, cheap enough to ask of every message.

const MOST_NODES = 2_000

/**
 * Counts what is cheap to count: lengths of strings, typed arrays and buffers. Other values count as 8 bytes, and a Map
 * or a Set, which nothing honest sends, as too much.
 */
export function bytesOf(message: unknown): number {
  const waiting: unknown[] = [message]
  let bytes = 0
  for (let nodes = 0; waiting.length > 0 && nodes < MOST_NODES; nodes++) {
    const value = waiting.pop()
    if (typeof value === 'string') bytes += 2 * value.length
    else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) bytes += value.byteLength
    else if (Array.isArray(value)) {
      bytes += 8 * value.length
      waiting.push(...value.slice(0, MOST_NODES))
    } else if (value instanceof Map || value instanceof Set) return Infinity
    else if (typeof value === 'object' && value !== null) {
      const entries = Object.values(value)
      bytes += 8 * entries.length
      // Not all of them at once: a call takes only so many arguments, and this may not throw.
      waiting.push(...entries.slice(0, MOST_NODES))
    } else bytes += 8
  }
  return bytes
}
