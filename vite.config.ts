import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { catalogue } from './vite/catalogue'
import { offline } from './vite/offline'
import { preloadFonts } from './vite/preload-fonts'
import { realms } from './vite/realms'
import { sandbox } from './vite/sandbox'
import { slimMonaco } from './vite/slim-monaco'
import { tfjsTypes } from './vite/tfjs-types'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root,
  // Relative addresses, so that the build can be served from any folder.
  base: './',
  plugins: [
    svelte(),
    tfjsTypes(),
    slimMonaco(),
    realms(),
    catalogue(root),
    sandbox(root),
    preloadFonts(),
    offline(),
  ],
  worker: { format: 'es', plugins: () => [slimMonaco()] },
  optimizeDeps: {
    include: ['monaco-editor/editor/editor.worker', 'monaco-editor/languages/features/typescript/ts.worker'],
  },
  build: {
    rolldownOptions: { checks: { pluginTimings: false } },
    target: 'es2022',
    outDir: 'build/app',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 5000,
  },
})
