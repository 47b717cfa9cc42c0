import * as tf from '@tensorflow/tfjs'
import { demo } from '@tensorkata/show'
import { dimensions, names, origins, vectors } from './data/cars'
import type * as Solution from './solution'

const ASKED = ['toyota corolla 1975', 'ford mustang 1971', 'volvo 144ea 1973']
const LIKED = ['vw rabbit c (diesel) 1980', 'honda civic 1500 gl 1980', 'toyota corolla 1980']

export default demo<typeof Solution>(async ({ learner, show, progress, random }) => {
  const map = planeOf(vectors, dimensions)
  const showMap = (
    id: string,
    title: string,
    name: string,
    at: readonly [number, number],
    found: readonly number[],
  ): void =>
    show({
      id,
      title,
      kind: 'scatter',
      note: 'Two of six dimensions. Cosine compares directions from the average car in the middle, so a neighbour may lie nearer or further out.',
      xLabel: 'first principal direction',
      yLabel: 'second principal direction',
      groups: [...new Set(origins)],
      points: { x: map.x, y: map.y, label: labelsOf(origins) },
      names: [...names],
      highlighted: onMap(found, names.length),
      query: { x: at[0], y: at[1], name },
    })
  const items = tf.tensor2d(vectors, [names.length, dimensions])
  try {
    const asked = ASKED.map((name) => names.indexOf(name))
    const users = tf.gather(items, asked)
    const answers = await learner.recommendBatch(users, items, 6, { seen: asked.map((index) => [index]) })
    users.dispose()
    asked.forEach((index, place) => {
      const title = `Like the ${ASKED[place]}`
      showMap(
        `map ${place}`,
        title,
        ASKED[place]!,
        [map.x[index]!, map.y[index]!],
        answers[place]?.indices ?? [],
      )
    })
    progress(0.4)

    const seen = LIKED.map((name) => names.indexOf(name))
    const user = tf.tidy(() => tf.gather(items, seen).mean<tf.Tensor1D>(0))
    const forUser = await learner.recommend(user, items, 6, { seen })
    user.dispose()
    const middle = (values: Float32Array): number =>
      seen.reduce((sum, index) => sum + values[index]!, 0) / seen.length
    showMap(
      'map user',
      'For a user who liked three small cars',
      'the mean of three liked cars',
      [middle(map.x), middle(map.y)],
      forUser.indices,
    )
    show({
      id: 'neighbours',
      title: 'The cars that were found',
      kind: 'table',
      note: 'Six measured columns, standardised, serve as the item vectors: fuel economy, cylinders, displacement, power, weight, acceleration.',
      columns: ['For', 'Place', 'Car', 'From', 'Cosine'],
      rows: [
        ...answers.flatMap((answer, place) => rowsOf(ASKED[place] ?? '', answer)),
        ...rowsOf('the user with three liked cars', forUser),
      ],
    })
    progress(0.7)
  } finally {
    items.dispose()
  }

  const clusters = clusteredEmbeddings(random, 6, 60, 16)
  const embeddings = tf.tensor2d(clusters.data, [clusters.names.length, 16])
  const query = tf.tidy(() => embeddings.slice([2, 0], [1, 16]).flatten<tf.Tensor1D>())
  try {
    const { indices } = await learner.recommend(query, embeddings, 20, { seen: [2] })
    const plane = planeOf(clusters.data, 16)
    show({
      id: 'clusters',
      title: 'Generated embeddings: six tastes, 16 dimensions',
      kind: 'scatter',
      note: 'Items of one taste point one way, with lengths from 0.3 to 3. The twenty nearest by cosine are lit.',
      xLabel: 'first principal direction',
      yLabel: 'second principal direction',
      groups: [...new Set(clusters.tastes)],
      points: { x: plane.x, y: plane.y, label: labelsOf(clusters.tastes) },
      names: clusters.names,
      highlighted: onMap(indices, clusters.names.length),
      query: { x: plane.x[2]!, y: plane.y[2]!, name: clusters.names[2]! },
    })
  } finally {
    tf.dispose([embeddings, query])
  }
  progress(1)
})

function rowsOf(asked: string, { indices, scores }: Solution.Recommendation): (string | number)[][] {
  return Array.from(indices, (index, place) => [
    asked,
    place + 1,
    names[index] ?? `no car ${index}`,
    origins[index] ?? '',
    Number(scores[place]).toFixed(4),
  ])
}

/** Only what can be drawn, should the answer hold something else. */
const onMap = (indices: ArrayLike<number>, count: number): number[] =>
  Array.from(indices)
    .filter((index) => Number.isInteger(index) && index >= 0 && index < count)
    .slice(0, 100)

function labelsOf(groups: readonly string[]): Int32Array<ArrayBuffer> {
  const kinds = [...new Set(groups)]
  return Int32Array.from(groups, (group) => kinds.indexOf(group))
}

/** Directions in clusters, each with a length of its own. data: [count, d]. */
function clusteredEmbeddings(
  random: { normal(mean?: number, deviation?: number): number; uniform(low: number, high: number): number },
  kinds: number,
  each: number,
  d: number,
): { data: Float32Array; names: string[]; tastes: string[] } {
  const centres = Array.from({ length: kinds }, () => Array.from({ length: d }, () => random.normal()))
  const members = Array.from({ length: kinds * each }, (_, i) => i % kinds)
  const data = members.flatMap((kind) => {
    const length = random.uniform(0.3, 3) / Math.hypot(...centres[kind]!)
    return centres[kind]!.map((value) => length * (value + random.normal(0, 0.3)))
  })
  return {
    data: Float32Array.from(data),
    names: members.map((kind, i) => `item ${i} of taste ${kind + 1}`),
    tastes: members.map((kind) => `taste ${kind + 1}`),
  }
}

/** The points of data [count, d] on their two principal directions, found by power iteration. */
function planeOf(
  data: Float32Array,
  d: number,
): { x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer> } {
  const count = data.length / d
  const points = Array.from({ length: count }, (_, i) => Array.from(data.subarray(i * d, (i + 1) * d)))
  const mean = points[0]!.map((_, j) => points.reduce((sum, point) => sum + point[j]!, 0) / count)
  const centred = points.map((point) => point.map((value, j) => value - mean[j]!))
  const first = principal(centred)
  const x = centred.map((point) => dot(point, first))
  const rest = centred.map((point, i) => point.map((value, j) => value - x[i]! * first[j]!))
  const second = principal(rest)
  return { x: Float32Array.from(x), y: Float32Array.from(rest, (point) => dot(point, second)) }
}

/** The direction of the greatest variance of centred points. */
function principal(points: readonly number[][]): number[] {
  let direction = points[0]!.map((_, j) => 1 + j / 10)
  for (let step = 0; step < 60; step++) {
    const next = direction.map(() => 0)
    for (const point of points) {
      const along = dot(point, direction)
      point.forEach((value, j) => (next[j]! += along * value))
    }
    const length = Math.hypot(...next)
    direction = next.map((value) => value / length)
  }
  return direction
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, j) => sum + value * b[j]!, 0)
