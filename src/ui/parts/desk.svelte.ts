// What the desk does with the code as a whole: other code in its place with a way back, files, links, the clipboard.

import { printVerdict } from '../../core/verdict-text'
import type { CodeEditor } from '../../editor/code-editor'
import type { ExerciseSession } from '../../session/exercise-session.svelte'
import { saveText } from './save-text'
import { packCode, unpackCode } from './shared-code'

/** In bytes: longer files are no code. */
const MOST_FILE = 500_000

export class Desk {
  readonly #session: ExerciseSession
  /** The editor, once it is there. */
  editor = $state.raw<CodeEditor | null>(null)
  /** What the editor held before other code was put there, and what that is. */
  before = $state.raw<{ readonly code: string; readonly what: string } | null>(null)
  /** Code of a link that waits to be taken. */
  offered = $state.raw<string | null>(null)
  /** What was done, for the learner to read. */
  said = $state<string | null>(null)

  constructor(session: ExerciseSession) {
    this.#session = session
  }

  /** Puts other code into the editor, from which there is a way back. */
  use(code: string, what: string): void {
    if (code === this.#session.source) return
    this.before = { code: this.#session.source, what }
    this.#replace(code)
  }

  reset(): void {
    this.before = { code: this.#session.source, what: 'the starter' }
    this.#session.reset()
    this.editor?.setValue(this.#session.source)
  }

  takeOffered(): void {
    this.use(this.offered ?? '', 'the code of the link')
    this.offered = null
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
    saveText('solution.ts', this.#session.source)
  }

  async copyLink(): Promise<void> {
    const { page, source } = this.#session
    const { origin, pathname } = location
    const link = `${origin}${pathname}#/practice/${page.id}?code=${await packCode(source)}`
    await this.#copy(link, 'A link with your code is on the clipboard.')
  }

  async copyResults(): Promise<void> {
    const { phase } = this.#session
    if (phase.kind === 'done')
      await this.#copy(printVerdict(phase.verdict), 'The results are on the clipboard.')
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
