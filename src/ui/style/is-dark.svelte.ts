// Whether the page is dark now, as reactive state: the theme's choice resolved by apply-theme.

import { createSubscriber } from 'svelte/reactivity'

export function isDark(): { readonly current: boolean } {
  const subscribe = createSubscriber((update) => {
    const observer = new MutationObserver(update)
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  })
  return {
    get current() {
      subscribe()
      return document.documentElement.dataset.theme === 'dark'
    },
  }
}
