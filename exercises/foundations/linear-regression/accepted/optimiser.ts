// Variables, TF.js's own gradients and its plain optimiser; the system by orthogonal columns (Gram–Schmidt), with the penalty
// as further rows: √(nλ) of each weight should be 0.
import * as tf from '@tensorflow/tfjs'

export async function fitGradientDescent(
  x: tf.Tensor2D,
  y: tf.Tensor1D,
  { learningRate, epochs, l2 }: { learningRate: number; epochs: number; l2: number },
) {
  const w = tf.tidy(() => tf.variable(tf.zeros([x.shape[1], 1])))
  const b = tf.tidy(() => tf.variable(tf.scalar(0)))
  const optimizer = tf.train.sgd(learningRate)
  const loss = (): tf.Scalar => {
    const predictions = tf.matMul(x, w as unknown as tf.Tensor2D).squeeze([1])
    const errors = predictions.add(b).sub(y)
    return tf.add(errors.square().mean(), tf.mul(l2, w.square().sum()))
  }
  const costs: tf.Scalar[] = []
  for (let i = 0; i < epochs; i++) costs.push(optimizer.minimize(loss, true, [w, b])!)
  const losses = await Promise.all(costs.map(async (cost) => (await cost.data())[0]!))
  const fit = { weights: w.reshape<tf.Tensor1D>([-1]), bias: (await b.data())[0]!, losses }
  tf.dispose([w, b, ...costs])
  optimizer.dispose()
  return fit
}

export function fitNormalEquation(x: tf.Tensor2D, y: tf.Tensor1D, l2: number) {
  const [n, d] = x.shape
  return tf.tidy(() => {
    const means = x.mean(0)
    const centred = x.sub<tf.Tensor2D>(means)
    const targets = y.sub<tf.Tensor1D>(y.mean())
    const root = tf.eye(d).mul<tf.Tensor2D>(Math.sqrt(n * l2))
    const columns = (l2 > 0 ? centred.concat(root) : centred).transpose<tf.Tensor2D>()
    const wanted = l2 > 0 ? targets.concat(tf.zeros<tf.Rank.R1>([d])) : targets
    const q = tf.linalg.gramSchmidt(columns) as tf.Tensor2D
    const r = (tf.matMul(q, columns, false, true) as tf.Tensor2D).arraySync()
    const along = q.dot(wanted).arraySync() as number[]
    const weights: number[] = along.map(() => 0)
    for (let i = d - 1; i >= 0; i--) {
      const known = r[i]!.slice(i + 1).reduce((sum, value, j) => sum + value * weights[i + 1 + j]!, 0)
      weights[i] = (along[i]! - known) / r[i]![i]!
    }
    const w = tf.tensor1d(weights)
    return { weights: w, bias: y.mean().sub(means.dot(w)).dataSync()[0]! }
  })
}
