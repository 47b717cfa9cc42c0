// What can be done at a desk, by name and by key.

import type { ExerciseSession } from '../../session/exercise-session.svelte'
import type { Command } from './commands'
import type { Desk } from './desk.svelte'

/** What any page with a desk does itself. */
interface CodeDeeds {
  readonly openPalette: () => void
  readonly openFile: () => void
}

/** What can be done with code, whatever it is for. `address` is where it belongs, as "practice/llm/sampling". */
export function codeCommands(desk: Desk, { openPalette, openFile }: CodeDeeds, address: string): Command[] {
  const format = desk.editor?.format
  return [
    { name: 'Show commands and keys', keys: 'Ctrl+K', run: openPalette },
    ...(format ? [{ name: 'Format the code', keys: 'Shift+Alt+F', run: () => desk.editor?.format?.() }] : []),
    { name: 'Open a file …', run: openFile },
    { name: 'Save to a file', run: () => desk.saveFile() },
    { name: 'Copy a link to this code', run: () => void desk.copyLink(address) },
  ]
}

export interface PageDeeds extends CodeDeeds {
  readonly submit: () => void
  readonly copyResults: () => void
}

export function deskCommands(session: ExerciseSession, desk: Desk, page: PageDeeds): Command[] {
  const { isWorking, manner, phase } = session
  const goTo = (hash: string) => (): void => {
    location.hash = hash
  }
  return [
    { name: 'Run the examples', keys: 'Ctrl+Enter', isOff: isWorking, run: () => void session.run() },
    {
      name: 'Submit',
      keys: 'Ctrl+Shift+Enter',
      isOff: isWorking || Boolean(manner?.isOver),
      run: page.submit,
    },
    { name: 'Stop', isOff: !isWorking, run: () => session.stop() },
    ...codeCommands(desk, page, `practice/${session.page.id}`),
    ...(phase.kind === 'done' ? [{ name: 'Copy the results as text', run: page.copyResults }] : []),
    ...(phase.kind === 'done' && !manner
      ? [{ name: 'Again with this seed', run: () => void session.repeat() }]
      : []),
    { name: 'Back to the starter', isOff: !session.isChanged || isWorking, run: () => desk.reset() },
    // A rehearsal is left by its own bar.
    ...(manner
      ? []
      : [
          { name: 'Scratch area', run: goTo('#/scratch') },
          { name: 'All exercises', run: goTo('#/practice') },
        ]),
  ]
}
