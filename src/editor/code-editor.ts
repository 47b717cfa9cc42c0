// The counter of the editor room: what any code editor here can do, whichever one stands behind it.

export interface CodeEditor {
  readonly kind: 'monaco' | 'codemirror' | 'plain'
  value(): string
  /** Replaces the whole text as one undoable step; what was typed before can be undone back to. */
  setValue(text: string): void
  focus(): void
  /** Goes to a line, 1-based, and takes the focus. */
  reveal(line: number): void
  /** Shows problems on their lines and forgets the ones shown before; `[]` only forgets. */
  mark(problems: readonly Mark[]): void
  /** Lays the whole text out anew, as one undoable step. Absent where nobody can. */
  format?(): void
  setOptions(options: Partial<EditorOptions>): void
  dispose(): void
}

export interface Mark {
  /** 1-based, like the columns; `endColumn` is the first column after the problem. */
  readonly line: number
  readonly column?: number
  readonly endColumn?: number
  readonly message: string
  readonly severity: 'error' | 'warning'
}

export interface EditorOptions {
  /** In CSS pixels. */
  readonly fontSize: number
  readonly wordWrap: boolean
  readonly theme: 'light' | 'dark'
}

export interface EditorSetup {
  readonly value: string
  /** Where the text pretends to live, such as `gradient-descent/solution.ts`. */
  readonly path: string
  /** Files the solution may import, by the name it imports them under, such as `./harness`. */
  readonly files: Readonly<Record<string, string>>
  /** The accessible name of the text field. */
  readonly label: string
  readonly options: EditorOptions
  onChange(value: string): void
  /** Ctrl+Enter or Cmd+Enter. */
  onRun(): void
  /** Ctrl+Shift+Enter or Cmd+Shift+Enter. */
  onSubmit(): void
  /** Escape was pressed and the next Tab will leave the editor: a moment to say so. */
  onEscapeHint?(): void
}
