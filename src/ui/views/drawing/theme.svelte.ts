// The page's colours as a canvas needs them: resolved, and read again whenever the theme changes.

import { cssOf, luminance, type Rgb } from './colours'

export interface Theme {
  /** Judged by the paper itself, so that a dark panel on a light page works too. */
  dark: boolean
  paper: Rgb
  ink: Rgb
  faint: Rgb
  /** The family of canvas text. */
  font: string
}

const PAGE: Theme = {
  dark: false,
  paper: [252, 251, 248],
  ink: [34, 38, 43],
  faint: [146, 153, 161],
  font: 'sans-serif',
}

export class ThemeWatch {
  #now = $state.raw<Theme>(PAGE)

  get now(): Theme {
    return this.#now
  }

  /** An attachment for the element whose custom properties count. */
  readonly attach = (node: HTMLElement): (() => void) => {
    const read = (): void => {
      const next = readTheme(node)
      // The same colours again must not redraw every picture.
      if (JSON.stringify(next) !== JSON.stringify(this.#now)) this.#now = next
    }
    const root = new MutationObserver(read)
    root.observe(document.documentElement, { attributeFilter: ['data-theme', 'class', 'style'] })
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', read)
    // A canvas does not repaint by itself when a font arrives; a new object makes it.
    const repaint = (): void => void (this.#now = readTheme(node))
    document.fonts.addEventListener('loadingdone', repaint)
    read()
    return () => {
      document.fonts.removeEventListener('loadingdone', repaint)
      root.disconnect()
      system.removeEventListener('change', read)
    }
  }
}

export function readTheme(node: HTMLElement): Theme {
  const probe = node.appendChild(document.createElement('i'))
  const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  })
  // Only a browser knows what light-dark(), color-mix() and oklch() come to, so it paints one pixel for us.
  const resolve = (token: string, fallback: Rgb): Rgb => {
    if (!pen) return fallback
    probe.style.color = `var(${token})`
    pen.fillStyle = cssOf(fallback)
    pen.fillStyle = getComputedStyle(probe).color
    pen.fillRect(0, 0, 1, 1)
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data
    return [red!, green!, blue!]
  }
  const paper = resolve('--view-paper', PAGE.paper)
  const ink = resolve('--view-ink', PAGE.ink)
  const faint = resolve('--view-ink-3', PAGE.faint)
  probe.remove()
  return { dark: luminance(paper) < 0.2, paper, ink, faint, font: getComputedStyle(node).fontFamily }
}
