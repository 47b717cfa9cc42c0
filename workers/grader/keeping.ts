// Whether results stay where they are made: on during `keep(…)`, read by the doors to the learner and to the reference.

export class Keeping {
  #runs = 0

  get isOn(): boolean {
    return this.#runs > 0
  }

  /** Calls made by `run` answer with handles. */
  async during<T>(run: () => Promise<T>): Promise<T> {
    this.#runs++
    try {
      return await run()
    } finally {
      this.#runs--
    }
  }
}
