// Colours of classes and series. Chosen by search so that they stay apart for protan, deutan and tritan eyes
// (tests/unit/views/colours.test.ts simulates them) and reach 3:1 against the paper; shapes say the same again.

export type Rgb = readonly [red: number, green: number, blue: number]

// prettier-ignore
const LIGHT = [
  '#4976b9', '#b45a0f', '#005a4a', '#660898', '#a30128', '#b28c0d',
  '#459ac4', '#696a7e', '#424e08', '#75156f', '#9a73ff', '#8d7b64',
]
// prettier-ignore
const DARK = [
  '#78c2fe', '#f28615', '#a7f1cd', '#ae4fce', '#e03b4d', '#ede455',
  '#5ea4c8', '#7a8189', '#b8ce72', '#eeacbf', '#9d89ff', '#bd9d7f',
]
const NEUTRAL = { light: '#777b80', dark: '#8d9196' }

/** A label outside of the classes is drawn in grey rather than as a class that it is not. */
export function classColour(index: number, dark: boolean): string {
  return (dark ? DARK : LIGHT)[index] ?? (dark ? NEUTRAL.dark : NEUTRAL.light)
}

export function rgbOf(hex: string): Rgb {
  const bits = parseInt(hex.slice(1), 16)
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255]
}

/** In hexadecimal, which every program that reads a saved picture knows. */
export const cssOf = (colour: Rgb): string =>
  `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

export const mixed = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
]

/** Relative luminance, as WCAG 2 defines it. */
export function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
