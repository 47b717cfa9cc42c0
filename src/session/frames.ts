// What a demo's pictures looked like on the way, so that a run can be gone through again.
//
// A frame is all pictures together. It ends when a picture comes that it already has a newer state of: a loss at every epoch
// and a boundary at every fifth make a frame of each epoch. Frames share the pictures that did not change, and pictures are
// kept as they came, not copied, so that keeping one costs a few references.
//
// At first every frame is kept. Whenever there would be too many, or too many bytes, every second of them is let go, and
// from then on only every second is taken: what is left is even, whatever the run's length, and holds the first frame. The
// newest is always at hand beside them.

import type { View } from '../core/views'

export interface Frame {
  readonly views: ReadonlyMap<string, View>
  /** Where in the run it is, as the demo says. */
  readonly step: string | undefined
}

interface Numbered {
  readonly number: number
  readonly frame: Frame
}

export const MOST_FRAMES = 120
export const MOST_FRAME_BYTES = 16_000_000

export class Frames {
  #kept: Numbered[] = []
  /** Each kept picture is counted once, however many frames show it. */
  #bytes = 0
  #stride = 1
  #number = 0
  #now: Frame = { views: new Map(), step: undefined }
  /** The pictures that came since the frame began. */
  #fresh = new Map<string, View>()

  add(view: View): void {
    if (this.#fresh.has(view.id)) this.#end()
    this.#fresh.set(view.id, view)
    this.#now = { views: new Map(this.#now.views).set(view.id, view), step: view.step ?? this.#now.step }
  }

  /** Each picture as it came last. */
  get newest(): ReadonlyMap<string, View> {
    return this.#now.views
  }

  /** In the order of the run, the last one included. */
  get all(): readonly Frame[] {
    const frames = this.#kept.map(({ frame }) => frame)
    return this.#fresh.size > 0 ? [...frames, this.#now] : frames
  }

  #end(): void {
    if (this.#number % this.#stride === 0) {
      this.#kept.push({ number: this.#number, frame: this.#now })
      this.#bytes = bytesOf(this.#kept)
    }
    this.#number++
    this.#fresh = new Map()
    while (this.#kept.length > 1 && (this.#kept.length >= MOST_FRAMES || this.#bytes > MOST_FRAME_BYTES)) {
      this.#stride *= 2
      this.#kept = this.#kept.filter(({ number }) => number % this.#stride === 0)
      this.#bytes = bytesOf(this.#kept)
    }
  }
}

const bytesOf = (kept: readonly Numbered[]): number =>
  [...new Set(kept.flatMap(({ frame }) => [...frame.views.values()]))].reduce(
    (sum, view) => sum + weightOf(view),
    0,
  )

/** What a picture's numbers take in memory; words are next to nothing. */
export function weightOf(view: View): number {
  switch (view.kind) {
    case 'line':
      return view.series.reduce((sum, { x, y }) => sum + x.byteLength + y.byteLength, 0)
    case 'boundary':
      return view.probabilities.byteLength + weightOfPoints(view)
    case 'scatter':
      return weightOfPoints(view) + 16 * (view.names?.length ?? 0)
    case 'image':
      return view.images.reduce((sum, { pixels }) => sum + pixels.byteLength, 0)
    case 'heatmap':
      return view.values.byteLength
    case 'table':
      return 16 * view.rows.length * view.columns.length
  }
}

const weightOfPoints = ({
  points: { x, y, label },
}: Extract<View, { kind: 'boundary' | 'scatter' }>): number => x.byteLength + y.byteLength + label.byteLength
