// Newest wins: a value followed at a pace. However often it changes in between, one change is applied, the last.

import { untrack } from 'svelte'

/** Call it while a component initialises. `pace` schedules one application and answers how to call it off. */
export function newest<T>(read: () => T, pace: (apply: () => void) => () => void): { readonly now: T } {
  let now = $state.raw(untrack(read))
  let cancel: (() => void) | null = null
  $effect(() => {
    if (read() === untrack(() => now) || cancel) return
    cancel = pace(() => {
      cancel = null
      now = untrack(read)
    })
  })
  $effect(() => () => cancel?.())
  return {
    get now() {
      return now
    },
  }
}

/** A slower pace than the frame's, for what is read rather than watched. */
export function later(milliseconds: number): (apply: () => void) => () => void {
  return (apply) => {
    const timer = setTimeout(apply, milliseconds)
    return () => clearTimeout(timer)
  }
}
