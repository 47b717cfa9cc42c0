// In the page of the gallery: what all that measures its specimens needs.

export interface Piece {
  readonly element: Element
  /** Cut to what scrolls around it. */
  readonly rect: DOMRect
}

export interface Looking {
  /** Each specimen in its box. */
  readonly boxes: readonly HTMLElement[]
  /** What a check finds in each, by the specimen's name; those without a fault are left out. */
  each(check: (box: HTMLElement) => readonly string[]): Record<string, string[]>
  isUnseen(element: Element): boolean
  /** In words. */
  say(element: Element): string
  clips(element: Element): boolean
  scrolls(element: Element): boolean
  /** The element and all around it that is within the box. */
  upTo(box: Element, element: Element): Element[]
  /** Every line of text that can be seen. What letters itself is placed by others is left out. */
  piecesOf(box: Element): Piece[]
}

/** The page's global of this name. */
export const looking = (): Looking => (window as unknown as { looking: Looking }).looking

/** Sent to the page as it is, so it knows nothing from outside. */
export function installLooking(): void {
  /** What places letters itself, or shows copies of them. */
  const OWN_LAYOUT = '.monaco-editor, .tk-plain-ruler, svg, .katex'
  /** Asked of each element many times, and the same until this is installed anew. */
  const once = <T>(ask: (element: Element) => T): ((element: Element) => T) => {
    const known = new Map<Element, T>()
    return (element) => {
      if (!known.has(element)) known.set(element, ask(element))
      return known.get(element)!
    }
  }
  const clips = once((element) => {
    const { overflowX, overflowY } = getComputedStyle(element)
    return overflowX !== 'visible' || overflowY !== 'visible'
  })
  const scrolls = (element: Element): boolean =>
    /auto|scroll/.test(getComputedStyle(element).overflowX + getComputedStyle(element).overflowY)
  const upTo = (box: Element, element: Element): Element[] => {
    const found: Element[] = []
    for (let at: Element | null = element; at && at !== box; at = at.parentElement) found.push(at)
    return found
  }
  const isUnseen = once(
    (element) =>
      element.closest('.visually-hidden, .unseen, option, [inert]') !== null ||
      !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) ||
      getComputedStyle(element).clipPath.startsWith('inset(50%)'),
  )
  const say = (element: Element): string => {
    const classes = [...element.classList].filter((name) => !name.startsWith('svelte-'))
    const text = (element.textContent ?? '').trim().replace(/\s+/g, ' ')
    return `${[element.tagName.toLowerCase(), ...classes].join('.')} "${text.slice(0, 40)}"`
  }

  const piecesOf = once((box): Piece[] => {
    const pieces: Piece[] = []
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!
      if (!node.textContent?.trim() || element.closest(OWN_LAYOUT) || isUnseen(element)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const edges = upTo(box, element)
        .filter(clips)
        .map((one) => one.getBoundingClientRect())
      for (const rect of range.getClientRects()) {
        const left = Math.max(rect.left, ...edges.map((edge) => edge.left))
        const right = Math.min(rect.right, ...edges.map((edge) => edge.right))
        const top = Math.max(rect.top, ...edges.map((edge) => edge.top))
        const bottom = Math.min(rect.bottom, ...edges.map((edge) => edge.bottom))
        if (right - left > 3 && bottom - top > 3)
          pieces.push({ element, rect: new DOMRect(left, top, right - left, bottom - top) })
      }
    }
    return pieces
  })

  // What is far from view is laid out as well.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { content-visibility: visible !important }')
  if (!('looking' in window)) document.adoptedStyleSheets.push(sheet)
  const boxes = [...document.querySelectorAll<HTMLElement>('[data-part]')]
  const each: Looking['each'] = (check) =>
    Object.fromEntries(
      boxes.flatMap((box) => {
        const faults = [...new Set(check(box))]
        return faults.length > 0 ? [[`${box.dataset['part']}, ${box.dataset['state']}`, faults]] : []
      }),
    )
  Object.assign(window, { looking: { boxes, each, isUnseen, say, clips, scrolls, upTo, piecesOf } })
}
