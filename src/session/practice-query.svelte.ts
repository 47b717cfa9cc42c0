// What is asked of the practice page. The address says it too, so that a reload, a link or Back ask the same.

import { EVERYTHING, pairsOf, type Query, queryOf } from '../core/practice/query'
import type { Route, Router } from './route.svelte'

/** Browsers take a hundred new addresses in ten seconds, and no more. */
const ADDRESS_DELAY = 200

export class PracticeQuery {
  readonly #router: Router
  #timer: ReturnType<typeof setTimeout> | undefined
  /** What was asked since the address led here. */
  #asked = $state.raw<{ readonly route: Route; readonly query: Query }>()
  readonly #address: Query = $derived.by(() => {
    const { route } = this.#router
    return queryOf((route.page === 'practice' && route.parameters) || [])
  })

  constructor(router: Router) {
    this.#router = router
  }

  get query(): Query {
    return this.#asked?.route === this.#router.route ? this.#asked.query : this.#address
  }

  ask(change: Partial<Query>): void {
    this.#asked = { route: this.#router.route, query: { ...this.query, ...change } }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.settle(), ADDRESS_DELAY)
  }

  /** Asks for all of it, in the order that was chosen. */
  clear(): void {
    this.ask({ ...EVERYTHING, sort: this.query.sort })
  }

  /** Brings the address up to date at once: before it is left. */
  settle(): void {
    if (this.#timer === undefined) return
    this.close()
    this.#router.replaceParameters(pairsOf(this.query))
  }

  /** What is opened is returned to. */
  open(id: string): void {
    this.settle()
    this.#router.noteOpened(id)
  }

  /** The address is another page's now. */
  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
