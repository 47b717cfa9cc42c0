// The shingles outermost: each is hashed by all functions, and the minima sink together. Bands are looked up in nested maps.

export function shingles(text: string, k: number): string[] {
  const found = new Set<string>()
  const window: string[] = []
  let whole = ''
  let pending = false
  for (const character of text.toLowerCase()) {
    if (/\s/.test(character)) {
      pending = whole !== ''
      continue
    }
    for (const next of pending ? [' ', character] : [character]) {
      whole += next
      window.push(next)
      if (window.length > k) window.shift()
      if (window.length === k) found.add(window.join(''))
    }
    pending = false
  }
  if (found.size === 0 && whole) found.add(whole)
  return [...found]
}

export function signature(shingles: string[], hashes: ((shingle: string) => number)[]): Float64Array {
  const least = new Float64Array(hashes.length).fill(Infinity)
  for (const shingle of shingles)
    for (let i = 0; i < hashes.length; i++) {
      const h = hashes[i]!(shingle)
      if (h < least[i]!) least[i] = h
    }
  return least
}

type Numbers = ArrayLike<number>

export function similarity(one: Numbers, other: Numbers): number {
  let agree = 0
  for (let i = 0; i < one.length; i++) if (Number.isFinite(one[i]) && one[i] === other[i]) agree++
  return agree / one.length
}

interface Branch {
  next: Map<number, Branch>
  posts: number[]
}
const branch = (): Branch => ({ next: new Map(), posts: [] })

export function candidatePairs(signatures: Numbers[], bands: number, rows: number): [number, number][] {
  /** For each post, those before it that it has met. */
  const met = signatures.map(() => new Set<number>())
  const roots = Array.from({ length: bands }, branch)
  for (let post = 0; post < signatures.length; post++) {
    const numbers = signatures[post]!
    if (numbers.length / rows !== bands) throw new Error('The length is not bands times rows.')
    if (numbers[0] === Infinity) continue
    for (let band = 0; band < bands; band++) {
      let at = roots[band]!
      for (let row = 0; row < rows; row++) {
        const value = numbers[band * rows + row]!
        if (!at.next.has(value)) at.next.set(value, branch())
        at = at.next.get(value)!
      }
      for (const earlier of at.posts) met[earlier]!.add(post)
      at.posts.push(post)
    }
  }
  return met.flatMap((later, i) => [...later].sort((a, b) => a - b).map((j): [number, number] => [i, j]))
}
