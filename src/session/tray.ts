// What is carried from an exercise to the scratch area: taken up once.

export interface Carried {
  readonly code: string
  /** What the random numbers start from, as they did in the case. */
  readonly seed: number
  /** What it is, as in "This is …". */
  readonly what: string
}

export class Tray {
  #carried: Carried | null = null

  put(carried: Carried): void {
    this.#carried = carried
  }

  take(): Carried | null {
    const carried = this.#carried
    this.#carried = null
    return carried
  }
}
