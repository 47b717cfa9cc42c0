// The word by which an editor that is not Monaco asks the TypeScript worker for its service; Monaco's own words are others.
import type { Library } from './language-options'

export interface LanguageOrder {
  readonly order: 'tensorkata:language'
  readonly file: string
  readonly libraries: readonly Library[]
}

export const languageOrder = (file: string, libraries: readonly Library[]): LanguageOrder => ({
  ...{ order: 'tensorkata:language', file, libraries },
})

export const isLanguageOrder = (data: unknown): data is LanguageOrder =>
  (data as Partial<LanguageOrder> | null)?.order === 'tensorkata:language'
