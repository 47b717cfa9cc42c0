// Trains without TF.js: typed arrays in double precision, backpropagation and Adam by hand.
import * as tf from '@tensorflow/tfjs'

class Layer {
  readonly w: Float64Array
  readonly b: Float64Array
  readonly gw: Float64Array
  readonly gb: Float64Array
  readonly mw: Float64Array
  readonly vw: Float64Array
  readonly mb: Float64Array
  readonly vb: Float64Array
  input: Float64Array = new Float64Array(0)
  output: Float64Array = new Float64Array(0)
  constructor(
    readonly from: number,
    readonly to: number,
    readonly last: boolean,
  ) {
    const bound = Math.sqrt(6 / (from + to))
    this.w = Float64Array.from({ length: from * to }, () => (Math.random() * 2 - 1) * bound)
    this.b = new Float64Array(to)
    this.gw = new Float64Array(from * to)
    this.mw = new Float64Array(from * to)
    this.vw = new Float64Array(from * to)
    this.gb = new Float64Array(to)
    this.mb = new Float64Array(to)
    this.vb = new Float64Array(to)
  }
  forward(x: Float64Array): Float64Array {
    this.input = x
    this.output = Float64Array.from(this.b)
    for (let i = 0; i < this.from; i++)
      for (let j = 0; j < this.to; j++) this.output[j]! += x[i]! * this.w[i * this.to + j]!
    if (!this.last) for (let j = 0; j < this.to; j++) this.output[j] = Math.tanh(this.output[j]!)
    return this.output
  }
  backward(d: Float64Array): Float64Array {
    const g = this.last ? d : d.map((v, j) => v * (1 - this.output[j]! ** 2))
    const back = new Float64Array(this.from)
    for (let j = 0; j < this.to; j++) this.gb[j]! += g[j]!
    for (let i = 0; i < this.from; i++)
      for (let j = 0; j < this.to; j++) {
        this.gw[i * this.to + j]! += g[j]! * this.input[i]!
        back[i]! += g[j]! * this.w[i * this.to + j]!
      }
    return back
  }
  step(size: number, t: number, rate: number): void {
    const move = (p: Float64Array, g: Float64Array, m: Float64Array, v: Float64Array) => {
      for (let q = 0; q < p.length; q++) {
        const grad = g[q]! / size
        m[q] = 0.9 * m[q]! + 0.1 * grad
        v[q] = 0.999 * v[q]! + 0.001 * grad * grad
        p[q]! -= (rate * m[q]!) / (1 - 0.9 ** t) / (Math.sqrt(v[q]! / (1 - 0.999 ** t)) + 1e-8)
        g[q] = 0
      }
    }
    move(this.w, this.gw, this.mw, this.vw)
    move(this.b, this.gb, this.mb, this.vb)
  }
}

interface Net {
  layers: Layer[]
  mean: number[]
  deviation: number[]
  classes: number
  steps: number
}

export const createModel = (features: number, classes: number): Net => ({
  layers: [new Layer(features, 24, false), new Layer(24, 24, false), new Layer(24, classes, true)],
  mean: [],
  deviation: [],
  classes,
  steps: 0,
})

const prepare = (net: Net, row: number[]): Float64Array =>
  Float64Array.from(row, (v, j) => (v - net.mean[j]!) / net.deviation[j]!)

function softmax(z: Float64Array): Float64Array {
  const top = Math.max(...z)
  const e = z.map((v) => Math.exp(v - top))
  const sum = e.reduce((a, b) => a + b, 0)
  return e.map((v) => v / sum)
}

export async function train(
  net: Net,
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { epochs, onEpoch }: { epochs: number; onEpoch?: (epoch: number, loss: number) => unknown },
) {
  const [raw, labels] = await Promise.all([x.array(), y.array()])
  const n = raw.length
  if (net.mean.length === 0) {
    net.mean = raw[0]!.map((_, j) => raw.reduce((s, row) => s + row[j]!, 0) / n)
    net.deviation = net.mean.map(
      (m, j) => Math.sqrt(raw.reduce((s, row) => s + (row[j]! - m) ** 2, 0) / n) || 1,
    )
  }
  const rows = raw.map((row) => prepare(net, row))
  const order = rows.map((_, i) => i)
  const loss: number[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    let sum = 0
    for (let start = 0; start < n; start += 16) {
      const batch = order.slice(start, start + 16)
      for (const i of batch) {
        const z = net.layers.reduce((a, layer) => layer.forward(a), rows[i]!)
        const top = Math.max(...z)
        const logSum = top + Math.log(z.reduce((s, v) => s + Math.exp(v - top), 0))
        sum += logSum - z[labels[i]!]!
        let d: Float64Array = softmax(z)
        d[labels[i]!]! -= 1
        for (const layer of [...net.layers].reverse()) d = layer.backward(d)
      }
      net.steps++
      for (const layer of net.layers) layer.step(batch.length, net.steps, 0.01)
    }
    loss.push(sum / n)
    await onEpoch?.(epoch, sum / n)
  }
  return { loss }
}

export async function predict(net: Net, x: tf.Tensor2D): Promise<tf.Tensor2D> {
  const rows = await x.array()
  const p = rows.map((row) =>
    Array.from(softmax(net.layers.reduce((a, layer) => layer.forward(a), prepare(net, row)))),
  )
  return tf.tensor2d(p, [rows.length, net.classes])
}
