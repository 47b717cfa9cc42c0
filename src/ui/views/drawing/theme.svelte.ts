// The page's colours as a canvas needs them: resolved, and read again whenever the theme changes.

import { luminance, type Rgb } from './colours'

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
  const { paper, ink, faint, font } = stylesOf(node)
  const resolved = resolve(paper) ?? PAGE.paper
  return {
    ...{ dark: luminance(resolved) < 0.2, paper: resolved, font },
    ...{ ink: resolve(ink) ?? PAGE.ink, faint: resolve(faint) ?? PAGE.faint },
  }
}

/** All is put there before any of it is read, so that the page's styles are worked out once. */
function stylesOf(node: HTMLElement): Record<'paper' | 'ink' | 'faint' | 'font', string> {
  const probes = ['--view-paper', '--view-ink', '--view-ink-3'].map((token) => {
    const probe = node.appendChild(document.createElement('i'))
    probe.style.color = `var(${token})`
    return probe
  })
  const [paper, ink, faint] = probes.map((probe) => getComputedStyle(probe).color)
  const font = getComputedStyle(node).fontFamily
  for (const probe of probes) probe.remove()
  return { paper: paper!, ink: ink!, faint: faint!, font }
}

let pen: CanvasRenderingContext2D | null | undefined
const known = new Map<string, Rgb>()

/** Only a browser knows what color-mix() and oklch() come to, so it paints one pixel for us, once for each colour. */
function resolve(colour: string): Rgb | undefined {
  const before = known.get(colour)
  if (before) return before
  pen ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  })
  if (!pen) return undefined
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data
  const rgb: Rgb = [red!, green!, blue!]
  known.set(colour, rgb)
  return rgb
}
