// Whether everything is kept on this device, and whether a newer version waits.

export type OfflineState =
  /** Not known yet, or not possible here. */
  | { readonly kind: 'none' }
  /** Someone who saves data is asked first. */
  | { readonly kind: 'asking'; readonly bytes: number }
  | { readonly kind: 'downloading'; readonly done: number; readonly total: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'update-ready' }
  | { readonly kind: 'unavailable' }

export interface OfflineDoor {
  isSupported(): boolean
  /** Whether the learner asked the browser to load little. */
  savesData(): boolean
  isKept(): Promise<boolean>
  /** Bytes of all that would be kept. */
  size(): Promise<number>
  keep(watcher: {
    onProgress(keeping: { readonly done: number; readonly total: number }): void
    onKept(): void
    onUpdate(): void
    onFailure(): void
  }): Promise<void>
  takeOver(): Promise<void>
}

export interface OfflineDeps {
  readonly openDoor: () => Promise<OfflineDoor>
  /** Saves all that is unsaved. False when it could not. */
  readonly leave: () => Promise<boolean>
  readonly reload: () => void
}

export class Offline {
  readonly #deps: OfflineDeps
  #state = $state.raw<OfflineState>({ kind: 'none' })
  #isUnsaved = $state(false)
  #isSwitching = $state(false)

  constructor(deps: OfflineDeps) {
    this.#deps = deps
  }

  get state(): OfflineState {
    return this.#state
  }
  /** The new version could not be used, since something could not be saved. */
  get isUnsaved(): boolean {
    return this.#isUnsaved
  }
  get isSwitching(): boolean {
    return this.#isSwitching
  }

  /** Begins to keep everything, or asks first. Never rejects. */
  async open(): Promise<void> {
    try {
      const door = await this.#deps.openDoor()
      if (!door.isSupported()) return
      if (!(await door.isKept()) && door.savesData())
        this.#state = { kind: 'asking', bytes: await door.size() }
      else await this.#keep(door)
    } catch {
      this.#fail()
    }
  }

  /** What was asked is wanted, or what failed is tried again. Never rejects. */
  async accept(): Promise<void> {
    if (this.#state.kind !== 'asking' && this.#state.kind !== 'unavailable') return
    try {
      await this.#keep(await this.#deps.openDoor())
    } catch {
      this.#fail()
    }
  }

  /** Saves what is unsaved, and reloads with the new version. */
  async update(): Promise<void> {
    if (this.#state.kind !== 'update-ready' || this.#isSwitching) return
    this.#isSwitching = true
    this.#isUnsaved = !(await this.#deps.leave())
    if (!this.#isUnsaved) {
      await this.#deps.openDoor().then((door) => door.takeOver())
      this.#deps.reload()
    }
    this.#isSwitching = false
  }

  async #keep(door: OfflineDoor): Promise<void> {
    await door.keep({
      onProgress: ({ done, total }) => {
        // An update is brought in without a word.
        if (this.#state.kind !== 'ready' && this.#state.kind !== 'update-ready')
          this.#state = { kind: 'downloading', done, total }
      },
      onKept: () => {
        if (this.#state.kind !== 'update-ready') this.#state = { kind: 'ready' }
      },
      onUpdate: () => (this.#state = { kind: 'update-ready' }),
      onFailure: () => this.#fail(),
    })
  }

  #fail(): void {
    this.#state = { kind: 'unavailable' }
  }
}
