// The TypeScript that Monaco brings along, which it does not declare.

declare module 'monaco-editor/languages/features/typescript/lib/typescriptServices' {
  export const typescript: typeof import('typescript')
}

declare module 'monaco-editor/languages/features/typescript/lib/lib' {
  /** The language's own libraries, by the name of their file. */
  export const libFileMap: Readonly<Record<string, string>>
}
