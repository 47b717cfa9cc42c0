// Works through lists with a few hands at once.

/** Rejects with the first error; what is under way by then is left to end. */
export function inParallel<T>(
  items: readonly T[],
  hands: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  return byHands(
    Array.from({ length: Math.max(1, hands) }, () => [waiting]),
    work,
  )
}

/** For each hand the lists that it takes from, one list after another; hands that share a list empty it together. */
export async function byHands<T>(
  hands: readonly (readonly T[][])[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const hand = async (lists: readonly T[][]): Promise<void> => {
    for (const waiting of lists)
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(hands.map(hand))
}
