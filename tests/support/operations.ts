// One call for each operation that a solution is likely to make, gradients and odd numbers included: what every backend
// must answer alike.

import type * as TensorFlow from '@tensorflow/tfjs'

type Tf = typeof TensorFlow
type Tensor = TensorFlow.Tensor
export type Operation = () => Tensor

const SEED = 3

/** Each operation of one matrix, by name; run on float32, int32 and bool. */
function ofMatrix(tf: Tf): Record<string, (x: Tensor) => Tensor> {
  const rows = tf.tensor1d([2, 0, 0], 'int32')
  const two = tf.scalar(2, 'int32')
  const floats = (x: Tensor) => x.toFloat()
  const bools = (x: Tensor) => x.toBool()
  return {
    abs: (x) => x.abs(),
    neg: (x) => x.neg(),
    square: (x) => x.square(),
    sign: (x) => x.sign(),
    step: (x) => x.step(),
    round: (x) => x.round(),
    floor: (x) => floats(x).floor(),
    ceil: (x) => floats(x).ceil(),
    relu: (x) => x.relu(),
    clipByValue: (x) => x.clipByValue(-1, 1),
    add: (x) => x.add(x.toInt()),
    'add a fraction': (x) => x.add(2.5),
    sub: (x) => x.sub(two),
    mul: (x) => x.toInt().mul(x),
    div: (x) => x.div(two),
    'div by zero': (x) => x.div(0),
    divNoNan: (x) => tf.divNoNan(x, x),
    floorDiv: (x) => x.floorDiv(two),
    mod: (x) => x.mod(3),
    pow: (x) => x.pow(two),
    maximum: (x) => x.maximum(0),
    minimum: (x) => x.minimum(two),
    squaredDifference: (x) => tf.squaredDifference(x, x.add(1)),
    greater: (x) => x.greater(0),
    lessEqual: (x) => x.lessEqual(two),
    equal: (x) => x.equal(x.reverse(0)),
    notEqual: (x) => x.notEqual(x.reverse(1)),
    toBool: bools,
    toInt: (x) => x.toInt(),
    toFloat: floats,
    logicalAnd: (x) => bools(x).logicalAnd(bools(x.reverse(0))),
    logicalOr: (x) => bools(x).logicalOr(bools(x.reverse(0))),
    logicalXor: (x) => bools(x).logicalXor(bools(x.reverse(0))),
    logicalNot: (x) => bools(x).logicalNot(),
    all: (x) => bools(x).all(1),
    any: (x) => bools(x).any(1),
    where: (x) => tf.where(bools(x), x, tf.zerosLike(x)),
    'where with −∞': (x) => tf.where(bools(x), floats(x), -Infinity),
    sum: (x) => x.sum(),
    'sum of columns': (x) => x.sum(0),
    mean: (x) => x.mean(1),
    prod: (x) => x.prod(1),
    max: (x) => x.max(1),
    min: (x) => x.min(0),
    argMax: (x) => x.argMax(1),
    argMin: (x) => x.argMin(0),
    cumsum: (x) => x.cumsum(1),
    'cumsum, exclusive': (x) => x.cumsum(0, true),
    cumprod: (x) => tf.cumprod(x, 1),
    moments: (x) => tf.moments(x, 0).variance,
    norm: (x) => floats(x).norm(2, 1),
    transpose: (x) => x.transpose(),
    reverse: (x) => x.reverse(1),
    reshape: (x) => x.reshape([1, 9]),
    slice: (x) => x.slice([1, 1], [2, 2]),
    stridedSlice: (x) => x.stridedSlice([0, 2], [3, 0], [2, -1]),
    tile: (x) => x.tile([2, 1]),
    pad: (x) =>
      x.pad(
        [
          [1, 2],
          [0, 1],
        ],
        1,
      ),
    mirrorPad: (x) =>
      tf.mirrorPad(
        x,
        [
          [1, 1],
          [1, 1],
        ],
        'reflect',
      ),
    concat: (x) => tf.concat([x, x], 1),
    stack: (x) => tf.stack([x, x]),
    unstack: (x) => tf.unstack(x)[1]!,
    split: (x) => tf.split(x, 3, 1)[2]!,
    gather: (x) => x.gather(rows),
    'gather columns': (x) => x.gather(rows, 1),
    'gather from each row': (x) => tf.gather(x, rows, 1, 1),
    gatherND: (x) =>
      tf.gatherND(
        x,
        tf.tensor2d(
          [
            [0, 1],
            [2, 2],
          ],
          [2, 2],
          'int32',
        ),
      ),
    scatterND: (x) => tf.scatterND(tf.tensor2d([[0], [2]], [2, 1], 'int32'), x.slice(0, 2), [4, 3]),
    unsortedSegmentSum: (x) => tf.unsortedSegmentSum(floats(x), tf.tensor1d([0, 1, 0], 'int32'), 2),
    broadcastTo: (x) => tf.broadcastTo(x.slice([0, 0], [1, 3]), [4, 3]),
    topk: (x) => tf.topk(x, 2).values,
    'topk, where': (x) => tf.topk(x, 2).indices,
    unique: (x) => tf.unique(x.flatten()).values,
    bandPart: (x) => tf.linalg.bandPart(x, 0, -1),
    oneHot: (x) => tf.oneHot(x.abs().toInt(), 4),
    'oneHot of floats': (x) => tf.oneHot(x.abs().toInt(), 4, 1, 0, 'float32'),
    'oneHot, smoothed': (x) => tf.oneHot(x.abs().toInt(), 4, 0.9, 0.1, 'float32'),
    bincount: (x) => tf.bincount(x.abs().toInt().flatten(), tf.tensor1d([]), 6),
    matMul: (x) => tf.matMul(x.toInt(), x.toInt(), false, true),
    'matMul of a batch': (x) => tf.matMul(floats(x).reshape([3, 3, 1]), floats(x).reshape([3, 1, 3])),
    einsum: (x) => tf.einsum('ij,kj->ik', floats(x), floats(x)),
    exp: (x) => floats(x).exp(),
    log: (x) => floats(x).abs().add(1).log(),
    'log of exp of −∞': (x) => tf.where(bools(x), floats(x), -Infinity).exp().log(),
    log1p: (x) => floats(x).abs().log1p(),
    expm1: (x) => floats(x).expm1(),
    sqrt: (x) => floats(x).abs().sqrt(),
    rsqrt: (x) => floats(x).abs().add(1).rsqrt(),
    erf: (x) => floats(x).erf(),
    sigmoid: (x) => floats(x).sigmoid(),
    tanh: (x) => floats(x).tanh(),
    softplus: (x) => floats(x).softplus(),
    elu: (x) => floats(x).elu(),
    selu: (x) => floats(x).selu(),
    leakyRelu: (x) => floats(x).leakyRelu(0.1),
    prelu: (x) => tf.prelu(floats(x), tf.tensor1d([0.1, 0.2, 0.3])),
    softmax: (x) => floats(x).softmax(),
    logSoftmax: (x) => floats(x).logSoftmax(),
    logSumExp: (x) => tf.logSumExp(floats(x), 1),
    softmaxCrossEntropy: (x) => tf.losses.softmaxCrossEntropy(tf.oneHot(rows, 3), floats(x)),
    isNaN: (x) => floats(x).div(floats(x)).isNaN(),
    onesLike: (x) => tf.onesLike(x),
    zerosLike: (x) => tf.zerosLike(x),
  }
}

