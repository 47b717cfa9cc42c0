// Colours that colour-blind eyes can tell apart, simulated with the matrices of Machado, Oliveira and Fernandes (2009).

import { describe, expect, test } from 'vitest'
import { classColour, luminance, rgbOf, type Rgb } from '../../../src/ui/views/drawing/colours'
import { diverging, inkOn, sequential, tableOf } from '../../../src/ui/views/drawing/ramps'

// prettier-ignore
const EYES = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
}
const PAPERS = { light: rgbOf('#fcfbf8'), dark: rgbOf('#15171a') }

const linearOf = (colour: Rgb): number[] =>
  colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))

const seenBy = (eye: number[], light: number[]): number[] =>
  [0, 3, 6].map((k) =>
    Math.min(1, Math.max(0, eye[k]! * light[0]! + eye[k + 1]! * light[1]! + eye[k + 2]! * light[2]!)),
  )

function oklab([r, g, b]: number[]): number[] {
  const l = Math.cbrt(0.4122214708 * r! + 0.5363325363 * g! + 0.0514459929 * b!)
  const m = Math.cbrt(0.2119034982 * r! + 0.6806995451 * g! + 0.1073969566 * b!)
  const s = Math.cbrt(0.0883024619 * r! + 0.2817188376 * g! + 0.6299787005 * b!)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

const apart = (a: number[], b: number[]): number => Math.hypot(...a.map((value, i) => value - b[i]!))

function leastApart(count: number, dark: boolean): number {
  const lights = Array.from({ length: count }, (_, k) => linearOf(rgbOf(classColour(k, dark))))
  return Math.min(
    ...Object.values(EYES).flatMap((eye) => {
      const seen = lights.map((light) => oklab(seenBy(eye, light)))
      return seen.flatMap((a, i) => seen.slice(0, i).map((b) => apart(a, b)))
    }),
  )
}

describe.each([false, true])('class colours, dark: %s', (dark) => {
  test('two, four, eight and twelve classes stay apart for every eye', () => {
    expect(leastApart(2, dark)).toBeGreaterThan(0.2)
    expect(leastApart(4, dark)).toBeGreaterThan(0.1)
    expect(leastApart(8, dark)).toBeGreaterThan(0.08)
    expect(leastApart(12, dark)).toBeGreaterThan(0.06)
  })

  test('each reaches 3:1 against the paper', () => {
    const paper = luminance(dark ? PAPERS.dark : PAPERS.light)
    for (let k = 0; k < 12; k++) {
      const ink = luminance(rgbOf(classColour(k, dark)))
      expect((Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)).toBeGreaterThan(3)
    }
  })

  test('a label outside of the classes gets a colour of its own', () => {
    const known = Array.from({ length: 12 }, (_, k) => classColour(k, dark))
    expect(known).not.toContain(classColour(-1, dark))
    expect(classColour(99, dark)).toBe(classColour(-1, dark))
  })
})

describe('ramps', () => {
  const lightness = (colour: Rgb): number => oklab(linearOf(colour))[0]!

  test.each([false, true])(
    'the sequential ramp steps evenly in lightness, away from the paper (dark: %s)',
    (dark) => {
      const levels = Array.from({ length: 13 }, (_, i) => lightness(sequential(dark)(i / 12)))
      const steps = levels.slice(1).map((level, i) => (level - levels[i]!) * (dark ? 1 : -1))
      expect(Math.min(...steps)).toBeGreaterThan(0.045)
      expect(Math.max(...steps)).toBeLessThan(0.075)
    },
  )

  test('the diverging ramp is nearest to the paper at zero and as far from it at both ends', () => {
    for (const dark of [false, true]) {
      const ramp = diverging(dark)
      const paper = lightness(dark ? PAPERS.dark : PAPERS.light)
      const distance = (share: number): number => Math.abs(lightness(ramp(share)) - paper)
      expect(distance(0.5)).toBeLessThan(0.08)
      expect(Math.abs(distance(0) - distance(1))).toBeLessThan(0.06)
      expect(distance(0.25)).toBeLessThan(distance(0))
    }
  })

  test('shares outside of 0 to 1 take the end colours, and the table agrees with the ramp', () => {
    const ramp = sequential(false)
    expect(ramp(-3)).toEqual(ramp(0))
    expect(ramp(7)).toEqual(ramp(1))
    expect([...tableOf(ramp).slice(-3)]).toEqual(ramp(1).map(Math.round))
  })

  test('text on any colour of a ramp has a contrast of at least 4.5', () => {
    for (const ramp of [sequential(false), sequential(true), diverging(false), diverging(true)]) {
      for (let i = 0; i <= 40; i++) {
        const ground = luminance(ramp(i / 40))
        const ink = luminance(rgbOf(inkOn(ramp(i / 40))))
        expect((Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)).toBeGreaterThan(4.5)
      }
    }
  })
})
