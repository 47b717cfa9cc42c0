// The hash functions of the signatures, and what would be long to send.

type May<T> = T | Promise<T>
type Pairs = [number, number][]
type Hash = (shingle: string) => number

/** Your module. */
interface Learner {
  shingles(text: string, k: number): May<string[]>
  signature(shingles: string[], hashes: Hash[]): May<number[]>
  similarity(one: number[], other: number[]): May<number>
  candidatePairs(signatures: number[][], bands: number, rows: number): May<Pairs>
}

/** A whole number from 0 to 2³² − 1. For each seed, 0, 1, 2, …, it is another function, as good as random. */
export function hash(text: string, seed: number): number {
  let state = mixed(seed + 1)
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x6a09e667)
  return mixed(state ^ text.length) >>> 0
}

/** The signature by hash functions whose values are written down, one object of them for each function. */
export async function signBy(
  { signature }: Learner,
  shingles: string[],
  tables: Record<string, number>[],
): Promise<number[]> {
  const hashes = tables.map((table) => (shingle: string) => table[shingle]!)
  return signature(shingles, hashes)
}

/** The functions of the first `length` seeds. */
export const hashFunctions = (length: number): Hash[] =>
  Array.from({ length }, (_, seed) => (shingle: string) => hash(shingle, seed))

/** Every bit of the result depends on every bit of the state. The factors are odd, and their bits those of irrational numbers. */
function mixed(state: number): number {
  const once = Math.imul(state ^ (state >>> 16), 0x9e3779b1)
  const twice = Math.imul(once ^ (once >>> 15), 0xbb67ae85)
  return twice ^ (twice >>> 16)
}

export async function sign({ signature }: Learner, shingles: string[], length: number): Promise<number[]> {
  return signature(shingles, hashFunctions(length))
}

/** The estimate for each pair of texts. */
export async function estimates(
  { shingles, signature, similarity }: Learner,
  pairs: [string, string][],
  k: number,
  length: number,
): Promise<number[]> {
  const found: number[] = []
  for (const [one, other] of pairs) {
    const signatures = [await signature(await shingles(one, k), hashFunctions(length))]
    signatures.push(await signature(await shingles(other, k), hashFunctions(length)))
    found.push(await similarity(signatures[0]!, signatures[1]!))
  }
  return found
}

/** From texts to pairs of them. */
export async function candidatesAmong(
  { shingles, signature, candidatePairs }: Learner,
  texts: string[],
  k: number,
  bands: number,
  rows: number,
): Promise<Pairs> {
  const signatures: number[][] = []
  const hashes = hashFunctions(bands * rows)
  for (const text of texts) signatures.push(await signature(await shingles(text, k), hashes))
  return candidatePairs(signatures, bands, rows)
}

const LONG = 100_000

/** As many different shingles as a whole book has. */
export const manyShingles = (): string[] => Array.from({ length: LONG }, (_, i) => (i + 36 ** 4).toString(36))

export async function signatureOfMany({ signature }: Learner, length: number): Promise<number[]> {
  return signature(manyShingles(), hashFunctions(length))
}

export const MANY = { signatures: 70_000, bands: 4, rows: 2 } as const

/**
 * Signatures in which no number stands twice, but that each of the second half has taken one band over from one of the first:
 * number i + 35,000 from number i, the band i modulo 4.
 */
function manySignatures(): number[][] {
  const { signatures, bands, rows } = MANY
  const width = bands * rows
  const distinct = (i: number): number[] =>
    Array.from({ length: width }, (_, place) => Math.imul(i * width + place, 0x9e3779b1) >>> 0)
  return Array.from({ length: signatures }, (_, i) => {
    const own = distinct(i)
    const from = i - signatures / 2
    if (from < 0) return own
    const first = (from % bands) * rows
    return [...own.slice(0, first), ...distinct(from).slice(first, first + rows), ...own.slice(first + rows)]
  })
}

/** How many pairs are found among them, and every `step`-th of those. */
export async function candidatesAmongMany(
  { candidatePairs }: Learner,
  step: number,
): Promise<{ found: number; some: Pairs }> {
  const pairs = await candidatePairs(manySignatures(), MANY.bands, MANY.rows)
  return { found: pairs.length, some: pairs.filter((_, i) => i % step === 0) }
}

/** The arguments as they are after all functions had them. */
export async function afterwards(
  { signature, similarity, candidatePairs }: Learner,
  shingles: string[],
  signatures: number[][],
): Promise<{ shingles: string[]; signatures: number[][] }> {
  await signature(shingles, hashFunctions(4))
  await similarity(signatures[0]!, signatures[1]!)
  await candidatePairs(signatures, signatures[0]!.length / 2, 2)
  return { shingles, signatures }
}
