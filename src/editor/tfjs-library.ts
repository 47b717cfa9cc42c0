// What Monaco's TypeScript knows of the world it types for: the language, TF.js, and what surrounds a learner's program.
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register'
import { COMPILER_OPTIONS } from './language-options'
import { learnerLibraries } from './learner-libraries'
import { publicFiles } from './public-files'

let loading: Promise<void> | undefined

/** Teaches Monaco's TypeScript once per page; a failed fetch is tried again by the next caller. */
export function teachTypeScript(): Promise<void> {
  loading ??= teach().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function teach(): Promise<void> {
  const libraries = await learnerLibraries()
  typescriptDefaults.setCompilerOptions(COMPILER_OPTIONS)
  typescriptDefaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: [], noSuggestionDiagnostics: false })
  typescriptDefaults.setExtraLibs(libraries)
}

/** Lets `import … from './harness'` in `folder/solution.ts` find its file; the answer takes it away again. */
export function addPublicFiles(folder: string, files: Readonly<Record<string, string>>): { dispose(): void } {
  const added = publicFiles(folder, files).map(({ filePath, content }) =>
    typescriptDefaults.addExtraLib(content, filePath),
  )
  return { dispose: () => added.forEach((one) => one.dispose()) }
}
