// An exercise's public files, as what TypeScript knows beside the learner's.
import type { Library } from './language-options'

/** The files that `folder/solution.ts` may import, where `import … from './harness'` finds them. */
export const publicFiles = (folder: string, files: Readonly<Record<string, string>>): Library[] =>
  Object.entries(files).map(([name, content]) => ({
    filePath: new URL(/\.\w+$/.test(name) ? name : `${name}.ts`, `${folder}/`).href,
    content,
  }))
