// Before any browser test: a browser is there, and the builds are up to date.

import { buildIfStale } from '../../scripts/build-if-stale'
import { findChromium } from './chromium'

export default async function prepare(): Promise<void> {
  findChromium()
  await buildIfStale('checker')
  await buildIfStale('app')
}
