// A class around the items, with a bounded heap that keeps the k best.
import * as tf from '@tensorflow/tfjs'

interface Scored {
  index: number
  score: number
}

const isWorse = (a: Scored, b: Scored): boolean =>
  a.score < b.score || (a.score === b.score && a.index > b.index)

/** A heap with the worst of the k best on top. */
class BestK {
  private readonly heap: Scored[] = []

  constructor(private readonly k: number) {}

  offer(entry: Scored): void {
    if (this.heap.length < this.k) {
      this.heap.push(entry)
      this.rise(this.heap.length - 1)
    } else if (this.k > 0 && isWorse(this.heap[0]!, entry)) {
      this.heap[0] = entry
      this.sink(0)
    }
  }

  result(): { indices: number[]; scores: number[] } {
    const sorted = this.heap.slice().sort((a, b) => (isWorse(a, b) ? 1 : -1))
    return { indices: sorted.map(({ index }) => index), scores: sorted.map(({ score }) => score) }
  }

  private rise(at: number): void {
    for (let parent = (at - 1) >> 1; at > 0 && this.swapIfWorse(at, parent); parent = (at - 1) >> 1)
      at = parent
  }

  private sink(at: number): void {
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const exists = (child: number): boolean => child < this.heap.length
      const worst = exists(right) && isWorse(this.heap[right]!, this.heap[left]!) ? right : left
      if (!exists(worst) || !this.swapIfWorse(worst, at)) return
      at = worst
    }
  }

  private swapIfWorse(child: number, parent: number): boolean {
    const [a, b] = [this.heap[child]!, this.heap[parent]!]
    if (!isWorse(a, b)) return false
    this.heap[child] = b
    this.heap[parent] = a
    return true
  }
}

class Retriever {
  constructor(private readonly items: tf.Tensor2D) {}

  async query(users: tf.Tensor2D, k: number, seen: number[][]) {
    const n = this.items.shape[0]
    const scores = tf.tidy(() => {
      const inverse = (x: tf.Tensor2D): tf.Tensor => {
        const squares = x.square().sum<tf.Tensor2D>(1, true)
        return tf.where(squares.greater(0), squares.maximum(1e-12).rsqrt(), tf.zerosLike(squares))
      }
      return tf.matMul(users.mul(inverse(users)), this.items.mul(inverse(this.items)), false, true)
    })
    const flat = await scores.data()
    scores.dispose()
    return Array.from({ length: users.shape[0] }, (_, user) => {
      const known = new Set(seen[user])
      const best = new BestK(k)
      for (let index = 0; index < n; index++)
        if (!known.has(index)) best.offer({ index, score: flat[user * n + index]! })
      return best.result()
    })
  }
}

export const recommend = async (
  user: tf.Tensor1D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] as number[] } = {},
) => {
  const row = tf.expandDims(user) as tf.Tensor2D
  const answers = await new Retriever(items).query(row, k, [seen])
  row.dispose()
  return answers[0]
}

export const recommendBatch = (
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  k: number,
  { seen = [] as number[][] } = {},
) => new Retriever(items).query(users, k, seen)
