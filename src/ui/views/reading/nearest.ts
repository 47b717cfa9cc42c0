// Which value is nearest: on a sorted axis, on a plane, and onward in a direction.

/** The index whose value is nearest in a rising list; -1 in an empty one. */
export function nearestSorted(values: ArrayLike<number>, wish: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! < wish) low = middle + 1
    else high = middle
  }
  const before = low - 1
  return before >= 0 && wish - values[before]! <= values[low]! - wish ? before : high < 0 ? -1 : low
}

/** The index of the nearest point within a reach, or -1. Points that are not finite are never near. */
export function nearestPoint(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  x: number,
  y: number,
  reach = Infinity,
): number {
  let best = -1
  let least = reach * reach
  for (let i = 0; i < xs.length; i++) {
    const square = (xs[i]! - x) ** 2 + (ys[i]! - y) ** 2
    if (square <= least && square < Infinity) {
      least = square
      best = i
    }
  }
  return best
}

/** The next point in a direction: near, and rather ahead than aside. Stays where nothing is ahead. */
export function nextPoint(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  from: number,
  dx: number,
  dy: number,
): number {
  let best = from
  let least = Infinity
  for (let i = 0; i < xs.length; i++) {
    const ahead = (xs[i]! - xs[from]!) * dx + (ys[i]! - ys[from]!) * dy
    const aside = Math.abs((xs[i]! - xs[from]!) * dy) + Math.abs((ys[i]! - ys[from]!) * dx)
    if (!(ahead > 0.01)) continue
    const cost = ahead + 2 * aside
    if (cost < least) {
      least = cost
      best = i
    }
  }
  return best
}
