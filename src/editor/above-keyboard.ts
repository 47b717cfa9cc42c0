// Keeps an editor above a phone's keyboard: where that covers the page instead of shrinking it, the editor gives way.

/** What is left of the editor, in CSS pixels, however little is to be seen: a few lines of code and what is below them. */
const LEAST = 140
/** A browser's own bars come and go by less than this. */
const KEYBOARD = 120

/** What of a page can be seen, in CSS pixels, as `window.visualViewport` tells it. */
export type Seen = Pick<VisualViewport, 'offsetTop' | 'height' | 'scale'>

/**
 * How many CSS pixels a keyboard covers of what ends at `bottom`, in a window that is `innerHeight` high. Enlarging a page
 * shows less of it too, but by its scale: what is missing beyond that is the keyboard.
 */
export function coveredBelow(
  bottom: number,
  innerHeight: number,
  { offsetTop, height, scale }: Seen,
): number {
  const above = height * scale
  return innerHeight - above < KEYBOARD ? 0 : Math.max(0, bottom - (offsetTop + above))
}

/** What it returns ends it. */
export function stayAboveKeyboard(element: HTMLElement): () => void {
  const seen = window.visualViewport
  if (!seen) return () => {}
  const giveWay = (): void => {
    const { bottom, height } = element.getBoundingClientRect()
    const covered = coveredBelow(bottom, window.innerHeight, seen)
    element.style.paddingBottom = `${Math.max(0, Math.min(covered, height - LEAST))}px`
  }
  // Some browsers push the page up under the keyboard, and so uncover what was given way.
  const events = ['resize', 'scroll'] as const
  for (const name of events) seen.addEventListener(name, giveWay)
  return () => {
    for (const name of events) seen.removeEventListener(name, giveWay)
  }
}
