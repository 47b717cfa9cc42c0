// Fonts are waited for, though not for long: a text that changes its font when it is there already moves what is around it.

/** What every page's first paint is set in. The page's head asks for them early: see vite/preload-fonts.ts. */
const FIRST = ['IBM Plex Sans Variable', 'IBM Plex Serif', 'IBM Plex Mono']
/** On a slow line the text is worth more than its letters. */
const PATIENCE_MS = 300

export const firstFonts = (): Promise<void> =>
  withinPatience(Promise.all(FIRST.map((face) => document.fonts.load(`16px "${face}"`))))

/**
 * What a text is set in: its formulas, its bold and its italic. It is laid out where nobody sees it, since that is what
 * makes a browser ask for just these. `html` is as `Prose` takes it.
 */
export async function fontsOf(html: string): Promise<void> {
  const stage = document.createElement('div')
  stage.className = 'visually-hidden'
  stage.inert = true
  stage.style.fontFamily = 'var(--font-text)'
  stage.innerHTML = html
  document.body.append(stage)
  stage.getBoundingClientRect()
  if (document.fonts.status === 'loading') await withinPatience(document.fonts.ready)
  stage.remove()
}

/** A font that does not come is done without. */
async function withinPatience(fonts: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)))
  await Promise.race([fonts.catch(() => {}), late])
  clearTimeout(timer)
}
