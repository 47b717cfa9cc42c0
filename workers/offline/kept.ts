// What vite/offline.ts writes ahead of the service worker: all that is to be kept.

export interface KeptFile {
  /** From the folder of the build. */
  readonly url: string
  /** Null where the name itself changes with the content. */
  readonly revision: string | null
  /** What the bytes have to be, so that no two builds are ever mixed, and no page of a host is taken for a file. */
  readonly integrity: string
  readonly bytes: number
}

export interface Kept {
  readonly files: readonly KeptFile[]
  /** The sandbox's headers, for hosts that send none. */
  readonly sandboxHeaders: Readonly<Record<string, string>>
}
