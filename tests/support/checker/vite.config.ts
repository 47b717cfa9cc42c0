// Builds the checking page beside the production sandbox and realms.

import path from 'node:path'
import { defineConfig } from 'vite'
import { ROOT } from '../../../src/cli/realms/build-realms'
import { offline } from '../../../vite/offline'
import { realms } from '../../../vite/realms'
import { sandbox } from '../../../vite/sandbox'

export default defineConfig({
  root: path.join(ROOT, 'tests/support/checker'),
  base: './',
  plugins: [realms(), sandbox(ROOT), offline()],
  build: {
    rolldownOptions: { checks: { pluginTimings: false } },
    target: 'es2022',
    outDir: path.join(ROOT, 'build/checker'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
