// The problems of a run, listed under the plain editor; choosing one goes to its line.
import type { Mark } from './code-editor'

export interface MarkList {
  readonly element: HTMLElement
  show(problems: readonly Mark[]): void
}

export function createMarkList(goToLine: (line: number) => void): MarkList {
  const element = document.createElement('ul')
  element.className = 'tk-plain-marks'
  element.setAttribute('aria-label', 'Problems')
  element.hidden = true
  return {
    element,
    show(problems) {
      element.hidden = problems.length === 0
      element.replaceChildren(...problems.map((problem) => itemOf(problem, goToLine)))
    },
  }
}

function itemOf({ line, message, severity }: Mark, goToLine: (line: number) => void): HTMLElement {
  const item = document.createElement('li')
  const button = document.createElement('button')
  button.type = 'button'
  button.dataset['severity'] = severity
  button.textContent = `Line ${line}, ${severity}: ${message}`
  button.addEventListener('click', () => goToLine(line))
  item.append(button)
  return item
}
