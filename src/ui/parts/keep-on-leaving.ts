// Saves a draft whenever the page may be left: its tab is hidden or closed, or the page is about to reload itself.

import type { DraftKeeper } from '../../session/draft.svelte'
import { onLeaving } from '../../session/leaving'

/** Until what this gives is called. */
export function keepOnLeaving(draft: DraftKeeper): () => void {
  const keep = (): void => void draft.leave()
  addEventListener('pagehide', keep)
  document.addEventListener('visibilitychange', keep)
  const stopListening = onLeaving(window, async () => {
    await draft.save()
    return draft.state === 'saved'
  })
  return () => {
    stopListening()
    removeEventListener('pagehide', keep)
    document.removeEventListener('visibilitychange', keep)
  }
}
