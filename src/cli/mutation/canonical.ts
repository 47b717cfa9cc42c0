// One text for all ways to write the same program: without types, comments, layout and idle parentheses.

import { minifySync, transformSync } from 'rolldown/utils'

/** Undefined when the source does not parse. Nothing is optimised: only programs of the same tokens are the same. */
export function canonical(source: string): string | undefined {
  const { code, errors } = transformSync('solution.ts', source, { target: 'es2022' })
  if (errors.length > 0) return undefined
  return minifySync('solution.js', code, {
    compress: false,
    mangle: false,
    codegen: { removeWhitespace: true },
  }).code
}
