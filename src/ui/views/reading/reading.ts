// What a figure says about one place in it, by pointer or by key. A place is a number that its reader understands.

import type { Box } from '../drawing/labels'
import type { Shape } from '../drawing/shapes'

export interface ReadRow {
  name: string
  value: string
  colour?: string
  shape?: Shape
}

export interface Reading {
  /** Where in the picture the read-out belongs, in its pixels. */
  x: number
  y: number
  heading: string
  rows: ReadRow[]
  rings?: { x: number; y: number; colour: string }[]
  /** A vertical hairline from top to bottom. */
  rule?: readonly [top: number, bottom: number]
  box?: Box
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'next' | 'previous'

export interface Reader {
  /** Where reading by keyboard starts; null where there is nothing to read. */
  start(): number | null
  /** The place at a pixel, or null where nothing is near. */
  nearest(x: number, y: number): number | null
  /** `far` asks for a longer stride. */
  move(place: number, step: Step, far: boolean): number
  read(place: number): Reading | null
}

const STEPS: Record<string, Step> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageDown: 'next',
  PageUp: 'previous',
}

export const stepOf = (key: string): Step | null => STEPS[key] ?? null

/** A reading in words, for those who hear it. */
export const spoken = ({ heading, rows }: Reading): string =>
  [heading, ...rows.map(({ name, value }) => `${name} ${value}`.trim())].filter(Boolean).join(', ')

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value))
