// What the editor knows of the world it types for: the language, TF.js, and what surrounds a learner's program.
import {
  ModuleKind,
  typescriptDefaults,
  type CompilerOptions,
} from 'monaco-editor/languages/features/typescript/register'
import tfjsTypesUrl from 'virtual:tfjs-types'
import { LEARNER_WORLD } from './learner-world'

const TFJS_PATH = 'file:///node_modules/@tensorflow/tfjs/index.d.ts'
/** TypeScript's `Bundler` and `ES2022`, which Monaco's own lists of names have not caught up with. */
const BUNDLER: number = 100
const ES2022: number = 9

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
  const response = await fetch(tfjsTypesUrl)
  if (!response.ok) throw new Error(`The types of TensorFlow.js did not arrive (${response.status}).`)
  typescriptDefaults.setCompilerOptions(compilerOptions())
  typescriptDefaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: [], noSuggestionDiagnostics: false })
  typescriptDefaults.setExtraLibs([
    { filePath: TFJS_PATH, content: await response.text() },
    { filePath: 'file:///learner-world.d.ts', content: LEARNER_WORLD },
  ])
}

function compilerOptions(): CompilerOptions {
  return {
    target: ES2022,
    lib: ['es2022'],
    module: ModuleKind.ESNext,
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
}

/** Lets `import … from './harness'` in `folder/solution.ts` find its file; the answer takes it away again. */
export function addPublicFiles(folder: string, files: Readonly<Record<string, string>>): { dispose(): void } {
  const added = Object.entries(files).map(([name, content]) => {
    const path = new URL(/\.\w+$/.test(name) ? name : `${name}.ts`, `${folder}/`).href
    return typescriptDefaults.addExtraLib(content, path)
  })
  return { dispose: () => added.forEach((one) => one.dispose()) }
}
