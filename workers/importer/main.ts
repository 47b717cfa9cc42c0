// The importer's worker: trusted code of our own origin that reads what is not. It is ended after each job.

import { expose } from 'comlink'
import { openPack } from './open-pack'
import { renderAnswers } from './render-answers'
import { renderPage } from './render-page'

const door = { openPack, renderPage, renderAnswers }
export type ImporterDoor = typeof door

expose(door)
postMessage('ready')
