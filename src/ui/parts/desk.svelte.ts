// What the desk does with the code as a whole: other code in its place with a way back, files, links, the clipboard.

import type { Verdict } from '../../core/verdict'
import { printVerdict } from '../../core/verdict-text'
import type { CodeEditor } from '../../editor/code-editor'
import type { DraftKeeper } from '../../session/draft.svelte'
import { saveText } from './save-text'
import { packCode, unpackCode } from './shared-code'

/** How a file with code is asked for. */
export const CODE_FILE = { accept: '.ts,.js,.txt,text/*', label: 'A file with code' } as const
/** In bytes: longer files are no code. */
const MOST_FILE = 500_000

/** Whoever holds the code. */
interface Held {
  readonly source: string
  readonly draft: DraftKeeper
  edit(source: string): void
  reset(): void
  /** Where texts that give way to others are kept for longer than the way back. */
  keepCopy?(): Promise<void>
}

export class Desk {
  readonly #session: Held
  /** What the code is called when it is saved as a file. */
  readonly #fileName: string
  /** The editor, once it is there. */
  editor = $state.raw<CodeEditor | null>(null)
  /** What the editor held before other code was put there, and what that is. */
  before = $state.raw<{ readonly code: string; readonly what: string } | null>(null)
  /** Code of a link that waits to be taken. */
  offered = $state.raw<string | null>(null)
  /** What was done, for the learner to read. */
  said = $state<string | null>(null)

  constructor(session: Held, fileName: string) {
    this.#session = session
    this.#fileName = fileName
  }

  /** Takes the editor, once it is there. What came in the meantime is put into it. */
  attach(editor: CodeEditor): void {
    this.editor = editor
    if (editor.value() !== this.#session.source) editor.setValue(this.#session.source)
  }

  /** Another text that another tab has put in the place of this one. */
  get other(): string | null {
    return this.#session.draft.other
  }

  /** Puts other code into the editor, from which there is a way back. */
  use(code: string, what: string): void {
    if (code === this.#session.source) return
    this.#keepCopy()
    this.before = { code: this.#session.source, what }
    this.#replace(code)
  }

  /** `what` is what the code goes back to. */
  reset(what = 'the starter'): void {
    this.#keepCopy()
    this.before = { code: this.#session.source, what }
    this.#session.reset()
    this.editor?.setValue(this.#session.source)
  }

  takeOffered(): void {
    this.use(this.offered ?? '', 'the code of the link')
    this.offered = null
  }

  takeOther(): void {
    this.use(this.#session.draft.takeOther() ?? this.#session.source, 'the code of another tab')
  }

  async keepMine(): Promise<void> {
    await this.#session.draft.keepMine()
    if (this.other !== null) return
    this.before = null
    this.said = 'Yours is kept. A copy of the other is on the progress page.'
  }

  bringBack(): void {
    if (this.before) this.#replace(this.before.code)
    this.before = null
  }

  async openLink(packed: string): Promise<void> {
    const code = await unpackCode(packed)
    if (code === null) this.said = 'The code in this link cannot be read. Was a part of the address lost?'
    else if (code !== this.#session.source) this.offered = code
  }

  async openFile(file: File): Promise<void> {
    if (file.size > MOST_FILE)
      this.said = `${file.name} is too large to be code: ${Math.round(file.size / 1000)} kB.`
    else this.use(await file.text(), file.name)
  }

  saveFile(): void {
    saveText(this.#fileName, this.#session.source)
  }

  /** `address` is where the code belongs, as "practice/llm/sampling". */
  async copyLink(address: string): Promise<void> {
    const { origin, pathname } = location
    const link = `${origin}${pathname}#/${address}?code=${await packCode(this.#session.source)}`
    await this.#copy(link, 'A link with your code is on the clipboard.')
  }

  async copyResults(verdict: Verdict): Promise<void> {
    await this.#copy(printVerdict(verdict), 'The results are on the clipboard.')
  }

  /** There is a way back without it. */
  #keepCopy(): void {
    this.#session.keepCopy?.().catch(() => {})
  }

  async #copy(text: string, done: string): Promise<void> {
    this.said = await navigator.clipboard.writeText(text).then(
      () => done,
      () => 'This browser does not let the page write to the clipboard.',
    )
  }

  #replace(code: string): void {
    this.#session.edit(code)
    this.editor?.setValue(code)
  }
}
