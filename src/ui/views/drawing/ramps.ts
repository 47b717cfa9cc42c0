// Colour ramps for numbers. The sequential ones step evenly in OKLab lightness from the paper to its opposite, through
// the hues of viridis: little recedes into the page, in light and in dark, and every step looks equally large.

import { luminance, mixed, rgbOf, type Rgb } from './colours'

export type Ramp = (share: number) => Rgb

// prettier-ignore
const SEQUENTIAL = [
  '#f6f7ee', '#d6eaca', '#acdfb6', '#78d3af', '#34c4b0', '#08afb0', '#0399aa',
  '#0d84a1', '#056f99', '#065a91', '#164487', '#24326a', '#202547',
].map(rgbOf)
// prettier-ignore
const SEQUENTIAL_DARK = [
  '#1c1e24', '#1d2b4c', '#103c6a', '#025178', '#096581', '#087a8a', '#069092',
  '#12a694', '#3cbb8e', '#7ec98d', '#b0d597', '#d8e1b2', '#f0efe6',
].map(rgbOf)
// The middle is near the paper, so that zero is what recedes.
const BLUE_ORANGE = ['#1c4f93', '#5d8fca', '#b4cbe6', '#f4f2ee', '#f0c4a0', '#d5823f', '#91420a'].map(rgbOf)
const BLUE_ORANGE_DARK = ['#8fd0ff', '#4f92cf', '#2a5680', '#22252a', '#7a4519', '#d17a22', '#ffc27d'].map(
  rgbOf,
)

export const sequential =
  (dark: boolean): Ramp =>
  (share) =>
    along(dark ? SEQUENTIAL_DARK : SEQUENTIAL, share)

export const diverging =
  (dark: boolean): Ramp =>
  (share) =>
    along(dark ? BLUE_ORANGE_DARK : BLUE_ORANGE, share)

function along(stops: readonly Rgb[], share: number): Rgb {
  const place = Math.min(1, Math.max(0, share)) * (stops.length - 1)
  const below = Math.min(stops.length - 2, Math.floor(place))
  return mixed(stops[below]!, stops[below + 1]!, place - below)
}

/** Black or white, whichever is read more easily on a colour. */
export const inkOn = (colour: Rgb): string => (luminance(colour) > 0.179 ? '#000000' : '#ffffff')

/** 256 colours as bytes, so that a raster of a million cells looks colours up instead of mixing them. */
export function tableOf(ramp: Ramp): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256 * 3)
  for (let i = 0; i < 256; i++) table.set(ramp(i / 255), i * 3)
  return table
}
