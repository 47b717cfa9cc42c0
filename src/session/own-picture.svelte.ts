// A picture of the learner's own for exercises that take one: from a file or the camera, until it is replaced or removed.
// It is kept in this tab's memory alone: a face in front of a camera is nothing to leave lying about on a device.

import type { ReadPicture } from '../core/own-picture'
import { messageOf, type Result } from '../core/result'

export interface Camera {
  /** Shows what it sees. */
  readonly video: HTMLVideoElement
  take(): Result<ReadPicture, string>
  close(): void
}

/** Decodes pictures and opens the camera. Errors are words for the learner. */
export interface PictureDoor {
  readPicture(file: Blob): Promise<Result<ReadPicture, string>>
  openCamera(onGone: () => void): Promise<Result<Camera, string>>
}

export interface Held extends ReadPicture {
  readonly name: string
}

export type Doing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'opening' }
  | { readonly kind: 'looking'; readonly camera: Camera }

const NOTHING = { kind: 'nothing' } as const

export class OwnPicture {
  readonly #door: PictureDoor
  #held = $state.raw<Held | null>(null)
  #doing = $state.raw<Doing>(NOTHING)
  #problem = $state<string | null>(null)
  /** What was asked for last is what counts. */
  #turn = 0

  constructor(door: PictureDoor) {
    this.#door = door
  }

  get held(): Held | null {
    return this.#held
  }
  get doing(): Doing {
    return this.#doing
  }
  /** Why the last one was not taken, or null. */
  get problem(): string | null {
    return this.#problem
  }

  /** What was held stays where the file is none. Never rejects. */
  async takeFile(file: File): Promise<void> {
    const turn = this.#begin({ kind: 'reading', name: file.name })
    const read = await asked(() => this.#door.readPicture(file))
    if (turn !== this.#turn) return
    this.#doing = NOTHING
    if (read.ok) this.#held = { ...read.value, name: file.name }
    else this.#problem = `${file.name} was not taken. ${read.error}`
  }

  async openCamera(): Promise<void> {
    const turn = this.#begin({ kind: 'opening' })
    const opened = await asked(() => this.#door.openCamera(() => turn === this.#turn && this.#lose()))
    if (turn !== this.#turn) {
      // Somebody changed their mind while the browser asked.
      if (opened.ok) opened.value.close()
    } else if (opened.ok) this.#doing = { kind: 'looking', camera: opened.value }
    else {
      this.#doing = NOTHING
      this.#problem = opened.error
    }
  }

  /** What the camera sees now. */
  takeShot(): void {
    if (this.#doing.kind !== 'looking') return
    const taken = this.#doing.camera.take()
    this.closeCamera()
    if (taken.ok) this.#held = { ...taken.value, name: 'From the camera' }
    else this.#problem = taken.error
  }

  closeCamera(): void {
    if (this.#doing.kind === 'looking' || this.#doing.kind === 'opening') this.#begin(NOTHING)
  }

  remove(): void {
    this.#begin(NOTHING)
    this.#held = null
  }

  #begin(doing: Doing): number {
    const before = this.#doing
    this.#doing = doing
    this.#problem = null
    const turn = ++this.#turn
    // Last, since it may tell that the camera is gone.
    if (before.kind === 'looking') before.camera.close()
    return turn
  }

  #lose(): void {
    this.closeCamera()
    this.#problem = 'The camera went off. Was it unplugged?'
  }
}

/** A door that could not be loaded is an answer too. */
async function asked<T>(ask: () => Promise<Result<T, string>>): Promise<Result<T, string>> {
  try {
    return await ask()
  } catch (error) {
    return { ok: false, error: messageOf(error) }
  }
}
