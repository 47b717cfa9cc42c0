// Puts the app together: the only file that knows everyone.

import '@fontsource-variable/ibm-plex-sans/wght.css'
import '@fontsource/ibm-plex-serif/latin-400.css'
import '@fontsource/ibm-plex-serif/latin-400-italic.css'
import '@fontsource/ibm-plex-serif/latin-600.css'
import '@fontsource/ibm-plex-mono/latin-400.css'
import './ui/style/tokens.css'
import './ui/style/base.css'
import './ui/style/shared.css'
import { mount } from 'svelte'
import * as builtIn from './client/catalogue'
import { claim } from './client/claim'
import { holdPage, reloadFromServer } from './client/hold-page'
import { watchForMissing } from './client/missing-files'
import { isSlow, savesData } from './client/saves-data'
import { whenQuiet } from './client/when-quiet'
import { remembered } from './core/remembered'
import type { ExampleDoor, LabDoor, PackDoor } from './session/doors'
import { saveEverything } from './session/leaving'
import { Offline } from './session/offline.svelte'
import { OwnPicture } from './session/own-picture.svelte'
import { Packs } from './session/packs.svelte'
import { Progress } from './session/progress.svelte'
import { parseRoute, Router } from './session/route.svelte'
import { Settings } from './session/settings.svelte'
import { StalePage } from './session/stale-page.svelte'
import { openStore } from './storage/browser-store'
import { createPersistence } from './storage/persistence'
import { createShelf } from './storage/shelf'
import App from './ui/App.svelte'
import { applyTheme } from './ui/style/apply-theme'
import { firstFonts } from './ui/style/fonts'

const shelf = createShelf(() => localStorage)
const settings = new Settings(shelf)
// Before anything is waited for, so that nobody who chose dark sees light first.
applyTheme(settings.theme)()
const fonts = firstFonts()
// It is a file of its own, so that an exercise does not wait for it; a failure is told where it is shown.
if (parseRoute(location.hash).page === 'home') import('./ui/pages/Home.svelte').catch(() => {})
const persistence = createPersistence(() => navigator.storage, shelf, Date.now)
const store = await openStore({
  onKept: () => (void persistence.ask(), void progress.refresh()),
  localStorage: () => localStorage,
})
const progress = new Progress(store)
/** What reads packs from elsewhere is loaded with the first of them. */
const loadDoor = () => import('./client/packs')
const door: PackDoor = {
  readPackFile: async (file) => (await loadDoor()).readPackFile(file),
  fetchPack: async (address) => (await loadDoor()).fetchPack(address),
  openPack: async (bytes, taken) => (await loadDoor()).openPack(bytes, taken),
  renderPage: async (page, slugs) => (await loadDoor()).renderPage(page, slugs),
  renderAnswers: async (...exercise) => (await loadDoor()).renderAnswers(...exercise),
}
const packs = new Packs({ builtIn, store, door, now: Date.now })
await packs.load()

/** What reads pictures is loaded with the first of them. */
const loadPictures = () => import('./client/own-picture')
const ownPicture = new OwnPicture({
  readPicture: async (file) => (await loadPictures()).readPicture(file),
  openCamera: async (onGone) => (await loadPictures()).openCamera(onGone),
})

/** The lab and all under it is loaded with the first exercise, not before: one, so that one spare pair waits. */
const openLab = remembered<void, LabDoor>(async () => {
  const { Lab } = await import('./client/lab')
  return new Lab({
    recall: (exercise) => settings.measuredBackend(exercise),
    remember: (exercise, backend) => settings.saveMeasuredBackend(exercise, backend),
  })
})

/** The example on the home page waits until the page is at rest, but not for what is kept for offline use. */
const AT_REST = 800
const example: ExampleDoor = {
  open: async (...code) => (await import('./client/training')).openTraining(...code),
  mayPlay: async () => {
    if (savesData() || isSlow()) return false
    await whenQuiet(AT_REST)
    return true
  },
}

/** What is kept in memory alone would be lost. */
const leave = async (): Promise<boolean> => (await saveEverything(window)) && store.impairment === null
const offline = new Offline({
  openDoor: () => import('./client/offline'),
  leave,
  reload: () => location.reload(),
})
const stale = new StalePage({
  build: import.meta.url,
  memory: () => sessionStorage,
  leave,
  reload: reloadFromServer,
})

await fonts
mount(App, {
  target: document.getElementById('app')!,
  props: {
    router: new Router(window),
    settings,
    store,
    progress,
    packs,
    paths: builtIn.paths,
    openLab,
    ownPicture,
    example,
    shelf,
    persistence,
    claim,
    offline,
    stale,
  },
})
void progress.refresh()
// `npm run dev` serves no build that could be kept, or be gone.
if (!import.meta.hot) {
  holdPage(import.meta.url)
  watchForMissing(import.meta.url, () => void stale.miss())
  void whenQuiet().then(() => offline.open())
}
