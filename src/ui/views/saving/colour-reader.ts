// Colours as style sheets come to, in hexadecimal: var(), color-mix() and oklch() mean nothing in a saved file.

import { cssOf, mixed, type Rgb, rgbOf } from '../drawing/colours'

/** Null where nothing would be seen. */
export type ColourReader = (css: string) => string | null

/** What lets the paper through is mixed with it. */
export function colourReader(paper: string): ColourReader {
  const known = new Map<string, string | null>()
  const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  })
  const read = (css: string): string | null => {
    if (!pen || css === 'none') return null
    // Only a browser knows what a colour comes to, so it paints one pixel for us.
    pen.clearRect(0, 0, 1, 1)
    pen.fillStyle = css
    pen.fillRect(0, 0, 1, 1)
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data
    const colour: Rgb = [red!, green!, blue!]
    return alpha === 0 ? null : cssOf(mixed(rgbOf(paper), colour, alpha! / 255))
  }
  return (css) => {
    const found = known.get(css)
    if (found !== undefined) return found
    const colour = read(css)
    known.set(css, colour)
    return colour
  }
}
