// Who may import whom: read by eslint.config.js and by tests/unit/architecture.test.ts.
// A folder may import itself, what is listed, and the packages listed; nothing else.

/** @type {Readonly<Record<string, { folders: readonly string[], packages: readonly string[] }>>} */
export const IMPORT_RULES = {
  'src/core': {
    folders: [],
    packages: ['valibot', 'pure-rand/', '@noble/ciphers/', '@scure/base', 'ts-fsrs'],
  },
  'src/statement': { folders: ['src/core'], packages: ['katex', 'markdown-it'] },
  'src/protocol': { folders: ['src/core'], packages: ['valibot'] },
  // The kit names TF.js's and the views' types; neither is in it at run time.
  'src/kit': { folders: ['src/core'], packages: ['fast-check', '@tensorflow/tfjs'] },
  'src/judging': { folders: ['src/core', 'src/protocol'], packages: ['comlink', 'valibot'] },
  'src/client': {
    folders: [
      ...['src/core', 'src/protocol', 'src/judging'],
      ...['workers/compiler', 'workers/example', 'workers/importer', 'workers/relay'],
    ],
    packages: ['comlink', 'valibot', 'virtual:realms', 'virtual:catalogue'],
  },
  'src/storage': { folders: ['src/core'], packages: ['idb', 'valibot'] },
  'src/session': {
    folders: ['src/core', 'src/protocol', 'src/judging', 'src/storage', 'workers/example'],
    packages: ['valibot', 'svelte/'],
  },
  'src/editor': {
    folders: [],
    packages: [
      ...['monaco-editor', 'monaco-editor/', 'virtual:tfjs-types'],
      ...['@codemirror/', '@lezer/highlight', 'comlink'],
    ],
  },
  'src/ui': {
    folders: ['src/core', 'src/protocol', 'src/session', 'src/editor', 'src/storage'],
    packages: ['svelte', 'svelte/', 'paneforge', 'katex/', 'diff'],
  },
  workers: {
    folders: ['src/core', 'src/protocol', 'src/kit', 'src/statement'],
    packages: [
      'comlink',
      'fflate',
      'valibot',
      'fast-check',
      'typescript',
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-backend-wasm',
      '@jridgewell/sourcemap-codec',
      'workbox-precaching/',
    ],
  },
  // A tool: it builds, serves and drives a browser, and nobody knows it.
  'src/cli': {
    folders: [
      ...['src/core', 'src/statement', 'src/protocol', 'src/judging', 'workers/compiler'],
      ...['scripts/build-if-stale', 'scripts/serve', 'tests/support'],
    ],
    packages: [
      ...['node:child_process', 'node:crypto', 'node:fs/promises', 'node:module', 'node:os', 'node:path'],
      ...['node:url', 'node:util', 'node:worker_threads', 'cac', 'rolldown', 'rolldown/', 'typescript'],
      ...['valibot', 'yaml', 'yocto-spinner', '@stryker-mutator/instrumenter', 'fflate', 'prettier'],
      '@valibot/to-json-schema',
    ],
  },
  exercises: { folders: [], packages: ['@tensorflow/tfjs', '@tensorkata/kit', '@tensorkata/show'] },
}

/** What a folder may take from a folder that it may otherwise not see all of: types alone. */
export const TYPES_ONLY = [
  { from: 'src/kit', to: '@tensorflow/tfjs' },
  { from: 'src/client', to: 'workers/compiler' },
  { from: 'src/client', to: 'workers/importer' },
  { from: 'src/client', to: 'workers/relay' },
  { from: 'src/session', to: 'src/judging' },
  { from: 'src/session', to: 'src/storage' },
  { from: 'src/ui', to: 'src/storage' },
]
