// What the build makes out of thin air for this room, and what Monaco has for its worker without saying so.
declare module 'virtual:tfjs-types' {
  /** The address of the text of `@tensorflow/tfjs/index.d.ts`. */
  const url: string
  export default url
}

declare module 'monaco-editor/languages/features/typescript/tsWorker' {
  export interface MessageChain {
    readonly messageText: string
    readonly next?: readonly MessageChain[]
  }
  interface Diagnostic {
    readonly start?: number
    readonly length?: number
    readonly category: number
    readonly messageText: string | MessageChain
  }
  export interface Part {
    readonly text: string
  }
  interface Completions {
    readonly entries: readonly { readonly name: string; readonly kind: string; readonly sortText: string }[]
  }
  interface QuickInfo {
    readonly displayParts?: readonly Part[]
    readonly documentation?: readonly Part[]
  }
  interface Call {
    readonly prefixDisplayParts: readonly Part[]
    readonly separatorDisplayParts: readonly Part[]
    readonly suffixDisplayParts: readonly Part[]
    readonly parameters: readonly { readonly displayParts: readonly Part[] }[]
  }
  interface Calls {
    readonly items: readonly Call[]
    readonly selectedItemIndex: number
  }
  interface Model {
    readonly uri: { readonly path: string; toString(): string }
    readonly version: number
    getValue(): string
  }
  /** The part of TypeScript's service that is asked here; offsets are in the file's text. */
  export class TypeScriptWorker {
    constructor(
      context: { getMirrorModels(): readonly Model[] },
      data: { compilerOptions: object; extraLibs: Record<string, { content: string; version: number }> },
    )
    getSyntacticDiagnostics(file: string): Promise<Diagnostic[]>
    getSemanticDiagnostics(file: string): Promise<Diagnostic[]>
    getCompletionsAtPosition(file: string, at: number): Promise<Completions | undefined>
    getQuickInfoAtPosition(file: string, at: number): Promise<QuickInfo | undefined>
    getSignatureHelpItems(file: string, at: number, options: undefined): Promise<Calls | undefined>
  }
}
