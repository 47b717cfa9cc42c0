import * as tf from '@tensorflow/tfjs'
import * as h from './harness'
import * as ref from './solution'
import { seededRandom } from '../../../src/core/random'
const m0 = process.argv[2] ? await import(process.argv[2]) : ref
const mod = m0.train ? m0 : m0.default
await tf.setBackend('cpu')
const acc = (p: number[][], y: number[]) =>
  p.filter((r, i) => r.indexOf(Math.max(...r)) === y[i]).length / y.length
async function run(name: string, tr: h.Dataset, te: h.Dataset, classes: number, epochs: number) {
  const t = performance.now()
  const { loss, probabilities } = await h.fit(
    mod as never,
    tf.tensor2d(tr.x),
    tf.tensor1d(tr.y, 'int32'),
    tf.tensor2d(te.x),
    { classes, epochs },
  )
  console.log(
    name,
    'acc',
    acc((await probabilities.array()) as number[][], te.y).toFixed(3),
    'loss',
    loss[0]!.toFixed(3),
    loss.at(-1)!.toFixed(3),
    Math.round(performance.now() - t),
    'ms',
  )
}
for (let s = 1; s <= 8; s++) {
  const r = seededRandom(s)
  Math.random = seededRandom(s + 99).next
  await run('moons', h.moons(150, r), h.moons(300, r), 2, 60)
  await run('spirals', h.spirals(240, r), h.spirals(300, r), 3, 100)
  const p = h.penguins(r)
  await run('penguins', p.train, p.test, 3, 50)
}
