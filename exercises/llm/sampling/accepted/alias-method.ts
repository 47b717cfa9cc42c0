// Top-k by quickselect, and only for top-p a sort of the survivors; the draw by Vose’s alias method.
export interface SamplingOptions {
  temperature?: number
  topK?: number
  topP?: number
}

class TokenSampler {
  readonly logits: Float32Array
  readonly temperature: number
  readonly k: number
  readonly p: number

  constructor(logits: Float32Array, options: SamplingOptions) {
    this.logits = logits
    this.temperature = options.temperature ?? 1
    this.k = Math.min(options.topK ?? logits.length, logits.length)
    this.p = options.topP ?? 1
  }

  /** Negative if token a ranks before token b; never 0 for two different tokens. */
  compare(a: number, b: number): number {
    const x = this.logits[a]!
    const y = this.logits[b]!
    if (x > y) return -1
    if (x < y) return 1
    return a - b
  }

  /** The k best tokens, in no particular order. */
  select(): Int32Array {
    const order = new Int32Array(this.logits.length)
    for (let i = 0; i < order.length; i++) order[i] = i
    if (this.k >= order.length) return order

    const wanted = this.k - 1
    let low = 0
    let high = order.length - 1
    while (low < high) {
      const pivot = order[(low + high) >>> 1]!
      let i = low
      let j = high
      while (i <= j) {
        while (this.compare(order[i]!, pivot) < 0) i++
        while (this.compare(order[j]!, pivot) > 0) j--
        if (i <= j) {
          const swap = order[i]!
          order[i] = order[j]!
          order[j] = swap
          i++
          j--
        }
      }
      if (wanted <= j) high = j
      else if (wanted >= i) low = i
      else break
    }
    return order.slice(0, this.k)
  }

  argmax(): number {
    let best = 0
    for (let i = 1; i < this.logits.length; i++) if (this.compare(i, best) < 0) best = i
    return best
  }

  distribution(): Float32Array {
    const result = new Float32Array(this.logits.length)
    const best = this.argmax()
    if (this.temperature === 0) {
      result[best] = 1
      return result
    }
    const top = this.logits[best]!

    let tokens = this.select()
    if (this.p < 1) tokens.sort((a, b) => this.compare(a, b))
    const weights = new Float64Array(tokens.length)
    let total = 0
    for (let n = 0; n < tokens.length; n++) {
      weights[n] = Math.exp((this.logits[tokens[n]!]! - top) / this.temperature)
      total += weights[n]!
    }

    if (this.p < 1) {
      const enough = this.p * total
      let sum = weights[0]!
      let n = 1
      while (sum < enough && n < tokens.length) sum += weights[n++]!
      tokens = tokens.subarray(0, n)
      total = sum
    }

    for (let n = 0; n < tokens.length; n++) result[tokens[n]!] = weights[n]! / total
    return result
  }

  draw(random: () => number): number {
    const p = this.distribution()
    const tokens: number[] = []
    let total = 0
    for (let i = 0; i < p.length; i++) {
      if (p[i]! > 0) {
        tokens.push(i)
        total += p[i]!
      }
    }
    const n = tokens.length
    const share = tokens.map((i) => (p[i]! / total) * n)
    const accept = new Float64Array(n).fill(1)
    const alias = new Int32Array(n)
    const small: number[] = []
    const large: number[] = []
    for (let c = 0; c < n; c++) {
      alias[c] = c
      if (share[c]! < 1) small.push(c)
      else large.push(c)
    }
    while (small.length > 0 && large.length > 0) {
      const s = small.pop()!
      const l = large.pop()!
      accept[s] = share[s]!
      alias[s] = l
      share[l] = share[l]! + share[s]! - 1
      if (share[l]! < 1) small.push(l)
      else large.push(l)
    }

    // One number serves twice: its whole part picks the column, its fraction picks within it.
    const x = random() * n
    const column = Math.min(Math.floor(x), n - 1)
    return x - column < accept[column]! ? tokens[column]! : tokens[alias[column]!]!
  }
}

export function nextTokenDistribution(logits: Float32Array, options: SamplingOptions = {}): Float32Array {
  return new TokenSampler(logits, options).distribution()
}

export function sample(logits: Float32Array, options: SamplingOptions, random: () => number): number {
  return new TokenSampler(logits, options).draw(random)
}
