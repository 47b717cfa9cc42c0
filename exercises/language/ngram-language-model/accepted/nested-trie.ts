// A trie that is walked from the newest word back, a class, and a cumulative table to draw from.

type Text = readonly (readonly string[])[]

class Node {
  readonly followers = new Map<string, number>()
  readonly older = new Map<string, Node>()
  seen = 0

  note(word: string): void {
    this.followers.set(word, (this.followers.get(word) || 0) + 1)
    this.seen += 1
  }

  child(word: string): Node {
    let child = this.older.get(word)
    if (!child) this.older.set(word, (child = new Node()))
    return child
  }
}

export class Model {
  readonly root = new Node()
  readonly words: string[]

  constructor(
    text: Text,
    readonly order: number,
    readonly alpha: number,
  ) {
    const words = new Set<string>()
    for (const sentence of text) {
      const padded = [...new Array<string>(order - 1).fill('<s>'), ...sentence, '</s>']
      for (let i = order - 1; i < padded.length; i++) {
        words.add(padded[i]!)
        let node = this.root
        node.note(padded[i]!)
        for (let back = 1; back < order; back++) {
          node = node.child(padded[i - back]!)
          node.note(padded[i]!)
        }
      }
    }
    words.add('</s>').add('<unk>')
    this.words = [...words]
  }

  /** The probabilities of all words at once. */
  all(history: readonly string[]): Map<string, number> {
    let p = new Map(this.words.map((word) => [word, 1 / this.words.length]))
    let node: Node | undefined = this.root
    for (let back = 1; node; back++) {
      const { followers, seen } = node
      p = new Map(
        this.words.map((word) => [
          word,
          ((followers.get(word) ?? 0) + this.alpha * p.get(word)!) / (seen + this.alpha),
        ]),
      )
      if (back === this.order) break
      node = node.older.get(back <= history.length ? history[history.length - back]! : '<s>')
    }
    return p
  }

  one(history: readonly string[], asked: string): number {
    let p = 1 / this.words.length
    let node: Node | undefined = this.root
    for (let back = 1; node; back++) {
      p = ((node.followers.get(asked) ?? 0) + this.alpha * p) / (node.seen + this.alpha)
      if (back === this.order) break
      node = node.older.get(back <= history.length ? history[history.length - back]! : '<s>')
    }
    return p
  }
}

export const train = (sentences: Text, order: number, strength: number): Model =>
  new Model(sentences, order, strength)

// A word that was never read has no counts anywhere, exactly like <unk>.
export const probability = (model: Model, history: readonly string[], word: string): number =>
  model.one(history, word)

export function perplexity(model: Model, sentences: Text): number {
  let [bits, predictions] = [0, 0]
  for (const sentence of sentences) {
    const far = Math.max(1, model.order - 1)
    for (let i = 0; i <= sentence.length; i++) {
      const history = i < far ? sentence.slice(0, i) : sentence.slice(i - far, i)
      bits += Math.log2(model.one(history, sentence[i] ?? '</s>'))
      predictions++
    }
  }
  return 2 ** (-bits / predictions)
}

export function generate(model: Model, random: () => number, maxWords: number): string[] {
  const out: string[] = []
  for (let i = 0; i < maxWords; i++) {
    const p = model.all(out)
    p.delete('<unk>')
    const words = [...p.keys()]
    const sums: number[] = []
    for (const word of words) sums.push((sums[sums.length - 1] ?? 0) + p.get(word)!)
    const aim = random() * sums[sums.length - 1]!
    let [low, high] = [0, words.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! > aim) high = middle
      else low = middle + 1
    }
    if (words[low] === '</s>') return out
    out.push(words[low]!)
  }
  return out
}
