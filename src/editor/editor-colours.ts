// The paint shelf of the editor room: every colour of both editors, once. Text colours reach 4.5:1 on their ground.

export interface EditorColours {
  readonly ground: string
  readonly text: string
  readonly lineNumber: string
  readonly activeLineNumber: string
  readonly activeLine: string
  readonly selection: string
  readonly quietSelection: string
  readonly match: string
  readonly cursor: string
  readonly guide: string
  readonly panel: string
  readonly panelBorder: string
  readonly panelSelected: string
  readonly focus: string
  readonly error: string
  readonly warning: string
  readonly syntax: SyntaxColours
}

export interface SyntaxColours {
  readonly comment: string
  readonly keyword: string
  readonly string: string
  readonly number: string
  readonly type: string
  readonly regexp: string
  readonly punctuation: string
}

export const EDITOR_COLOURS: Readonly<Record<'light' | 'dark', EditorColours>> = {
  light: {
    ground: '#fdfcf9',
    text: '#2a2925',
    lineNumber: '#77746a',
    activeLineNumber: '#3f3d37',
    activeLine: '#f4f2ec',
    selection: '#d5e3ee',
    quietSelection: '#e6ebec',
    match: '#f3e3b3',
    cursor: '#1f4f78',
    guide: '#e4e1d8',
    panel: '#f7f5f0',
    panelBorder: '#d6d2c6',
    panelSelected: '#dde8f0',
    focus: '#2b6496',
    error: '#b3261e',
    warning: '#8a5a00',
    syntax: {
      comment: '#66645b',
      keyword: '#75409a',
      string: '#38682c',
      number: '#95480a',
      type: '#0e6570',
      regexp: '#a3333d',
      punctuation: '#55534b',
    },
  },
  dark: {
    ground: '#1c1e22',
    text: '#dedcd5',
    lineNumber: '#8b8a83',
    activeLineNumber: '#c9c7bf',
    activeLine: '#24262b',
    selection: '#2a3f53',
    quietSelection: '#2b3741',
    match: '#453c1c',
    cursor: '#9cc5e8',
    guide: '#33363c',
    panel: '#24272c',
    panelBorder: '#40444c',
    panelSelected: '#304354',
    focus: '#7db4e0',
    error: '#f2948b',
    warning: '#e3b565',
    syntax: {
      comment: '#adaba1',
      keyword: '#cbaae8',
      string: '#a9cb93',
      number: '#e5b481',
      type: '#84c9d1',
      regexp: '#eb9f9f',
      punctuation: '#b5b3aa',
    },
  },
}

/** Gives an element's style sheet the colours, as `--tk-plain-text` and so on. */
export function paint(element: HTMLElement, theme: 'light' | 'dark'): void {
  for (const [name, colour] of Object.entries(EDITOR_COLOURS[theme]))
    if (typeof colour === 'string') element.style.setProperty(`--tk-plain-${name}`, colour)
  element.style.colorScheme = theme
}

export const CODE_FONT = "'IBM Plex Mono', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"

/** Both editors keep this line height, so that one can take the other's place without a jump. */
export const LINE_HEIGHT = 1.55
