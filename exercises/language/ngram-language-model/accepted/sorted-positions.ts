// No table of contexts at all: the places of the text, sorted by what stands before them. The places after one context are a
// stretch of that list, found by bisection, and those after a longer one are a stretch within it.

interface Model {
  order: number
  strength: number
  /** Ids of words: 0 stands for a start mark, 1 for the end, 2 for all that was never read. */
  ids: Map<string, number>
  text: Int32Array
  /** Places of predicted words, ordered by the word before, then the one before that, and so on. */
  places: Int32Array
}

const [START, END, UNKNOWN] = [0, 1, 2]

export function train(sentences: string[][], order: number, strength: number): Model {
  const ids = new Map([
    ['<s>', START],
    ['</s>', END],
    ['<unk>', UNKNOWN],
  ])
  const text: number[] = []
  const places: number[] = []
  for (const sentence of sentences) {
    for (let i = 1; i < order; i++) text.push(START)
    for (const word of sentence) {
      if (!ids.has(word)) ids.set(word, ids.size)
      places.push(text.length)
      text.push(ids.get(word)!)
    }
    places.push(text.length)
    text.push(END)
  }
  places.sort((a, b) => {
    for (let back = 1; back < order; back++)
      if (text[a - back] !== text[b - back]) return text[a - back]! - text[b - back]!
    return text[a]! - text[b]!
  })
  return { order, strength, ids, text: Int32Array.from(text), places: Int32Array.from(places) }
}

/** The first place of a stretch where the word `back` before it is not less than `id`. */
function bisect({ text, places }: Model, from: number, to: number, back: number, id: number): number {
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (text[places[middle]! - back]! < id) from = middle + 1
    else to = middle
  }
  return from
}

/** The stretches after contexts of 0, 1, … words. */
function stretches(model: Model, words: readonly string[], i: number): [number, number][] {
  let [from, to] = [0, model.places.length]
  const all: [number, number][] = [[from, to]]
  for (let back = 1; back < model.order && from < to; back++) {
    const id = back > i ? START : (model.ids.get(words[i - back]!) ?? UNKNOWN)
    ;[from, to] = [bisect(model, from, to, back, id), bisect(model, from, to, back, id + 1)]
    if (from < to) all.push([from, to])
  }
  return all
}

/** How often each id was predicted in a stretch. */
function tally({ text, places }: Model, [from, to]: [number, number]): Map<number, number> {
  const counts = new Map<number, number>()
  for (let i = from; i < to; i++) {
    const id = text[places[i]!]!
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/** Tallies of the stretches of a model that many share, such as that after no word. */
const tallies = new WeakMap<Model, Map<string, Map<number, number>>>()

function counted(model: Model, stretch: [number, number]): Map<number, number> {
  const known = tallies.get(model) ?? new Map<string, Map<number, number>>()
  tallies.set(model, known)
  const name = `${stretch[0]}-${stretch[1]}`
  const counts = known.get(name) ?? tally(model, stretch)
  known.set(name, counts)
  return counts
}

function chance(model: Model, at: readonly [number, number][], word: string): number {
  const id = model.ids.get(word) ?? UNKNOWN
  let p = 1 / (model.ids.size - 1)
  for (const [from, to] of at)
    p = ((counted(model, [from, to]).get(id) ?? 0) + model.strength * p) / (to - from + model.strength)
  return p
}

export function probability(model: Model, history: string[], word: string): number {
  return chance(model, stretches(model, history, history.length), word)
}

export function perplexity(model: Model, sentences: string[][]): number {
  const logs: number[] = []
  sentences.forEach((sentence) => {
    for (let i = 0; i <= sentence.length; i++) {
      const word = i === sentence.length ? '</s>' : sentence[i]!
      logs.push(Math.log10(chance(model, stretches(model, sentence, i), word)))
    }
  })
  return 10 ** (-logs.reduce((a, b) => a + b, 0) / logs.length)
}

export function generate(model: Model, random: () => number, maxWords: number): string[] {
  const words: string[] = []
  for (; words.length < maxWords;) {
    const at = stretches(model, words, words.length)
    const u = random() * (1 - chance(model, at, '<unk>'))
    let [sum, chosen] = [0, '']
    for (const word of [...model.ids.keys()].filter((one) => one !== '<s>' && one !== '<unk>')) {
      chosen = word
      sum += chance(model, at, word)
      if (sum > u) break
    }
    if (chosen === '</s>') break
    words.push(chosen)
  }
  return words
}
