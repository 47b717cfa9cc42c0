// Where in the app the address points.

export type Route =
  | { readonly page: 'home' }
  /** `pack` is the address of a pack that somebody wants to be imported. */
  | { readonly page: 'practice'; readonly pack?: string }
  | { readonly page: 'exercise'; readonly id: string }
  | { readonly page: 'progress' }
  | { readonly page: 'not-found'; readonly path: string }

/** `#/practice/vision/image-convolution` is the exercise of that id. */
export function parseRoute(hash: string): Route {
  const [, wanted] = /^#\/practice\/?\?(.*)$/.exec(hash) ?? []
  const pack = wanted === undefined ? null : new URLSearchParams(wanted).get('pack')
  if (wanted !== undefined) return { page: 'practice', ...(pack ? { pack } : {}) }
  const path = hash.replace(/^#\/?/, '').replace(/\/$/, '')
  if (path === '') return { page: 'home' }
  if (path === 'practice') return { page: 'practice' }
  if (path === 'progress') return { page: 'progress' }
  const exercise = /^practice\/([a-z0-9-]+\/[a-z0-9-]+)$/.exec(path)
  return exercise ? { page: 'exercise', id: exercise[1]! } : { page: 'not-found', path }
}

/** The part of a window that a router needs. */
export interface Addressed {
  readonly location: { readonly hash: string }
  addEventListener(type: 'hashchange', listener: () => void): void
}

export class Router {
  #route = $state.raw<Route>({ page: 'home' })

  constructor(target: Addressed) {
    const read = (): void => {
      this.#route = parseRoute(target.location.hash)
    }
    read()
    target.addEventListener('hashchange', read)
  }

  get route(): Route {
    return this.#route
  }
}
