// Short expressions: one table for all bands, with the band in its key, and pairs as text.

export const shingles = (text: string, k: number): string[] => {
  const characters = [...text.replace(/\s+/gu, ' ').trim().toLowerCase()]
  if (!characters.length) return []
  return Object.keys(
    Object.fromEntries(
      characters
        .map((_, i) => characters.slice(i, i + k))
        .filter((run, i) => i === 0 || run.length === k)
        .map((run) => [run.join(''), 1]),
    ),
  )
}

export const signature = (shingles: string[], hashes: ((shingle: string) => number)[]): number[] =>
  hashes.map((hash) => shingles.map((one) => hash(one)).sort((a, b) => a - b)[0] ?? Infinity)

export const similarity = (one: number[], other: number[]): number =>
  one.reduce((sum, value, i) => sum + (value < Infinity && value === other[i] ? 1 / one.length : 0), 0)

export const candidatePairs = (signatures: number[][], bands: number, rows: number): [number, number][] => {
  const table: Record<string, number[]> = {}
  signatures.forEach((numbers, post) => {
    if (numbers.length !== bands * rows) throw new Error('bands × rows')
    for (let band = 0; band < bands; band++) {
      const key = [band, ...numbers.slice(band * rows, band * rows + rows)].join(' ')
      if (!key.includes('Infinity')) (table[key] ??= []).push(post)
    }
  })
  const pairs = new Set<string>()
  for (const posts of Object.values(table))
    posts.forEach((i, at) => posts.slice(at + 1).forEach((j) => pairs.add(`${i} ${j}`)))
  return [...pairs]
    .map((pair) => pair.split(' ').map(Number) as [number, number])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
}
