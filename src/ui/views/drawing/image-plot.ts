// How large to show pictures: small ones by whole factors so that their pixels stay square, all in even columns.

interface Size {
  width: number
  height: number
}

/** Below this, pixels are what one wants to see, not something to smooth over. */
export const isSmall = ({ width, height }: Size): boolean => Math.max(width, height) < 96

const GAP = 16
const WIDEST = 440

/** The sizes on the page, in CSS pixels, for pictures that stand side by side and wrap. */
export function shownSizes(pictures: readonly Size[], room: number): Size[] {
  const few = pictures.length <= 4
  return pictures.map((picture) => {
    const least = Math.min(room, few ? 176 : 96)
    const perRow = Math.max(1, Math.min(pictures.length, Math.floor((room + GAP) / (least + GAP))))
    const most = Math.min(WIDEST, Math.floor((room - GAP * (perRow - 1)) / perRow))
    return scaled(picture, scaleFor(picture, most, few ? 196 : 112))
  })
}

function scaleFor(picture: Size, most: number, wish: number): number {
  const fits = Math.min(most / picture.width, WIDEST / picture.height)
  if (!isSmall(picture)) return Math.min(fits, 2)
  const whole = Math.min(
    Math.floor(fits),
    Math.max(1, Math.round(wish / Math.max(picture.width, picture.height))),
  )
  return whole >= 1 ? whole : fits
}

const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
})
