// In the page of the gallery: what of a specimen is empty, cut off, outside its place, over other text or out of line.
// Each function is sent to the page as it is, after `installLooking`.

import type { Looking, Piece } from './looking'

export interface Boxes {
  /** The part and its state. */
  readonly name: string
  /** Where each of its elements lies within it, in whole pixels. */
  readonly boxes: readonly string[]
}

/** Where everything is. */
export function boxesOf(): Boxes[] {
  const { looking } = window as unknown as { looking: Looking }
  /** What is folded away has no place, or the one that it had last. */
  const UNMADE = '.monaco-editor, details:not([open]) > :not(summary)'
  const whole = (value: number): number => Math.round(value)
  return looking.boxes.map((box) => {
    const ground = box.getBoundingClientRect()
    const elements = [...box.querySelectorAll('*')].filter((one) => !one.closest(UNMADE))
    return {
      name: `${box.dataset['part']}, ${box.dataset['state']}`,
      boxes: elements.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return `${element.tagName} ${whole(x - ground.x)} ${whole(y - ground.y)} ${whole(width)} ${whole(height)}`
      }),
    }
  })
}

/** Nothing is there, or something is where it cannot be read. */
export function misplaced(): Record<string, string[]> {
  const { looking } = window as unknown as { looking: Looking }
  const { clips, isUnseen, piecesOf, say, scrolls, upTo } = looking

  /** Also what is only hidden: it makes the page wider all the same. What is placed in no flow is clipped by fewer. */
  /** What has a place of its own, is clipped by others, or is folded away. */
  const APART = '.monaco-editor, dialog, .visually-hidden, .katex svg, details:not([open]) > :not(summary)'
  const outside = (box: HTMLElement): string[] => {
    const ground = box.getBoundingClientRect()
    return [...box.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
      if (element.closest(APART)) return []
      const { left, right, width } = element.getBoundingClientRect()
      if (width === 0 || (right <= ground.right + 1 && left >= ground.left - 1)) return []
      const isPlaced = getComputedStyle(element).position === 'absolute'
      const around = isPlaced ? element.offsetParent : element.parentElement
      if (around && box.contains(around) && upTo(box, around).some(clips)) return []
      return [`sticks out of its place: ${say(element)}`]
    })
  }

  /** Formulas for screen readers; and accents, whose boxes are higher than what they show. */
  const NOT_LIKE_ITS_BOX = '.katex-mathml, .accent-body'
  /** By something that neither scrolls nor shows that there is more. */
  const cutOff = (box: HTMLElement): string[] =>
    [...box.querySelectorAll('*')].flatMap((element) => {
      if (!clips(element) || scrolls(element) || isUnseen(element) || element.closest('.monaco-editor, svg'))
        return []
      if (getComputedStyle(element).textOverflow === 'ellipsis') return []
      const edge = element.getBoundingClientRect()
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement!
        if (!node.textContent?.trim() || isUnseen(parent) || parent.closest(NOT_LIKE_ITS_BOX)) continue
        const within = upTo(element, parent).filter(clips)
        if (within.some((one) => scrolls(one) || getComputedStyle(one).textOverflow === 'ellipsis')) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        for (const { left, right, top, bottom, height } of range.getClientRects())
          if (
            right > edge.right + 2 ||
            left < edge.left - 2 ||
            Math.max(bottom - edge.bottom, edge.top - top) > height / 4
          )
            return [`text is cut off by ${say(element)}: ${say(parent)}`]
      }
      return []
    })

  const overlaps = (a: Piece, b: Piece): boolean => {
    if (a.element === b.element) return false
    const across = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left)
    const down = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top)
    return across > 3 && down > 0.45 * Math.min(a.rect.height, b.rect.height)
  }
  /** Of very many lines the first: the rest are made as they are. */
  const over = (box: HTMLElement): string[] => {
    const pieces = piecesOf(box).slice(0, 400)
    return pieces.flatMap((a, i) => {
      const b = pieces.slice(i + 1).find((other) => overlaps(a, other))
      return b ? [`text over text: ${say(a.element)} and ${say(b.element)}`] : []
    })
  }

  const empty = (box: HTMLElement): string[] => {
    const { width, height } = box.getBoundingClientRect()
    const isThere = box.querySelector('dialog') !== null || (width >= 1 && height >= 4)
    return isThere && box.childElementCount > 0 ? [] : ['nothing is there']
  }
  /** A line can be longer than the element that it is in. */
  const tooLong = (box: HTMLElement): string[] => {
    const ground = box.getBoundingClientRect()
    return piecesOf(box).flatMap(({ element, rect }) =>
      rect.right > ground.right + 1 || rect.left < ground.left - 1
        ? element.closest(APART)
          ? []
          : [`text sticks out of its place: ${say(element)}`]
        : [],
    )
  }
  return looking.each((box) => [
    ...empty(box),
    ...outside(box),
    ...tooLong(box),
    ...cutOff(box),
    ...over(box),
  ])
}

/**
 * What is nearly in line, but not: lines of text that begin a pixel or three beside one another, and words of one size in one
 * row that stand a pixel or three above one another. What is far apart is so on purpose.
 */
export function outOfLine(): Record<string, string[]> {
  const { looking } = window as unknown as { looking: Looking }
  const { piecesOf, say } = looking
  const isNear = (distance: number): boolean => distance > 0.75 && distance <= 3

  const isBeside = (a: DOMRect, b: DOMRect): boolean =>
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5 * Math.min(a.height, b.height)
  /** What stands after a mark, or in a picture, is in line with that. */
  const startsLine = ({ element }: Piece): boolean =>
    !element.closest('summary, [aria-hidden=true]') &&
    !/center|right|end/.test(getComputedStyle(element).textAlign)
  const styleOf = ({ element }: Piece): string => {
    const { fontSize, fontFamily } = getComputedStyle(element)
    return `${fontSize} ${fontFamily}`
  }
  const rowOf = (element: Element): Element | null => {
    for (let at = element.parentElement; at; at = at.parentElement)
      if (/flex|grid/.test(getComputedStyle(at).display)) return at
    return null
  }
  return looking.each((box) => {
    const pieces = piecesOf(box).slice(0, 300)
    const first = pieces.filter(
      (piece) => !pieces.some(({ rect }) => rect.left < piece.rect.left - 1 && isBeside(rect, piece.rect)),
    )
    const starts = first.filter(startsLine)
    const ragged = starts.flatMap((a, i) => {
      const b = starts.slice(i + 1).find(({ rect }) => isNear(Math.abs(rect.left - a.rect.left)))
      return b
        ? [
            `begins ${(b.rect.left - a.rect.left).toFixed(1)} px beside: ${say(b.element)} and ${say(a.element)}`,
          ]
        : []
    })
    const uneven = pieces.flatMap((a, i) => {
      const b = pieces
        .slice(i + 1)
        .find(
          (other) =>
            other.element !== a.element &&
            rowOf(other.element) === rowOf(a.element) &&
            styleOf(other) === styleOf(a) &&
            isBeside(a.rect, other.rect) &&
            isNear(Math.abs(other.rect.top - a.rect.top)),
        )
      return b
        ? [
            `stands ${(b.rect.top - a.rect.top).toFixed(1)} px lower: ${say(b.element)} than ${say(a.element)}`,
          ]
        : []
    })
    return [...ragged, ...uneven]
  })
}