/** Gradients of a scalar, by the matrix or image it is taken at. */
function gradients(tf: Tf, matrix: Tensor, image: Tensor): Record<string, Operation> {
  const of =
    (f: (x: Tensor) => Tensor, at = matrix): Operation =>
    () =>
      tf.grad((x: Tensor) => f(x).square().sum())(at)
  const rows = tf.tensor1d([0, 1, 1], 'int32')
  const kernel = tf.randomNormal<TensorFlow.Rank.R4>([3, 3, 3, 4], 0, 1, 'float32', SEED)
  const deep = tf.randomNormal<TensorFlow.Rank.R4>([3, 3, 3, 2], 0, 1, 'float32', SEED)
  const images = image as TensorFlow.Tensor4D
  const positive = matrix.greater(0)
  return {
    'by a gather': of((x) => x.gather(rows)),
    'by a slice': of((x) => x.slice([0, 1], [2, 2])),
    'by a concat': of((x) => tf.concat([x, x.mul(2)], 0)),
    'by a stack': of((x) => tf.stack([x, x])),
    'by a tile': of((x) => x.tile([2, 2])),
    'by a pad': of((x) =>
      x.pad([
        [1, 1],
        [0, 0],
      ]),
    ),
    'by a transpose': of((x) => x.transpose().matMul(x)),
    'by a mean': of((x) => x.mean(0)),
    'by moments': of((x) => tf.moments(x, 0).variance),
    'by a norm': of((x) => x.norm(2, 1)),
    'by a maximum': of((x) => x.max(1)),
    'by a product': of((x) => x.prod(1)),
    'by a cumsum': of((x) => x.cumsum(1)),
    'by a where': of((x) => tf.where(positive, x, x.mul(2))),
    'by a division': of((x) => x.div(x.square().add(1))),
    'by a power': of((x) => x.square().add(1).pow(1.5)),
    'by a softmax': of((x) => x.softmax()),
    'by a logSoftmax': of((x) => x.logSoftmax()),
    'by a logSumExp': of((x) => x.logSumExp(1)),
    'by activations': of((x) => x.tanh().sigmoid().elu().softplus().relu()),
    'by a batchNorm': of((x) => tf.batchNorm(x, tf.zeros([3]), tf.ones([3]), tf.ones([3]), tf.ones([3]))),
    'by a cross-entropy': of((x) => tf.losses.softmaxCrossEntropy(tf.oneHot(rows, 3), x)),
    'by a sigmoid cross-entropy': of((x) => tf.losses.sigmoidCrossEntropy(tf.oneHot(rows, 3), x)),
    'of a conv2d by its image': of((x) => tf.conv2d(x as TensorFlow.Tensor4D, kernel, 1, 'same'), image),
    'of a conv2d by its kernel': of((k) => tf.conv2d(images, k as TensorFlow.Tensor4D, 1, 'same'), kernel),
    'of a depthwiseConv2d by its image': of(
      (x) => tf.depthwiseConv2d(x as TensorFlow.Tensor4D, deep, 1, 'same'),
      image,
    ),
    'of a depthwiseConv2d by its kernel': of(
      (k) => tf.depthwiseConv2d(images, k as TensorFlow.Tensor4D, 1, 'same'),
      deep,
    ),
    'of a maxPool': of((x) => tf.maxPool(x as TensorFlow.Tensor4D, 2, 2, 'valid'), image),
    'of an avgPool': of((x) => tf.avgPool(x as TensorFlow.Tensor4D, 2, 2, 'valid'), image),
  }
}

