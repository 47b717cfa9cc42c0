// The importer's worker: trusted code of our own origin that reads what is not. It is ended after each job.

import { expose } from 'comlink'
import { openPack } from './open-pack'
import { renderPage } from './render-page'

export type ImporterDoor = { openPack: typeof openPack; renderPage: typeof renderPage }

expose({ openPack, renderPage } satisfies ImporterDoor)
postMessage('ready')
