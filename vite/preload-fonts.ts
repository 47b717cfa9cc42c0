// The page's head asks for the fonts of the first paint, or they would be asked for only by what is already painted.

import type { Plugin } from 'vite'

/** Those that src/ui/style/fonts.ts waits for, in the letters of English. */
const FIRST = [
  'ibm-plex-sans-latin-wght-normal.woff2',
  'ibm-plex-serif-latin-400-normal.woff2',
  'ibm-plex-mono-latin-400-normal.woff2',
]

export function preloadFonts(): Plugin {
  return {
    name: 'tensorkata:preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) =>
        FIRST.map((name) => {
          const file = Object.values(bundle).find((one) => one.type === 'asset' && one.names.includes(name))
          if (!file) throw new Error(`The build has no ${name} to preload.`)
          const href = `./${file.fileName}`
          return {
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href },
            injectTo: 'head' as const,
          }
        }),
    },
  }
}
