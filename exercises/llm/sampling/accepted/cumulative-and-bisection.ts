// Typed arrays all the way: one pass for each step, and a binary search in the cumulative sums.

interface Options {
  temperature?: number
  topK?: number
  topP?: number
}

class Candidates {
  readonly tokens: Int32Array
  readonly weights: Float64Array

  constructor(
    readonly vocabulary: number,
    tokens: Int32Array,
    weights: Float64Array,
  ) {
    this.tokens = tokens
    this.weights = weights
  }

  static from(logits: Float32Array, temperature: number): Candidates {
    const tokens = new Int32Array(logits.length)
    for (let i = 0; i < tokens.length; i++) tokens[i] = i
    // Sorting a typed array is stable: equals stay in the order of their indices.
    tokens.sort((a, b) => (logits[a] === logits[b] ? 0 : logits[a]! > logits[b]! ? -1 : 1))
    const top = logits[tokens[0]!]!
    const weights = new Float64Array(logits.length)
    if (temperature === 0) weights[0] = 1
    else
      for (let r = 0; r < weights.length; r++)
        weights[r] = Math.exp((logits[tokens[r]!]! - top) / temperature)
    return new Candidates(logits.length, tokens, weights)
  }

  first(count: number): Candidates {
    return new Candidates(this.vocabulary, this.tokens.subarray(0, count), this.weights.subarray(0, count))
  }

  /** Running sums; the last one is the total. */
  sums(): Float64Array {
    const sums = Float64Array.from(this.weights)
    for (let r = 1; r < sums.length; r++) sums[r]! += sums[r - 1]!
    return sums
  }

  covering(share: number): Candidates {
    if (share >= 1) return this
    const sums = this.sums()
    const target = share * sums[sums.length - 1]!
    return this.first(sums.findIndex((sum) => sum >= target) + 1)
  }
}

const candidates = (logits: Float32Array, { temperature, topK, topP }: Options = {}): Candidates =>
  Candidates.from(logits, temperature ?? 1)
    .first(topK ?? logits.length)
    .covering(topP ?? 1)

export function nextTokenDistribution(logits: Float32Array, options?: Options): Float64Array {
  const left = candidates(logits, options)
  const sums = left.sums()
  const result = new Float64Array(logits.length)
  left.tokens.forEach((token, r) => (result[token] = left.weights[r]! / sums[sums.length - 1]!))
  return result
}

export function sample(logits: Float32Array, options: Options, random: () => number): number {
  const left = candidates(logits, options)
  const sums = left.sums()
  const u = random() * sums[sums.length - 1]!
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > u) high = middle
    else low = middle + 1
  }
  while (left.weights[low] === 0) low--
  return left.tokens[low]!
}
