// Resolves the chosen theme to light or dark, and puts it where style sheets and canvases look for it.

import type { Theme } from '../../session/settings.svelte'

/** Follows the system while the choice is "system". What it returns stops that. */
export function applyTheme(theme: Theme): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  }
  apply()
  dark.addEventListener('change', apply)
  return () => dark.removeEventListener('change', apply)
}
