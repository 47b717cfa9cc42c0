// rejected by: The caller overwrites the text after it was read, and finds all else as it was · says: In the probability
// The model is the caller’s own text, gone through when it is asked.

const [START, END, UNKNOWN] = ['<s>', '</s>', '<unk>']

interface Model {
  order: number
  strength: number
  vocabulary: Set<string>
  text: string[][]
}

export function train(sentences: string[][], order: number, strength: number): Model {
  return { order, strength, vocabulary: new Set([...sentences.flat(), END, UNKNOWN]), text: sentences }
}

export function probability(model: Model, history: string[], word: string): number {
  const { order, strength, vocabulary, text } = model
  const before = [...new Array<string>(order - 1).fill(START), ...history]
  let p = 1 / vocabulary.size
  for (let length = 0; length < order; length++) {
    const context = before.slice(before.length - length)
    let [together, total] = [0, 0]
    for (const sentence of text) {
      const words = [...new Array<string>(order - 1).fill(START), ...sentence, END]
      for (let i = order - 1; i < words.length; i++) {
        if (!context.every((one, j) => words[i - length + j] === one)) continue
        total++
        if (words[i] === word) together++
      }
    }
    p = (together + strength * p) / (total + strength)
  }
  return p
}

export function perplexity(model: Model, sentences: string[][]): number {
  const surprises = sentences.flatMap((sentence) =>
    [...sentence, END].map((word, i) => -Math.log(probability(model, sentence.slice(0, i), word))),
  )
  return Math.exp(surprises.reduce((sum, one) => sum + one) / surprises.length)
}

export function generate(model: Model, random: () => number, maxWords: number): string[] {
  const out: string[] = []
  while (out.length < maxWords) {
    const words = [...model.vocabulary].filter((word) => word !== UNKNOWN)
    let left = random() * (1 - probability(model, out, UNKNOWN))
    const word = words.find((one) => (left -= probability(model, out, one)) < 0) ?? END
    if (word === END) break
    out.push(word)
  }
  return out
}
