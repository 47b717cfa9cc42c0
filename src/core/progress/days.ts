// Days as the learner's wall calendar has them.

export const DAY = 86_400_000

/** The number of the day, counted from 1970, on which `at` fell where this device is. */
export function dayOf(at: number): number {
  const date = new Date(at)
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY
}

/** Noon of that day, far from any change of clocks. */
export function noonOf(day: number): number {
  const date = new Date(day * DAY)
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 12).getTime()
}

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7
