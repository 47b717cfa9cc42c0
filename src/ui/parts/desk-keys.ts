// The keys of a desk: what runs, what submits, and what opens the list of commands.

export interface KeyDeeds {
  readonly run: () => void
  /** Where something is judged. */
  readonly submit?: () => void
  readonly openPalette: () => void
}

/** Handles the event, or lets it pass: what somebody types into a field is theirs. */
export function onDeskKey(event: KeyboardEvent, { run, submit = run, openPalette }: KeyDeeds): void {
  if (event.defaultPrevented) return
  const isTyping =
    event.target instanceof Element && event.target.matches('input, textarea, select, [role=textbox]')
  const ctrl = event.ctrlKey || event.metaKey
  if (ctrl && event.key === 'Enter') (event.shiftKey ? submit : run)()
  else if ((ctrl && event.key === 'k') || (event.key === '?' && !isTyping)) openPalette()
  else return
  event.preventDefault()
}
