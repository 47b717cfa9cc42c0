// Runs in a worker: Monaco's TypeScript service, which says aloud that it really stands in a worker.
import 'monaco-editor/languages/features/typescript/ts.worker'
import { announce } from './worker-greeting'

announce()
