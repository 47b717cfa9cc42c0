// Which exercises are solved.

import type { Store } from '../storage/store'

export class Progress {
  readonly #store: Store
  #solved = $state.raw<ReadonlySet<string>>(new Set())

  constructor(store: Store) {
    this.#store = store
  }

  get solved(): ReadonlySet<string> {
    return this.#solved
  }

  async refresh(): Promise<void> {
    this.#solved = await this.#store.solved().catch(() => this.#solved)
  }
}