/** Infinite, absent, tied, empty, many-dimensional. */
function oddities(tf: Tf, image: Tensor): Record<string, Operation> {
  const images = image as TensorFlow.Tensor4D
  const none = tf.tensor2d([], [0, 3])
  const ties = tf.tensor1d([1, 3, 3, 2, 3])
  const kernel = tf.randomNormal<TensorFlow.Rank.R4>([3, 3, 3, 4], 0, 1, 'float32', SEED)
  const wide = tf.tensor2d(
    Array.from({ length: 169 }, (_, index) => 2.5 + Math.sin(index)),
    [13, 13],
  )
  return {
    'softmax of a row of −∞': () =>
      tf
        .tensor2d([
          [-Infinity, 0],
          [-Infinity, -Infinity],
        ])
        .softmax(),
    '0/0, ∞/∞, 1/0 and x/x': () => tf.tensor1d([0, Infinity, 1, 0.1]).div(tf.tensor1d([0, Infinity, 0, 0.1])),
    'a row divided by a column': () => tf.tensor2d([[0, 2, 3]]).div(tf.tensor2d([[0], [2]])),
    // Large enough to be worked on where the backend lives, and odd, so that there may be something beside the edge.
    'matMul of logarithms': () => wide.log().matMul(wide),
    'matMul by logarithms, transposed': () => wide.matMul(wide.log(), true, true),
    'matMul of a softmax by hand, of −300': () => {
      const low = tf.where(wide.greater(0), wide.sub(300), 0)
      const exponentials = low.sub(low.max(1, true)).exp()
      return exponentials.div(exponentials.sum(1, true)).matMul(wide)
    },
    'matMul by exponentials by hand, both transposed': () => {
      const low = tf.where(wide.greater(0), wide.sub(300), 0)
      return wide.matMul(low.sub(low.max(1, true)).exp(), true, true)
    },
    'log of 0 and −1': () => tf.tensor1d([0, -1, 1]).log(),
    'exp of ±1000': () => tf.tensor1d([1000, -1000]).exp(),
    'a maximum among NaN': () => tf.tensor1d([NaN, 1]).maximum(0),
    'a sum with NaN': () => tf.tensor1d([NaN, 1]).sum(),
    'topk among ties': () => tf.topk(ties, 3).indices,
    'argMax among ties': () => ties.argMax(),
    'rounding of halves': () => tf.tensor1d([0.5, 1.5, -0.5, 2.5]).round(),
    'mod of a negative': () => tf.tensor1d([-5, 5]).mod(3),
    'floorDiv of negatives': () => tf.tensor1d([-5, 5], 'int32').floorDiv(tf.tensor1d([3, -3], 'int32')),
    'div of integers': () => tf.tensor1d([-5, 5], 'int32').div(tf.tensor1d([3, 3], 'int32')),
    'a sum of no rows': () => none.sum(0),
    'a product of no rows': () => tf.matMul(none, tf.ones([3, 2])),
    'concat with no rows': () => tf.concat([none, tf.ones([1, 3])]),
    'a sum over two of five axes': () => tf.randomNormal([2, 2, 2, 2, 2], 0, 1, 'float32', SEED).sum([1, 3]),
    'a transpose of four axes': () => image.transpose([0, 2, 1, 3]),
    'conv2d, same': () => tf.conv2d(images, kernel, 1, 'same'),
    'conv2d, stride 2': () => tf.conv2d(images, kernel, 2, 'valid'),
    'conv2d, dilated': () => tf.conv2d(images, kernel, 1, 'same', 'NHWC', 2),
    maxPool: () => tf.maxPool(images, 2, 2, 'valid'),
    avgPool: () => tf.avgPool(images, 2, 2, 'same'),
    resizeBilinear: () => tf.image.resizeBilinear(images, [7, 7]),
    resizeNearestNeighbor: () => tf.image.resizeNearestNeighbor(images, [7, 7]),
    nonMaxSuppression: () =>
      tf.image.nonMaxSuppression(
        tf.tensor2d([
          [0, 0, 1, 1],
          [0, 0, 1, 0.9],
          [2, 2, 3, 3],
        ]),
        tf.tensor1d([0.9, 0.8, 0.7]),
        3,
      ),
  }
}

