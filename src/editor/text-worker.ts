// Runs in a worker: Monaco's text service (formatting edits, links), which says aloud that it is there.
import 'monaco-editor/editor/editor.worker'
import { announce } from './worker-greeting'

announce()
