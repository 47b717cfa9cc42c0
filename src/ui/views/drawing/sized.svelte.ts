// The width of an element, followed as its container changes.

import { nextFrame } from './frame'

export class Sized {
  #width = $state(0)

  get width(): number {
    return this.#width
  }

  /** An attachment. The first width is taken at once, so that a picture never shows up empty. */
  readonly attach = (node: HTMLElement): (() => void) => {
    const read = (): void => void (this.#width = Math.floor(node.clientWidth))
    let cancel = (): void => {}
    const observer = new ResizeObserver(() => {
      cancel()
      cancel = nextFrame(read)
    })
    observer.observe(node)
    read()
    return () => {
      cancel()
      observer.disconnect()
    }
  }
}
