// Typed arrays, joined in place; one table of counts by left, then by right; the mark put back by hand.
type Merges = ArrayLike<ArrayLike<number>>

function joinInPlace(ids: Int32Array, length: number, left: number, right: number, id: number): number {
  let write = 0
  for (let read = 0; read < length; read++) {
    if (read + 1 < length && ids[read] === left && ids[read + 1] === right) {
      ids[write++] = id
      read++
    } else ids[write++] = ids[read]!
  }
  return write
}

export function train(text: string, vocabSize: number): number[][] {
  const ids = Int32Array.from(new TextEncoder().encode(text))
  let length = ids.length
  const merges: number[][] = []
  while (merges.length + 256 < vocabSize) {
    const table: number[][] = []
    for (let i = 0; i < length - 1;) {
      const left = ids[i]!
      let run = 1
      while (i + run < length && ids[i + run] === left) run++
      const row = (table[left] ??= [])
      if (run > 1) row[left] = (row[left] ?? 0) + Math.floor(run / 2)
      i += run
      if (i < length) row[ids[i]!] = (row[ids[i]!] ?? 0) + 1
    }
    let [most, left, right] = [1, -1, -1]
    // forEach goes through sparse arrays by index, and leaves out the holes: smaller ids first.
    table.forEach((row, a) =>
      row.forEach((count, b) => {
        if (count > most) [most, left, right] = [count, a, b]
      }),
    )
    if (most < 2) break
    length = joinInPlace(ids, length, left, right, 256 + merges.length)
    merges.push([left, right])
  }
  return merges
}

export function encode(text: string, merges: Merges): Int32Array {
  const ids = Int32Array.from(new TextEncoder().encode(text))
  let length = ids.length
  for (let i = 0; i < merges.length; i++)
    length = joinInPlace(ids, length, merges[i]![0]!, merges[i]![1]!, 256 + i)
  return ids.slice(0, length)
}

export function decode(ids: ArrayLike<number>, merges: Merges): string {
  const bytes: Uint8Array[] = []
  for (let i = 0; i < 256; i++) bytes.push(Uint8Array.of(i))
  for (let i = 0; i < merges.length; i++)
    bytes.push(Uint8Array.from([...bytes[merges[i]![0]!]!, ...bytes[merges[i]![1]!]!]))
  const all = Array.from(ids).flatMap((id) => [...bytes[id]!])
  const hasMark = all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf
  return (hasMark ? '\uFEFF' : '') + new TextDecoder().decode(Uint8Array.from(all))
}
