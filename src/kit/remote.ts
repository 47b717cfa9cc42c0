// The types of a module seen from another realm: tensors become NdArrays, functions and models become handles.

import type { Tensor } from '@tensorflow/tfjs'
import type { NdArray } from '../core/nd-array'
import type { Handle } from '../core/value'

type Primitive = string | number | boolean | null | undefined | void
type Typed = Float32Array | Float64Array | Int32Array | Uint8Array
type AnyFunction = (...args: never[]) => unknown
/** Models, optimisers and whatever else must be disposed of stays where it was made. */
interface Disposable {
  dispose(): unknown
}

/** What arrives when the other realm returns a T. */
export type Received<T> =
  T extends Promise<infer U>
    ? Received<U>
    : T extends Tensor
      ? NdArray
      : T extends Primitive | Typed
        ? T
        : T extends AnyFunction | Disposable
          ? Handle
          : { [K in keyof T]: Received<T[K]> }

/** What may be sent where the other realm takes a T: itself, or the handle of one that was kept there. */
export type Sent<T> = T extends Primitive | Typed
  ? T
  : T extends Tensor
    ? NdArray | Handle
    : T extends AnyFunction | Disposable
      ? Handle
      : { [K in keyof T]: Sent<T[K]> } | Handle

type SentAll<P extends readonly unknown[]> = { [K in keyof P]: Sent<P[K]> }

/** A module whose functions run in another realm. */
export type Remote<M> = {
  readonly [K in keyof M as M[K] extends AnyFunction ? K : never]: M[K] extends (...args: infer P) => infer R
    ? (...args: SentAll<P>) => Promise<Received<R>>
    : never
}

/** A harness: its functions take the learner's module first, which the realm fills in. */
export type RemoteHarness<H> = {
  readonly [K in keyof H as H[K] extends AnyFunction ? K : never]: H[K] extends (
    learner: never,
    ...args: infer P
  ) => infer R
    ? (...args: SentAll<P>) => Promise<Received<R>>
    : never
}
