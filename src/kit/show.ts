// "@tensorkata/show": what a demo.ts may use. A demo runs the learner's own code, in the learner's realm, and shows it.

import type { SmallPicture } from '../core/own-picture'
import type { Random } from '../core/random'
import type { ViewInput } from '../core/views'

export type { SmallPicture } from '../core/own-picture'

export interface DemoTools<M> {
  /** The learner's module itself: live tensors, live functions. */
  readonly learner: M
  /** Shows a picture, or brings the one of the same id up to date. Cheap to call often: only the newest is drawn. */
  readonly show: (view: ViewInput) => void
  /** How far along, from 0 to 1. */
  readonly progress: (fraction: number) => void
  /** The learner's own, where the front matter says `picture: true` and one was given. */
  readonly picture: SmallPicture | null
  readonly random: Random
}

export type Demo = (tools: DemoTools<never>) => Promise<void>

/** Types a demo by the reference: `export default demo<typeof Solution>(async ({ learner, show }) => { … })`. */
export const demo = <M>(run: (tools: DemoTools<M>) => Promise<void>): Demo => run as Demo
