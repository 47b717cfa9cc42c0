// A list of ids as a string of that many characters: split counts from left to right and without overlap, as joining does.
type Merge = [number, number]

const start = (text: string) => String.fromCharCode(...new TextEncoder().encode(text))
const replace = (list: string, [left, right]: Merge, id: number) =>
  list.split(String.fromCharCode(left, right)).join(String.fromCharCode(id))

export function train(text: string, vocabSize: number) {
  const merges: Merge[] = []
  let list = start(text)
  for (let id = 256; id < vocabSize; id++) {
    let best = { count: 1, left: 0, right: 0 }
    const tried = new Set<string>()
    for (let i = 0; i < list.length - 1; i++) {
      const two = list.slice(i, i + 2)
      if (tried.has(two)) continue
      tried.add(two)
      const one = { count: list.split(two).length - 1, left: two.charCodeAt(0), right: two.charCodeAt(1) }
      const isBetter =
        one.count > best.count ||
        (one.count === best.count &&
          one.count > 1 &&
          (one.left < best.left || (one.left === best.left && one.right < best.right)))
      if (isBetter) best = one
    }
    if (best.count === 1) break
    merges.push([best.left, best.right])
    list = replace(list, [best.left, best.right], id)
  }
  return merges
}

export function encode(text: string, merges: readonly Merge[]) {
  let list = start(text)
  merges.forEach((merge, i) => (list = replace(list, merge, 256 + i)))
  return [...Array(list.length).keys()].map((i) => list.charCodeAt(i))
}

export function decode(ids: readonly number[], merges: readonly Merge[]) {
  let list = String.fromCharCode(...ids)
  for (let i = merges.length - 1; i >= 0; i--)
    list = list.split(String.fromCharCode(256 + i)).join(String.fromCharCode(...merges[i]!))
  const bytes = Uint8Array.from({ length: list.length }, (_, i) => list.charCodeAt(i))
  return new TextDecoder(undefined, { ignoreBOM: true }).decode(bytes)
}
