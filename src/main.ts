// Puts the app together: the only file that knows everyone.

import '@fontsource-variable/ibm-plex-sans/wght.css'
import '@fontsource/ibm-plex-serif/latin-400.css'
import '@fontsource/ibm-plex-serif/latin-400-italic.css'
import '@fontsource/ibm-plex-serif/latin-600.css'
import '@fontsource/ibm-plex-mono/latin-400.css'
import './ui/style/tokens.css'
import './ui/style/base.css'
import { mount } from 'svelte'
import * as catalogue from './client/catalogue'
import { Progress } from './session/progress.svelte'
import { Router } from './session/route.svelte'
import { Settings } from './session/settings.svelte'
import { openStore } from './storage/browser-store'
import { createShelf } from './storage/shelf'
import App from './ui/App.svelte'

const settings = new Settings(createShelf(() => localStorage))
const store = await openStore()
const progress = new Progress(store)

/** The lab and all under it is loaded with the first exercise, not before. */
const openLab = async () => {
  const { Lab } = await import('./client/lab')
  return new Lab({
    recall: (exercise) => settings.measuredBackend(exercise),
    remember: (exercise, backend) => settings.saveMeasuredBackend(exercise, backend),
  })
}

mount(App, {
  target: document.getElementById('app')!,
  props: { router: new Router(window), settings, store, progress, catalogue, openLab },
})
void progress.refresh()
