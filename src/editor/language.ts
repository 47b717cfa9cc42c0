// Runs in the TypeScript worker: answers an editor that is not Monaco, about one file whose text comes with each question.
import {
  type MessageChain,
  type Part,
  TypeScriptWorker,
} from 'monaco-editor/languages/features/typescript/tsWorker'
import { COMPILER_OPTIONS, type Library } from './language-options'

export interface Finding {
  /** Offsets in the text. */
  readonly from: number
  readonly to: number
  readonly message: string
  readonly severity: 'error' | 'warning'
}

export interface Offer {
  readonly name: string
  /** As TypeScript calls it: "method", "const" and so on. */
  readonly kind: string
  /** TypeScript's own order of texts: the lower, the sooner. */
  readonly rank: string
}

/** TypeScript's categories; what it only suggests is not told. */
const SEVERITIES: Readonly<Record<number, Finding['severity']>> = { 0: 'warning', 1: 'error' }

export class Language {
  readonly #file: string
  readonly #service: TypeScriptWorker
  #text = ''
  #version = 0

  /** `file` is the address of the text, `libraries` all that there is around it. */
  constructor(file: string, libraries: readonly Library[]) {
    this.#file = file
    const uri = { path: new URL(file).pathname, toString: () => file }
    this.#service = new TypeScriptWorker(
      { getMirrorModels: () => [{ uri, version: this.#version, getValue: () => this.#text }] },
      {
        compilerOptions: COMPILER_OPTIONS,
        extraLibs: Object.fromEntries(
          libraries.map(({ filePath, content }) => [filePath, { content, version: 1 }]),
        ),
      },
    )
  }

  async check(text: string): Promise<Finding[]> {
    this.#read(text)
    const found = [
      ...(await this.#service.getSyntacticDiagnostics(this.#file)),
      ...(await this.#service.getSemanticDiagnostics(this.#file)),
    ]
    return found.flatMap(({ category, messageText, start = 0, length = 0 }) => {
      const severity = SEVERITIES[category]
      return severity ? [{ from: start, to: start + length, message: wordsOf(messageText), severity }] : []
    })
  }

  /** What could stand at an offset. */
  async complete(text: string, at: number): Promise<Offer[]> {
    this.#read(text)
    const found = await this.#service.getCompletionsAtPosition(this.#file, at)
    return (found?.entries ?? []).map(({ name, kind, sortText }) => ({ name, kind, rank: sortText }))
  }

  /** What stands at an offset, or what the call around it takes; below it, what is said of it. Null for neither. */
  async explain(text: string, at: number): Promise<string | null> {
    this.#read(text)
    const found = await this.#service.getQuickInfoAtPosition(this.#file, at)
    const words = [wordsIn(found?.displayParts), wordsIn(found?.documentation)].filter(Boolean).join('\n\n')
    // "any" is what TypeScript calls a name that it does not know.
    return words === '' || words === 'any' ? this.#call(at) : words
  }

  async #call(at: number): Promise<string | null> {
    const found = await this.#service.getSignatureHelpItems(this.#file, at, undefined)
    const call = found?.items[found.selectedItemIndex]
    if (!call) return null
    const parameters = call.parameters.map(({ displayParts }) => wordsIn(displayParts))
    const between = wordsIn(call.separatorDisplayParts)
    return `${wordsIn(call.prefixDisplayParts)}${parameters.join(between)}${wordsIn(call.suffixDisplayParts)}`
  }

  #read(text: string): void {
    if (text !== this.#text) this.#version++
    this.#text = text
  }
}

const wordsIn = (parts: readonly Part[] = []): string => parts.map(({ text }) => text).join('')

function wordsOf(message: string | MessageChain): string {
  if (typeof message === 'string') return message
  return [message.messageText, ...(message.next ?? []).map(wordsOf)].join(' ')
}
