// The types of import-rules.js, which ESLint reads as it is.

export declare const IMPORT_RULES: Readonly<
  Record<string, { readonly folders: readonly string[]; readonly packages: readonly string[] }>
>
export declare const TYPES_ONLY: readonly { readonly from: string; readonly to: string }[]
