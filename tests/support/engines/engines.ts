import { FIREFOX } from './firefox'
import type { Engine } from './lab-page'
import { WEBKIT } from './webkit'

/** The engines besides Chromium, which everything else runs in. */
export const ENGINES: readonly Engine[] = [FIREFOX, WEBKIT]
