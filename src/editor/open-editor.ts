// The door of the editor room: a plain editor at once, the full one in its place when it is ready, and no loss on the way.
import type { CodeEditor, EditorSetup } from './code-editor'
import { openPlainEditor, type PlainEditor } from './plain-editor'

export interface OpenedEditor {
  readonly editor: CodeEditor
  /** Why this is not the full editor, in words for the learner. */
  readonly problem?: string
}

const PATIENCE_MS = 15_000

/**
 * Fills `host`. The text can be read and typed from the first moment; `setup.onChange` hears of every change. If the
 * host is gone when the full editor arrives, the plain one stays, and disposing it is all there is to do.
 */
export async function openEditor(host: HTMLElement, setup: EditorSetup): Promise<OpenedEditor> {
  const plain = openPlainEditor(host, setup)
  try {
    await statementPainted()
    const create = await withinPatience(isTouched() ? loadCodeMirror() : loadMonaco())
    if (!host.isConnected) return { editor: plain }
    return { editor: replace(plain, host, (value, cursor) => create(host, { ...setup, value }, cursor)) }
  } catch (error) {
    console.warn('The full editor did not start.', error)
    return { editor: plain, problem: explain(error) }
  }
}

type Create = (host: HTMLElement, setup: EditorSetup, cursor: number) => CodeEditor

/** Monaco does not claim to work by touch. */
const isTouched = (): boolean => matchMedia('(pointer: coarse)').matches

/**
 * Monaco is many times larger than all else on the page, so what is there to read comes first: the frame that is due is
 * drawn and on its way to the screen, which the next one follows, before the fetch begins. A hidden tab draws none, and
 * does not wait.
 */
async function statementPainted(): Promise<void> {
  for (let frames = 0; frames < 2 && !document.hidden; frames++)
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}

async function loadMonaco(): Promise<Create> {
  const { prepareMonaco, createMonacoEditor } = await import('./monaco')
  // To have read it took a while: whoever types or scrolls meanwhile comes first.
  await new Promise((resolve) => setTimeout(resolve))
  await prepareMonaco()
  return createMonacoEditor
}

const loadCodeMirror = async (): Promise<Create> => (await import('./codemirror')).createCodeMirror

function replace(
  plain: PlainEditor,
  host: HTMLElement,
  create: (value: string, cursor: number) => CodeEditor,
): CodeEditor {
  const hadFocus = plain.element.contains(document.activeElement)
  const cursor = plain.cursor()
  plain.element.remove()
  try {
    const editor = create(plain.value(), cursor)
    plain.dispose()
    if (hadFocus) editor.focus()
    return editor
  } catch (error) {
    host.replaceChildren(plain.element)
    throw error
  }
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The editor took too long to load.')), PATIENCE_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function explain(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return `The full editor could not start, so this is a simple one. Running and submitting work the same; your text is safe. (${reason})`
}
