// In the page of the gallery: what of a specimen cannot be read on its ground, be hit, or be scrolled by keys.
// Each function is sent to the page as it is, after `installLooking`.

import type { Looking } from './looking'

/**
 * Text that is too near in brightness to what is under it: WCAG 2.2, 1.4.3, level AA. Where the ground is a picture or a
 * gradient, nothing is said.
 */
export function unreadable(): Record<string, string[]> {
  const { looking } = window as unknown as { looking: Looking }
  type Colour = readonly [red: number, green: number, blue: number, alpha: number]
  const canvas = new OffscreenCanvas(1, 1)
  const pen = canvas.getContext('2d', { willReadFrequently: true })!
  const known = new Map<string, Colour>()
  /** Whatever a style sheet may write. */
  const read = (css: string): Colour => {
    const found = known.get(css)
    if (found) return found
    pen.clearRect(0, 0, 1, 1)
    pen.fillStyle = css
    pen.fillRect(0, 0, 1, 1)
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data
    const colour: Colour = [red!, green!, blue!, alpha! / 255]
    known.set(css, colour)
    return colour
  }
  const over = (top: Colour, ground: Colour): Colour => {
    const mix = (i: 0 | 1 | 2): number => top[i] * top[3] + ground[i] * (1 - top[3])
    return [mix(0), mix(1), mix(2), 1]
  }
  /** From the element down to what is opaque, which the page's own ground is. */
  const groundOf = (element: Element): Colour | null => {
    const layers: Colour[] = []
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at)
      if (backgroundImage !== 'none') return null
      layers.push(read(backgroundColor))
      if (layers.at(-1)![3] === 1) break
    }
    return layers.reduceRight((ground, layer) => over(layer, ground), [255, 255, 255, 1] as Colour)
  }
  const brightness = (colour: Colour): number => {
    const linear = (i: 0 | 1 | 2): number => {
      const share = colour[i] / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    }
    return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2)
  }
  const contrast = (a: Colour, b: Colour): number => {
    const [light, dark] = [brightness(a), brightness(b)].sort((x, y) => y - x)
    return (light! + 0.05) / (dark! + 0.05)
  }
  const opacityOf = (box: Element, element: Element): number =>
    looking.upTo(box, element).reduce((share, one) => share * Number(getComputedStyle(one).opacity), 1)

  return looking.each((box) =>
    [...new Set(looking.piecesOf(box).map(({ element }) => element))].flatMap((element) => {
      if (element.closest(':disabled, fieldset:disabled, [aria-disabled=true]')) return []
      const ground = groundOf(element)
      if (!ground) return []
      const { color, fontSize, fontWeight } = getComputedStyle(element)
      const [red, green, blue, alpha] = read(color)
      const ink = over([red, green, blue, alpha * opacityOf(box, element)], ground)
      const size = parseFloat(fontSize)
      const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700)
      const found = contrast(ink, ground)
      return found < (isLarge ? 3 : 4.5) ? [`contrast ${found.toFixed(2)}: ${looking.say(element)}`] : []
    }),
  )
}

/**
 * Targets that a finger or a shaky hand misses: WCAG 2.2, 2.5.8. One may be smaller than 24 by 24 where a circle of that
 * diameter around its middle touches no other, or where it stands in a line of text.
 */
export function tooSmall(): Record<string, string[]> {
  const { looking } = window as unknown as { looking: Looking }
  const LEAST = 24
  const SELECTOR =
    'a[href], button, input, select, textarea, summary, label:has(input), [role=tab], [role=option]'
  /** What belongs to a label is as large as the label. */
  const isPart = (element: Element): boolean =>
    element.tagName === 'INPUT' && element.closest('label') !== null
  const isInText = (element: Element): boolean => {
    if (!getComputedStyle(element).display.startsWith('inline')) return false
    const around = element.parentElement!
    const own = [...around.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    )
    return own.length > 0
  }
  return looking.each((box) => {
    const targets = [...box.querySelectorAll(SELECTOR)]
      .filter((one) => !isPart(one) && !looking.isUnseen(one) && !one.closest('.monaco-editor'))
      .map((element) => ({ element, rect: element.getBoundingClientRect() }))
      .filter(({ rect }) => rect.width > 0)
    const isSmall = ({ width, height }: DOMRect): boolean => width < LEAST - 0.5 || height < LEAST - 0.5
    const middle = ({ left, top, width, height }: DOMRect) => [left + width / 2, top + height / 2] as const
    const distance = ([x, y]: readonly [number, number], { left, right, top, bottom }: DOMRect): number =>
      Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom))
    return targets.flatMap(({ element, rect }) => {
      if (!isSmall(rect) || isInText(element)) return []
      const [x, y] = middle(rect)
      const near = targets.find((other) => {
        if (other.element === element || other.element.contains(element) || element.contains(other.element))
          return false
        if (distance([x, y], other.rect) < LEAST / 2) return true
        const [ox, oy] = middle(other.rect)
        return isSmall(other.rect) && Math.hypot(x - ox, y - oy) < LEAST
      })
      const size = `${rect.width.toFixed(0)} × ${rect.height.toFixed(0)}`
      return near
        ? [`a target of ${size}, close to ${looking.say(near.element)}: ${looking.say(element)}`]
        : []
    })
  })
}

/** What scrolls, but has nothing in it that keys could bring into view, and takes no focus itself. */
export function outOfReach(): Record<string, string[]> {
  const { looking } = window as unknown as { looking: Looking }
  const FOCUSABLE =
    'a[href], button:enabled, input:enabled, select:enabled, textarea, summary, [tabindex="0"]'
  return looking.each((box) =>
    [...box.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
      if (!looking.scrolls(element) || looking.isUnseen(element) || element.closest('.monaco-editor'))
        return []
      const { overflowX, overflowY } = getComputedStyle(element)
      const isWide = /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1
      const isHigh = /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1
      if (!isWide && !isHigh) return []
      const isReached = element.matches(FOCUSABLE) || element.querySelector(FOCUSABLE) !== null
      return isReached ? [] : [`scrolls, but takes no focus: ${looking.say(element)}`]
    }),
  )
}
