// Builds the pages of the bare alternatives.

import path from 'node:path'
import { defineConfig } from 'vite'
import { ROOT } from '../../../src/cli/realms/build-realms'

const folder = path.join(ROOT, 'tests/bench/pages')

export default defineConfig({
  root: folder,
  base: './',
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    outDir: path.join(ROOT, 'build/bench'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: ['index.html', 'monaco.html'].map((name) => path.join(folder, name)),
    },
  },
})
