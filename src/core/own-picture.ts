// A picture of the learner's own, as a demo gets it: small, and pixels alone.

export interface SmallPicture {
  readonly width: number
  readonly height: number
  /** [height, width, 3]: red, green and blue, 0 to 255. */
  readonly pixels: Uint8Array<ArrayBuffer>
}

export interface ReadPicture {
  readonly picture: SmallPicture
  /** Before it was scaled down. */
  readonly width: number
  readonly height: number
}

export const PICTURE_CAPS = {
  /** The longer side of what a demo gets. */
  side: 256,
  /** Of the file. */
  bytes: 50_000_000,
  /** Width times height of what is decoded: four bytes of memory each. */
  pixels: 64_000_000,
} as const

interface Size {
  readonly width: number
  readonly height: number
}

/** Scaled down to fit, never up, and never to nothing. */
export function fitted({ width, height }: Size, side: number = PICTURE_CAPS.side): Size {
  const scale = Math.min(1, side / Math.max(width, height))
  const scaled = (length: number): number => Math.max(1, Math.round(length * scale))
  return { width: scaled(width), height: scaled(height) }
}

/** Red, green, blue, without what says how much each pixel covers. */
export function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    pixels[to] = rgba[from]!
    pixels[to + 1] = rgba[from + 1]!
    pixels[to + 2] = rgba[from + 2]!
  }
  return pixels
}
