// The moments at which a rehearsal tells the time by itself.

import { MINUTE } from './rehearsal'

/** How much is left, in milliseconds, and what is said then. */
interface Moment {
  readonly left: number
  readonly says: string
}

export const FIVE_MINUTES = 5 * MINUTE

const momentsOf = (minutes: number): readonly Moment[] => [
  { left: (minutes * MINUTE) / 2, says: `Half of the time is left: ${minutes / 2} minutes.` },
  { left: FIVE_MINUTES, says: 'Five minutes are left.' },
  { left: MINUTE, says: 'One minute is left.' },
  { left: 0, says: 'Time is up. What you wrote is kept.' },
]

/** What is to be said when the time that is left went from `before` to `now`: of several, the last alone. */
export const saidBetween = (minutes: number, before: number, now: number): string | undefined =>
  momentsOf(minutes)
    .filter(({ left }) => left < before && left >= now)
    .at(-1)?.says

/** "44:59", and "1:00:00" for an hour. Rounded up, so that the time is up when it says 0:00. */
export function clockText(milliseconds: number): string {
  const seconds = Math.ceil(Math.max(0, milliseconds) / 1000)
  const two = (number: number): string => `${number}`.padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`
}
