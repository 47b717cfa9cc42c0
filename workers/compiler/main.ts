// The compiler's worker: trusted code of our own origin, so Comlink exposes it as it is.

import { expose } from 'comlink'
import { compile } from './compile'

export type CompilerDoor = { compile: typeof compile }

expose({ compile } satisfies CompilerDoor)
postMessage('ready')
