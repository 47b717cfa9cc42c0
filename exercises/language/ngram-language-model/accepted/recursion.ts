// The definition as it stands, a recursion, on tables without a prototype; and every function is async.

interface Model {
  n: number
  alpha: number
  v: Record<string, true>
  size: number
  count: Record<string, number>
}

/** Lengths in front, so that no two lists of words make one key. */
const key = (words: string[]): string => words.map((word) => word.length + ':' + word).join('')

export async function train(sentences: string[][], n: number, alpha: number): Promise<Model> {
  const v: Record<string, true> = Object.create(null)
  const count: Record<string, number> = Object.create(null)
  v['</s>'] = v['<unk>'] = true
  sentences.forEach((sentence) => {
    const all = sentence.concat('</s>')
    all.forEach((word, i) => {
      v[word] = true
      for (let m = 0; m < n; m++) {
        const context = last(all.slice(Math.max(0, i - m), i), m)
        for (const each of [key(context) + '?', key(context) + '!' + word])
          count[each] = (count[each] ?? 0) + 1
      }
    })
  })
  return { n, alpha, v, size: Object.keys(v).length, count }
}

/** The last m words, with start marks before them where they are too few. */
function last(words: string[], m: number): string[] {
  const kept = m === 0 ? [] : words.slice(-m)
  while (kept.length < m) kept.unshift('<s>')
  return kept
}

function p(model: Model, m: number, history: string[], word: string): number {
  if (m < 0) return 1 / model.size
  const context = key(last(history, m))
  const shorter = p(model, m - 1, history, word)
  const together = model.count[context + '!' + word] ?? 0
  return (together + model.alpha * shorter) / ((model.count[context + '?'] ?? 0) + model.alpha)
}

export async function probability(model: Model, history: string[], word: string): Promise<number> {
  return p(model, model.n - 1, history, model.v[word] ? word : '<unk>')
}

export async function perplexity(model: Model, sentences: string[][]): Promise<number> {
  let total = 0
  let n = 0
  for (const sentence of sentences) {
    for (let i = 0; i < sentence.length; i++)
      total += Math.log(p(model, model.n - 1, sentence.slice(Math.max(0, i - model.n), i), sentence[i]!))
    total += Math.log(p(model, model.n - 1, sentence.slice(-model.n), '</s>'))
    n += sentence.length + 1
  }
  return 1 / Math.exp(total / n)
}

export async function generate(model: Model, random: () => number, maxWords: number): Promise<string[]> {
  const out: string[] = []
  while (out.length < maxWords) {
    const choices = Object.keys(model.v).filter((word) => word !== '<unk>')
    const weights = choices.map((word) => p(model, model.n - 1, out, word))
    let u = random() * weights.reduce((a, b) => a + b)
    let chosen = choices[choices.length - 1]!
    for (let i = 0; i < choices.length; i++) {
      if (u < weights[i]!) {
        chosen = choices[i]!
        break
      }
      u -= weights[i]!
    }
    if (chosen === '</s>') break
    out.push(chosen)
  }
  return out
}
