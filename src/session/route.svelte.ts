// Where in the app the address points.

import * as v from 'valibot'
import type { Pairs } from '../core/practice/query'

export type Route =
  | { readonly page: 'home' }
  | {
      readonly page: 'practice'
      /** The address of a pack that somebody wants to be imported. */
      readonly pack?: string
      /** What else the address says: what is asked of the list. */
      readonly parameters?: Pairs
    }
  /** `code` is what a link brings along, packed. */
  | { readonly page: 'exercise'; readonly id: string; readonly code?: string }
  | { readonly page: 'progress' }
  | { readonly page: 'rehearsals' }
  /** One rehearsal's report; with an exercise, that exercise in it. */
  | { readonly page: 'rehearsal'; readonly id: string; readonly exercise?: string }
  /** `code` is what a link brings along, packed. */
  | { readonly page: 'scratch'; readonly code?: string }
  /** Every part in every state, or those that are asked for. No menu leads there. */
  | { readonly page: 'gallery'; readonly asked: string }
  | { readonly page: 'not-found'; readonly path: string }

/** `#/practice/vision/image-convolution` is the exercise of that id. */
export function parseRoute(hash: string): Route {
  const [, wanted] = /^#\/practice\/?\?(.*)$/.exec(hash) ?? []
  if (wanted !== undefined) return practiceRoute(new URLSearchParams(wanted))
  const [gallery, asked = ''] = /^#\/gallery\/?(?:\?(.*))?$/.exec(hash) ?? []
  if (gallery !== undefined) return { page: 'gallery', asked }
  const path = hash.replace(/^#\/?/, '').replace(/\/$/, '')
  if (path === '') return { page: 'home' }
  if (path === 'practice') return { page: 'practice' }
  if (path === 'progress') return { page: 'progress' }
  if (path === 'rehearsal') return { page: 'rehearsals' }
  const [, rehearsal, exercise] =
    /^rehearsal\/([0-9a-f]{32})(?:\/([a-z0-9-]+\/[a-z0-9-]+))?$/.exec(path) ?? []
  if (rehearsal) return { page: 'rehearsal', id: rehearsal, ...(exercise ? { exercise } : {}) }
  const [isScratch, brought] = /^scratch(?:\?code=([\w-]+))?$/.exec(path) ?? []
  if (isScratch) return { page: 'scratch', ...(brought ? { code: brought } : {}) }
  const [, id, code] = /^practice\/([a-z0-9-]+\/[a-z0-9-]+)(?:\?code=([\w-]+))?$/.exec(path) ?? []
  return id ? { page: 'exercise', id, ...(code ? { code } : {}) } : { page: 'not-found', path }
}

function practiceRoute(wanted: URLSearchParams): Route {
  const pack = wanted.get('pack')
  const parameters = [...wanted].filter(([name]) => name !== 'pack')
  return { page: 'practice', ...(pack ? { pack } : {}), ...(parameters.length > 0 ? { parameters } : {}) }
}

/** The part of a window that a router needs. */
export interface Addressed {
  readonly location: { readonly hash: string }
  readonly history: {
    readonly state: unknown
    replaceState(state: unknown, unused: string, url?: string): void
  }
  addEventListener(type: 'hashchange', listener: () => void): void
}

/** What an entry of the history knows beside its address. */
const Note = v.object({ opened: v.string() })

export class Router {
  readonly #target: Addressed
  #route = $state.raw<Route>({ page: 'home' })

  constructor(target: Addressed) {
    this.#target = target
    const read = (): void => {
      this.#route = parseRoute(target.location.hash)
    }
    read()
    target.addEventListener('hashchange', read)
  }

  get route(): Route {
    return this.#route
  }

  /** The exercise that was opened from this entry of the history, when it is returned to. */
  get opened(): string | undefined {
    const note = v.safeParse(Note, this.#target.history.state)
    return note.success ? note.output.opened : undefined
  }

  /** Has this entry of the history remember which exercise is opened from it. */
  noteOpened(id: string): void {
    this.#target.history.replaceState({ opened: id }, '')
  }

  /** Puts what is asked of the practice page into its address. That is no step to go back by, and changes no route. */
  replaceParameters(parameters: Pairs): void {
    const pack = this.#route.page === 'practice' ? this.#route.pack : undefined
    const pairs = [...(pack ? [['pack', pack]] : []), ...parameters.map((pair) => [...pair])]
    const text = new URLSearchParams(pairs).toString()
    this.#target.history.replaceState(null, '', `#/practice${text ? `?${text}` : ''}`)
  }
}
