// One part of the app in one state: what the gallery shows, and what its tests look at.

import {
  type Component,
  createRawSnippet,
  mount,
  type MountOptions,
  type Snippet,
  unmount,
  untrack,
} from 'svelte'

export interface Specimen {
  /** The component's name. */
  readonly part: string
  readonly state: string
  /** A dialog takes the whole page: it is shown when it is asked for. */
  readonly isAlone: boolean
  /** Puts it into a box; what is returned takes it away. */
  readonly show: (box: HTMLElement) => () => void
}

/** Whatever a component may be given. */
type Props = NonNullable<MountOptions['props']>

type States<P> = Readonly<Record<string, P | (() => P)>>

interface More {
  readonly isAlone?: boolean
  /** Of what it is an item, where it is one. */
  readonly within?: 'ol'
  /** What is done with it once it is there, as a press that opens it. */
  readonly prepare?: (box: HTMLElement) => void
}

/** A part in its states, each with its properties. */
export const statesOf = <P extends Props>(
  part: string,
  component: Component<P>,
  states: States<P>,
  { isAlone = false, within, prepare = () => {} }: More = {},
): Specimen[] =>
  Object.entries(states).map(([state, given]) => ({
    ...{ part, state, isAlone },
    show: (box) => {
      const target = within ? box.appendChild(document.createElement(within)) : box
      const props = typeof given === 'function' ? given() : given
      // What changes within is the part's own business: it is not put there anew for it.
      try {
        const made = untrack(() => mount(component, { target, props }))
        prepare(box)
        return () => void unmount(made)
      } catch (error) {
        // The others are shown all the same.
        console.error(`${part}, ${state}:`, error)
        return () => {}
      }
    },
  }))

/** Words where a part wants something within. */
export const words = (text: string): Snippet =>
  createRawSnippet(() => ({ render: () => `<span>${text}</span>` }))

export const nothing = (): void => {}

export const LONG =
  'Scaled dot-product attention with a causal mask, many heads and rotary positions, written without a single loop'
export const UNBROKEN =
  'TheNameOfSomethingThatNobodyWouldEverBreakIntoWordsBecauseItIsOneIdentifier_0123456789'
