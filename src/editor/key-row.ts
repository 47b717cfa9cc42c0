// A row of keys that a phone's keyboard hides two layers deep, shown while one types.

export interface RowKey {
  readonly text: string
  /** How it is called, where the text does not say it. */
  readonly name?: string
  press(): void
}

export function createKeyRow(keys: readonly RowKey[]): HTMLElement {
  const row = document.createElement('div')
  row.className = 'tk-keys'
  row.setAttribute('role', 'toolbar')
  row.setAttribute('aria-label', 'Keys')
  const buttons = keys.map(buttonOf)
  row.append(...buttons)
  // To press a key here must not take the focus, which would put the phone's keyboard away.
  row.addEventListener('mousedown', (event) => event.preventDefault())
  moveByArrows(row, buttons)
  return row
}

function buttonOf({ text, name, press }: RowKey): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = text
  if (name) button.setAttribute('aria-label', name)
  button.addEventListener('click', press)
  return button
}

/** One stop for Tab; from there the arrow keys move, as in any toolbar. */
function moveByArrows(row: HTMLElement, buttons: readonly HTMLButtonElement[]): void {
  const stopAt = (stop: number): void => buttons.forEach((one, i) => (one.tabIndex = i === stop ? 0 : -1))
  stopAt(0)
  row.addEventListener('keydown', (event) => {
    const at = buttons.findIndex((one) => one === document.activeElement)
    const last = buttons.length - 1
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const stop = (next + buttons.length) % buttons.length
    stopAt(stop)
    buttons[stop]!.focus()
  })
}
