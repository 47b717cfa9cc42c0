// A linked list of tokens; encode keeps looking for the pair of the lowest rank.
interface Token {
  id: number
  next?: Token | undefined
}

class Tokens {
  first: Token | undefined

  constructor(text: string) {
    for (const id of new TextEncoder().encode(text).reverse()) this.first = { id, next: this.first }
  }

  *pairs(): Generator<[Token, Token]> {
    for (let token = this.first; token?.next; token = token.next) yield [token, token.next]
  }

  join(left: number, right: number, id: number): void {
    for (const [a, b] of this.pairs())
      if (a.id === left && b.id === right) {
        a.id = id
        a.next = b.next
      }
  }

  get ids(): number[] {
    const ids = []
    for (let token = this.first; token; token = token.next) ids.push(token.id)
    return ids
  }
}

export async function train(text: string, vocabSize: number): Promise<[number, number][]> {
  const tokens = new Tokens(text)
  const merges: [number, number][] = []
  for (let id = 256; id < vocabSize; id++) {
    const counts = new Map<string, { left: number; right: number; count: number; usedUp?: Token }>()
    for (const [a, b] of tokens.pairs()) {
      const name = `${a.id}/${b.id}`
      const entry = counts.get(name) ?? { left: a.id, right: b.id, count: 0 }
      counts.set(name, entry)
      if (entry.usedUp === a) continue
      entry.count++
      entry.usedUp = b
    }
    let best: { left: number; right: number; count: number } | undefined
    for (const entry of counts.values()) {
      if (entry.count < 2) continue
      const order = best ? best.count - entry.count || entry.left - best.left || entry.right - best.right : -1
      if (order < 0) best = entry
    }
    if (!best) return merges
    tokens.join(best.left, best.right, id)
    merges.push([best.left, best.right])
  }
  return merges
}

export async function encode(text: string, merges: readonly [number, number][]): Promise<number[]> {
  const ranks = new Map(merges.map(([left, right], rank) => [`${left}/${right}`, rank]))
  const tokens = new Tokens(text)
  for (;;) {
    let lowest = Infinity
    for (const [a, b] of tokens.pairs()) lowest = Math.min(lowest, ranks.get(`${a.id}/${b.id}`) ?? Infinity)
    if (lowest === Infinity) return tokens.ids
    tokens.join(...merges[lowest]!, 256 + lowest)
  }
}

export async function decode(ids: readonly number[], merges: readonly [number, number][]): Promise<string> {
  const bytes: number[] = []
  const stack = [...ids].reverse()
  while (stack.length > 0) {
    const id = stack.pop()!
    if (id < 256) bytes.push(id)
    else stack.push(merges[id - 256]![1], merges[id - 256]![0])
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(bytes))
}
