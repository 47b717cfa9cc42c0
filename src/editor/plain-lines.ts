// The numbers beside the plain editor's text. Each row holds an unseen copy of its line, so that both wrap alike.
import type { Mark } from './code-editor'

export interface LineRuler {
  readonly element: HTMLElement
  update(wordWrap: boolean): void
  mark(problems: readonly Mark[]): void
  dispose(): void
}

export function createLineRuler(field: HTMLTextAreaElement): LineRuler {
  const element = document.createElement('div')
  element.className = 'tk-plain-ruler'
  element.setAttribute('aria-hidden', 'true')
  const rows = document.createElement('div')
  element.append(rows)
  let isWrapping = false
  let severities = new Map<number, Mark['severity']>()

  const draw = () => {
    const lines = field.value.split('\n')
    element.style.setProperty('--tk-plain-digits', `${Math.max(3, String(lines.length).length)}ch`)
    rows.style.setProperty('--tk-plain-width', `${textWidth(field)}px`)
    rows.replaceChildren(
      ...lines.map((line, index) => rowOf(isWrapping ? line : '', severities.get(index + 1))),
    )
  }
  const scroll = () => {
    rows.style.transform = `translateY(${-field.scrollTop}px)`
  }
  const resize = new ResizeObserver(draw)
  resize.observe(field)
  field.addEventListener('input', draw)
  field.addEventListener('scroll', scroll, { passive: true })

  return {
    element,
    update(wordWrap) {
      isWrapping = wordWrap
      draw()
    },
    mark(problems) {
      const worstLast = [...problems].sort((a, b) => rank(a) - rank(b))
      severities = new Map(worstLast.map(({ line, severity }) => [line, severity]))
      draw()
    },
    dispose: () => resize.disconnect(),
  }
}

function rowOf(text: string, severity: Mark['severity'] | undefined): HTMLElement {
  const row = document.createElement('div')
  row.className = 'tk-plain-row'
  if (severity) row.dataset['severity'] = severity
  const copy = document.createElement('span')
  copy.textContent = text
  row.append(copy)
  return row
}

function textWidth(field: HTMLTextAreaElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(field)
  return Math.max(0, field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight))
}

function rank({ severity }: Mark): number {
  return severity === 'error' ? 1 : 0
}
