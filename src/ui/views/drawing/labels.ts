// Room for words: labels at the ends of lines pushed apart, names beside points where nothing else stands.

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** The wished heights, moved as little as a single pass down and up allows until they are `gap` apart. */
export function spread(wishes: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[a]! - wishes[b]!)
  const places = wishes.map((wish) => Math.min(high, Math.max(low, wish)))
  for (let k = 1; k < order.length; k++) {
    places[order[k]!] = Math.max(places[order[k]!]!, places[order[k - 1]!]! + gap)
  }
  let limit = high
  for (const i of order.reverse()) {
    places[i] = Math.min(places[i]!, limit)
    limit = places[i]! - gap
  }
  return places
}

export interface Named {
  x: number
  y: number
  width: number
}

export interface Placed {
  /** Where the text starts or ends, and its middle's height. */
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  /** Too far to be read as belonging together without a line between. */
  far: boolean
}

const HEIGHT = 13
// Right of the point reads best, then left, then above and below.
const PLACES = [
  { dx: 1, dy: 0, anchor: 'start' },
  { dx: -1, dy: 0, anchor: 'end' },
  { dx: 0, dy: -1.35, anchor: 'middle' },
  { dx: 0, dy: 1.35, anchor: 'middle' },
  { dx: 0.8, dy: -1, anchor: 'start' },
  { dx: 0.8, dy: 1, anchor: 'start' },
  { dx: -0.8, dy: -1, anchor: 'end' },
  { dx: -0.8, dy: 1, anchor: 'end' },
] as const

// Farther out where the neighbourhood is crowded, then with a line to the point.
const DISTANCES = [1, 2.4, 4, 6]
// A bush of lines would be harder to read than a name to hover for.
const MOST_FAR = 12

/** Greedy, in the order given; a name without free room gets null rather than covering another. */
export function placeNames(
  points: readonly Named[],
  area: Box,
  reach: number,
  taken: Box[] = [],
): (Placed | null)[] {
  const used = [...taken, ...points.map(({ x, y }) => around(x, y, reach * 0.6))]
  return points.map((point, i) => {
    for (const distance of i < MOST_FAR ? DISTANCES : [1]) {
      for (const { dx, dy, anchor } of PLACES) {
        const [x, y] = [point.x + dx * reach * distance, point.y + dy * reach * distance]
        const placed = { x, y, anchor, far: distance > 1 }
        const box = boxOf(placed, point.width)
        if (!within(box, area) || used.some((other) => meet(box, other))) continue
        used.push(box)
        return placed
      }
    }
    return null
  })
}

export const around = (x: number, y: number, reach: number): Box => ({
  ...{ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach },
})

export function boxOf({ x, y, anchor }: Omit<Placed, 'far'>, width: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { x: left, y: y - HEIGHT / 2, width, height: HEIGHT }
}

export const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const within = (box: Box, area: Box): boolean =>
  box.x >= area.x &&
  box.y >= area.y &&
  box.x + box.width <= area.x + area.width &&
  box.y + box.height <= area.y + area.height
