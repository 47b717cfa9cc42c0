// All postings in one flat list, their scores in one expression of tensors.
import * as tf from '@tensorflow/tfjs'

interface Index {
  /** Where the postings of a word begin and end. */
  ranges: Map<string, [number, number]>
  documents: Int32Array
  scores: Float32Array
}

export function buildIndex(texts: string[][], { k1 = 1.2, b = 0.75 } = {}): Index {
  const lists = new Map<string, Map<number, number>>()
  for (let i = 0; i < texts.length; i++)
    for (const word of texts[i]!) {
      let list = lists.get(word)
      if (!list) lists.set(word, (list = new Map()))
      list.set(i, (list.get(i) || 0) + 1)
    }
  const ranges = new Map<string, [number, number]>()
  const [documents, counts, holding, lengths]: number[][] = [[], [], [], []]
  for (const [word, list] of lists) {
    ranges.set(word, [documents!.length, documents!.length + list.size])
    for (const [document, count] of list) {
      documents!.push(document)
      counts!.push(count)
      holding!.push(list.size)
      lengths!.push(texts[document]!.length)
    }
  }
  if (documents!.length === 0) return { ranges, documents: new Int32Array(), scores: new Float32Array() }
  const average = texts.reduce((sum, { length }) => sum + length, 0) / texts.length
  const scores = tf.tidy(() => {
    const n = tf.tensor1d(holding!)
    const idf = tf.scalar(texts.length).sub(n).add(0.5).div(n.add(0.5)).log1p()
    const f = tf.tensor1d(counts!)
    const norm = tf
      .tensor1d(lengths!)
      .mul(b / average)
      .add(1 - b)
      .mul(k1)
    return idf
      .mul(f)
      .mul(k1 + 1)
      .div(f.add(norm))
      .dataSync<'float32'>()
  })
  return { ranges, documents: Int32Array.from(documents!), scores }
}

export async function search({ ranges, documents, scores }: Index, query: string[], k: number) {
  const sums = new Map<number, number>()
  Array.from(new Set(query), (word) => ranges.get(word) ?? [0, 0]).forEach(([from, to]) => {
    for (let i = from!; i < to!; i++) sums.set(documents[i]!, (sums.get(documents[i]!) ?? 0) + scores[i]!)
  })
  return [...sums]
    .map(([document, score]) => ({ document, score }))
    .sort((a, b) => b.score - a.score || a.document - b.document)
    .slice(0, k)
}