/** The same inputs on every backend: they come from numbers, not from the backend's own generator. */
export function operations(tf: Tf): Record<string, Operation> {
  const values = [-1.3, 0, 2.4, 0.7, -0.2, 1, 3.1, -2, 0.5]
  const matrices = {
    float32: tf.tensor2d(values, [3, 3]),
    int32: tf.tensor2d(values.map(Math.round), [3, 3], 'int32'),
    bool: tf.tensor2d(
      values.map((value) => value > 0),
      [3, 3],
      'bool',
    ),
  }
  const image = tf.tensor(
    Array.from({ length: 180 }, (_, index) => Math.sin(index * 1.7)),
    [2, 5, 6, 3],
  )
  const unary = Object.entries(matrices).flatMap(([dtype, matrix]) =>
    Object.entries(ofMatrix(tf)).map(([name, run]) => [`${name} of ${dtype}`, () => run(matrix)] as const),
  )
  const slopes = Object.entries(gradients(tf, matrices.float32, image)).map(
    ([name, run]) => [`gradient ${name}`, run] as const,
  )
  return { ...Object.fromEntries(unary), ...Object.fromEntries(slopes), ...oddities(tf, image) }
}

/** What came of one operation, its error included. */
export type Answer =
  | { readonly dtype: string; readonly shape: readonly number[]; readonly values: readonly number[] }
  | { readonly error: string }

/** What TF.js answers on the backend that it is on now. */
export function answers(tf: Tf): Record<string, Answer> {
  tf.engine().startScope()
  try {
    return Object.fromEntries(Object.entries(operations(tf)).map(([name, run]) => [name, answerOf(tf, run)]))
  } finally {
    tf.engine().endScope()
  }
}

const answerOf = (tf: Tf, run: Operation): Answer =>
  tf.tidy(() => {
    try {
      const tensor = run()
      return { dtype: tensor.dtype, shape: tensor.shape, values: [...(tensor.dataSync() as Float32Array)] }
    } catch (error) {
      return { error: (error as Error).message }
    }
  })

/** Whether two backends agree, to within what float32 keeps over a few steps. */
function agree(a: Answer, b: Answer): boolean {
  if ('error' in a || 'error' in b) return 'error' in a && 'error' in b
  return (
    a.dtype === b.dtype &&
    a.shape.join() === b.shape.join() &&
    a.values.every((value, index) => isNear(value, b.values[index]!))
  )
}

/** Of what one backend answers, what another answers otherwise: in words. */
export const disagreements = (ones: Record<string, Answer>, others: Record<string, Answer>): string[] =>
  Object.entries(ones)
    .filter(([name, answer]) => !agree(answer, others[name]!))
    .map(([name, answer]) => `${name}: ${brief(answer)}, not ${brief(others[name]!)}`)

const brief = (answer: Answer): string => JSON.stringify(answer).slice(0, 160)

const isNear = (a: number, b: number): boolean =>
  Object.is(a, b) || a === b || (Number.isFinite(a) && Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(a)))
