// TF.js without the calls that an exercise asks to build by hand, in whatever way the learner's code spells them.

import type { Tf } from '../shared/tf'

/** `calls` are like "tf.train.adam". What belongs to a tensor, x.softmax(), is known by its kernels instead. */
export function withoutCalls(tf: Tf, calls: readonly string[]): Tf {
  const reduced = { ...tf }
  for (const call of calls) {
    const path = call.split('.').slice(1)
    const name = path.pop()!
    const holder = path.reduce<object | undefined>(ownCopy, reduced)
    if (holder && name in holder) define(holder, name, refuse(call))
  }
  return reduced
}

/** An object of `holder` that can be changed without changing TF.js. */
function ownCopy(holder: object | undefined, name: string): object | undefined {
  const there = (holder as Record<string, unknown> | undefined)?.[name]
  // tf.train is a class, for its static methods alone.
  if ((typeof there !== 'object' && typeof there !== 'function') || there === null) return undefined
  const copy = Object.create(there) as object
  define(holder!, name, copy)
  return copy
}

const define = (holder: object, name: string, value: unknown): void =>
  void Object.defineProperty(holder, name, { value, enumerable: true, configurable: true })

const refuse = (call: string) => (): never => {
  throw new Error(`${call} is not given here: this exercise asks you to build it by hand.`)
}
