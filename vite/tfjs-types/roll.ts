// Rolls TF.js' own types into one declaration file that an editor can hold: bundle, repair, name well, shorten.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateDtsBundle } from 'dts-bundle-generator'
import { applyEdits, shortenComments } from './edits.ts'
import { HOST_TYPES } from './host-types.ts'
import {
  anyRank,
  chainedOps,
  opsAsFunctions,
  privateMembers,
  swapPublicNames,
  withoutPartialNamespaces,
} from './repairs.ts'
import { PACKAGES, readSources } from './sources.ts'
import { missingDocs, shapeDocs } from './words.ts'

/** Makes the text of `@tensorflow/tfjs/index.d.ts`: a module that needs no other file and no DOM library. */
export function rollTfjsTypes(root: string): string {
  const home = dirname(createRequire(join(root, 'package.json')).resolve('@tensorflow/tfjs/package.json'))
  const sources = readSources(dirname(home))
  let text = bundle(join(home, 'dist/index.d.ts'))
  text = applyEdits(text, [...withoutPartialNamespaces(text), ...chainedOps(text, sources)])
  text = applyEdits(text, opsAsFunctions(text))
  text = applyEdits(text, [...privateMembers(text), ...shapeDocs(text)])
  text = applyEdits(text, missingDocs(text, sources))
  text = swapPublicNames(text)
  text = applyEdits(text, anyRank(text))
  return `${tidy(shortenComments(text))}\n${HOST_TYPES}`
}

function bundle(entry: string): string {
  const inlinedLibraries = ['@tensorflow/tfjs', ...PACKAGES.map((name) => `@tensorflow/${name}`)]
  const libraries = { inlinedLibraries, importedLibraries: [] }
  const [text] = generateDtsBundle([{ filePath: entry, libraries, output: { noBanner: true } }], {
    preferredConfigPath: fileURLToPath(new URL('bundle.tsconfig.json', import.meta.url)),
  })
  if (!text) throw new Error('dts-bundle-generator gave no text for @tensorflow/tfjs')
  return text
}

function tidy(text: string): string {
  return text
    .replace(/\[\s+([\w$,\s|<>]*?)\s+\]/g, (_, inner: string) => `[${inner.replace(/\s+/g, ' ')}]`)
    .replace(/^\s+|[ \t]+$/gm, '')
    .replace(/^([\w]+) as \1,$/gm, '$1,')
    .replace(/\n{2,}/g, '\n')
}
