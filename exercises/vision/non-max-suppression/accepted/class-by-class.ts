// Each class by itself, recursively; merged and cut at the end. The IoU from slices, with a mask for the empty ones.
import * as tf from '@tensorflow/tfjs'

interface Detection {
  index: number
  score: number
}

export async function iou(a: tf.Tensor2D, b: tf.Tensor2D): Promise<tf.Tensor2D> {
  return tf.tidy(() => {
    const [aLeft, aTop, aRight, aBottom] = tf.unstack(a, 1).map((side) => side.reshape([-1, 1]))
    const [bLeft, bTop, bRight, bBottom] = tf.unstack(b, 1).map((side) => side.reshape([1, -1]))
    const across = tf.minimum(aRight!, bRight!).sub(tf.maximum(aLeft!, bLeft!))
    const down = tf.minimum(aBottom!, bBottom!).sub(tf.maximum(aTop!, bTop!))
    const meets = tf.logicalAnd(across.greater(0), down.greater(0))
    const overlap = across.mul(down)
    const areaOfA = tf.mul(aRight!.sub(aLeft!), aBottom!.sub(aTop!))
    const areaOfB = tf.mul(bRight!.sub(bLeft!), bBottom!.sub(bTop!))
    return tf.where(
      meets,
      overlap.div(areaOfA.add(areaOfB).sub(overlap)),
      tf.zerosLike(overlap),
    ) as tf.Tensor2D
  })
}

export async function nonMaxSuppression(
  boxes: tf.Tensor2D,
  scores: tf.Tensor1D,
  classes: tf.Tensor1D,
  { iouThreshold, scoreThreshold, limit }: { iouThreshold: number; scoreThreshold?: number; limit?: number },
) {
  if (scores.size === 0) return tf.tensor1d([], 'int32')
  const all = await iou(boxes, boxes)
  const overlaps = await all.array()
  all.dispose()
  const groups = new Map<number, Detection[]>()
  const kinds = await classes.array()
  for (const [index, score] of (await scores.array()).entries()) {
    if (scoreThreshold !== undefined && score < Math.fround(scoreThreshold)) continue
    const group = groups.get(kinds[index]!) ?? []
    groups.set(kinds[index]!, [...group, { index, score }])
  }
  const byScore = (one: Detection, other: Detection) => other.score - one.score || one.index - other.index
  const survivors = ([best, ...rest]: Detection[]): Detection[] =>
    best === undefined
      ? []
      : [
          best,
          ...survivors(
            rest.filter(({ index }) => !(overlaps[best.index]![index]! > Math.fround(iouThreshold))),
          ),
        ]
  const merged = [...groups.values()].flatMap((group) => survivors(group.sort(byScore))).sort(byScore)
  const cut = limit === undefined ? merged : merged.slice(0, limit)
  return tf.tensor1d(
    cut.map(({ index }) => index),
    'int32',
  )
}
