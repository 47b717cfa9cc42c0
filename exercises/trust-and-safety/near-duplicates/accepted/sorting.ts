// Everything by sorting: equal bands come to stand side by side. And every function is async.

export async function shingles(text: string, k: number): Promise<string[]> {
  const words = text.toLowerCase().match(/\S+/g) ?? []
  const points = [...words.join(' ')].map((character) => character.codePointAt(0)!)
  const last = Math.max(0, points.length - k)
  const all: string[] = []
  for (let i = 0; i <= last && points.length > 0; i++)
    all.push(String.fromCodePoint(...points.slice(i, i + k)))
  all.sort()
  return all.filter((one, i) => i === 0 || one !== all[i - 1])
}

export async function signature(
  shingles: string[],
  hashes: ((shingle: string) => number)[],
): Promise<number[]> {
  const out: number[] = []
  while (out.length < hashes.length) {
    const hash = hashes[out.length]!
    let best = Number.POSITIVE_INFINITY
    shingles.forEach((shingle) => {
      best = Math.min(best, hash(shingle))
    })
    out.push(best)
  }
  return out
}

export async function similarity(one: number[], other: number[]): Promise<number> {
  if (one[0] === Infinity || other[0] === Infinity) return 0
  return (
    one.map((value, i) => (value - other[i]! === 0 ? 1 : 0)).reduce((a: number, b) => a + b, 0) / one.length
  )
}

export async function candidatePairs(
  signatures: number[][],
  bands: number,
  rows: number,
): Promise<[number, number][]> {
  for (const { length } of signatures)
    if (length !== bands * rows) throw new Error(`A signature has ${length} numbers, not ${bands} · ${rows}.`)
  const written = [...signatures.keys()].filter((i) => signatures[i]![0] !== Infinity)
  const pairs: [number, number][] = []
  for (let from = 0; from < bands * rows; from += rows) {
    const compare = (a: number, b: number): number => {
      for (let at = from; at < from + rows; at++) {
        const difference = signatures[a]![at]! - signatures[b]![at]!
        if (difference !== 0) return difference
      }
      return 0
    }
    const order = [...written].sort((a, b) => compare(a, b) || a - b)
    for (let start = 0; start < order.length; start++)
      for (let end = start + 1; end < order.length && compare(order[start]!, order[end]!) === 0; end++)
        pairs.push([order[start]!, order[end]!])
  }
  pairs.sort(([a, b], [c, d]) => a - c || b - d)
  return pairs.filter(([i, j], at) => at === 0 || i !== pairs[at - 1]![0] || j !== pairs[at - 1]![1])
}
