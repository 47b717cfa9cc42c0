// rejected by: A text of 36,000 words is read, and as many are predicted · says: still computing
// Nothing is counted beforehand: each prediction goes through the whole text.

const [START, END, UNKNOWN] = ['<s>', '</s>', '<unk>']

interface Model {
  order: number
  strength: number
  vocabulary: Set<string>
  /** Each sentence with its start marks and its end. */
  text: string[][]
}

export function train(sentences: string[][], order: number, strength: number): Model {
  const marks = new Array<string>(order - 1).fill(START)
  const text = sentences.map((sentence) => [...marks, ...sentence, END])
  return { order, strength, vocabulary: new Set([...sentences.flat(), END, UNKNOWN]), text }
}

export function probability(model: Model, history: string[], word: string): number {
  const { order, strength, vocabulary, text } = model
  const before = [...new Array<string>(order - 1).fill(START), ...history]
  let p = 1 / vocabulary.size
  for (let length = 0; length < order; length++) {
    const context = before.slice(before.length - length)
    let [together, total] = [0, 0]
    for (const words of text)
      for (let i = order - 1; i < words.length; i++) {
        if (!context.every((one, j) => words[i - length + j] === one)) continue
        total++
        if (words[i] === word) together++
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
