// TypeScript as a learner or an author writes it → the file that the realms run.

import { compile } from '../../workers/compiler/compile'
import type { CompiledFile } from '../../src/protocol/runner'

const IMPORTS = ['@tensorflow/tfjs', '@tensorkata/kit', '@tensorkata/show', './harness']

/** Throws when the source does not compile. */
export function compileSource(source: string, path = 'solution.ts'): CompiledFile {
  const reply = compile({ path, source, imports: IMPORTS, forbidden: [] })
  if (reply.ok) return reply.file
  throw new Error(reply.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'))
}
