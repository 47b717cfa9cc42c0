// What can be done on a page, by name and by key.

export interface Command {
  readonly name: string
  /** As "Ctrl+Shift+Enter"; Ctrl stands for ⌘ on a Mac. */
  readonly keys?: string
  readonly isOff?: boolean
  readonly run: () => void
}

/** Those of these names, in the order of the names. */
export const named = (commands: readonly Command[], ...names: string[]): Command[] =>
  names.flatMap((name) => commands.filter((one) => one.name === name))

/** The key that this machine has in the place of Ctrl. */
export const CTRL = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

/** As people write it on this machine. */
export const keysShown = (keys: string): string =>
  keys.replace('Ctrl', CTRL).replace('Shift', '⇧').replace('Enter', '↵').replaceAll('+', ' ')

/** Those whose name has all the words, in any order. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
}
