// The geometry of a chart: where its axes lie in CSS pixels, and how data maps onto them.

import { textWidth, type Range } from './numbers'
import { ticksOf, type Tick } from './ticks'

export interface Scale {
  map(value: number): number
  invert(pixel: number): number
}

export function linear([low, high]: Range, [from, to]: Range): Scale {
  const slope = (to - from) / (high - low)
  return { map: (value) => from + (value - low) * slope, invert: (pixel) => low + (pixel - from) / slope }
}

export interface Plot {
  width: number
  height: number
  /** The edges of the data's rectangle. */
  left: number
  right: number
  top: number
  bottom: number
  x: Scale
  y: Scale
  xTicks: Tick[]
  yTicks: Tick[]
}

export interface PlotWish {
  width: number
  /** The height of the whole picture, or the data's height for each pixel of its width. */
  height: number | { perWidth: number; most: number }
  xRange: Range
  yRange: Range
  xLabel: string
  yLabel: string
  rightMargin?: number
}

const TICK_GAP = 9

export function plotOf(wish: PlotWish): Plot {
  const { width, xRange, yRange } = wish
  const top = wish.yLabel ? 24 : 8
  const below = wish.xLabel ? 40 : 24
  const guess = typeof wish.height === 'number' ? wish.height : 300
  const yTicks = ticksOf(yRange, Math.max(2, Math.floor((guess - top - below) / 44)))
  const left = Math.ceil(Math.max(10, ...yTicks.map((tick) => textWidth(tick.label)))) + TICK_GAP
  let right = Math.max(left + 40, width - (wish.rightMargin ?? 8))
  let bottom = guess - below
  if (typeof wish.height === 'object') {
    const tall = Math.min(wish.height.most, (right - left) * wish.height.perWidth)
    right = left + tall / wish.height.perWidth
    bottom = top + tall
  }
  return {
    ...{ width, height: bottom + below, left, right, top, bottom, yTicks },
    x: linear(xRange, [left, right]),
    y: linear(yRange, [bottom, top]),
    xTicks: ticksOf(xRange, Math.max(2, Math.floor((right - left) / 80))),
  }
}
