// A pack that is already on the device, of exercises that cannot be opened: what lists and searches of many need.

import type { Page } from 'playwright-core'
import type { ExerciseCard } from '../../src/core/pack/compiled'

/** Keeps it as the app does; the page shows it once it is loaded again. */
export const keepPack = (page: Page, cards: readonly ExerciseCard[]): Promise<void> =>
  page.evaluate(async (list) => {
    const request = indexedDB.open('tensorkata')
    await new Promise((resolve) => (request.onsuccess = resolve))
    const change = request.result.transaction(['packs'], 'readwrite')
    const pack = { id: 'many', title: 'Many', summary: 'All of them.', authors: ['Nobody'], license: 'MIT' }
    change
      .objectStore('packs')
      .put({ ...pack, version: '1', from: 'many.kata.zip', importedAt: 1, cards: list }, 'many')
    await new Promise((resolve) => (change.oncomplete = resolve))
    request.result.close()
  }, cards)
