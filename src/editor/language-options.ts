// What TypeScript is told, whichever editor asks it.

/** TypeScript's own numbers; Monaco's lists of names have not caught up with all of them. */
const ES2022: number = 9
const ESNEXT: number = 99
const BUNDLER: number = 100

export const COMPILER_OPTIONS = {
  target: ES2022,
  lib: ['es2022'],
  module: ESNEXT,
  moduleResolution: BUNDLER,
  moduleDetection: 3,
  allowImportingTsExtensions: true,
  allowNonTsExtensions: true,
  isolatedModules: true,
  resolveJsonModule: true,
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: [],
}

/** A file that TypeScript knows beside the one that is edited. */
export interface Library {
  readonly filePath: string
  readonly content: string
}
