// A page of an older build that asks for files which are gone: reloads once, and says so when that did not help.

export type Staleness =
  | 'none'
  /** It was reloaded, and this is the new page. */
  | 'reloaded'
  /** It would have to be reloaded, but something could not be saved. */
  | 'unsaved'
  /** It was reloaded already. */
  | 'still-missing'

export interface StalePageDeps {
  /** What tells this build from others. */
  readonly build: string
  /** As long as the tab is open. May throw at any time. */
  readonly memory: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Saves all that is unsaved. False when it could not. */
  readonly leave: () => Promise<boolean>
  readonly reload: () => Promise<void>
}

const GIVEN_UP = 'tensorkata/given-up-builds'
const RELOADED = 'tensorkata/reloaded'

export class StalePage {
  readonly #deps: StalePageDeps
  #state = $state<Staleness>('none')
  #isLeaving = false

  constructor(deps: StalePageDeps) {
    this.#deps = deps
    if (this.#read(RELOADED) === null) return
    this.#state = 'reloaded'
    this.#try(() => deps.memory().removeItem(RELOADED))
  }

  get state(): Staleness {
    return this.#state
  }

  dismiss(): void {
    this.#state = 'none'
  }

  /** A file of this build is gone from the server. Each build is given up once in the life of a tab, so there is no loop. */
  async miss(): Promise<void> {
    if (this.#isLeaving || this.#state === 'still-missing') return
    this.#isLeaving = true
    const { build, leave, reload, memory } = this.#deps
    const givenUp = (this.#read(GIVEN_UP) ?? '').split(' ')
    const note = (): void => {
      memory().setItem(GIVEN_UP, [...givenUp, build].join(' '))
      memory().setItem(RELOADED, build)
    }
    if (givenUp.includes(build)) this.#state = 'still-missing'
    else if (!(await leave())) this.#state = 'unsaved'
    else if (this.#try(note)) await reload()
    else this.#state = 'still-missing'
    this.#isLeaving = false
  }

  #read(key: string): string | null {
    let value: string | null = null
    this.#try(() => (value = this.#deps.memory().getItem(key)))
    return value
  }

  /** Whether it worked. */
  #try(run: () => void): boolean {
    try {
      run()
      return true
    } catch {
      return false
    }
  }
}
