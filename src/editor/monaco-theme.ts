// Dresses Monaco in our colours.
import { editor } from 'monaco-editor/editor'
import { EDITOR_COLOURS, type EditorColours } from './editor-colours'

export type ThemeName = 'light' | 'dark'

export function defineThemes(): void {
  for (const name of ['light', 'dark'] as const) editor.defineTheme(themeId(name), themeOf(name))
}

export function themeId(name: ThemeName): string {
  return `tensorkata-${name}`
}

function themeOf(name: ThemeName): editor.IStandaloneThemeData {
  const colours = EDITOR_COLOURS[name]
  return {
    base: name === 'light' ? 'vs' : 'vs-dark',
    inherit: true,
    rules: rules(colours),
    colors: { ...surface(colours), ...panels(colours), ...problems(colours) },
  }
}

function rules({ text, syntax }: EditorColours): editor.ITokenThemeRule[] {
  const table: Readonly<Record<string, string>> = {
    '': text,
    identifier: text,
    comment: syntax.comment,
    keyword: syntax.keyword,
    string: syntax.string,
    'string.escape': syntax.number,
    'string.invalid': syntax.regexp,
    number: syntax.number,
    type: syntax.type,
    'type.identifier': syntax.type,
    regexp: syntax.regexp,
    annotation: syntax.comment,
    delimiter: syntax.punctuation,
    operator: syntax.punctuation,
    'delimiter.bracket': syntax.punctuation,
  }
  return Object.entries(table).map(([token, colour]) => ({ token, foreground: colour.slice(1) }))
}

function surface(colours: EditorColours): editor.IColors {
  const brackets = Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((level) => [
      `editorBracketHighlight.foreground${level}`,
      colours.syntax.punctuation,
    ]),
  )
  return {
    ...brackets,
    'editor.background': colours.ground,
    'editor.foreground': colours.text,
    'editorLineNumber.foreground': colours.lineNumber,
    'editorLineNumber.activeForeground': colours.activeLineNumber,
    'editor.lineHighlightBackground': colours.activeLine,
    'editor.lineHighlightBorder': colours.activeLine,
    'editor.selectionBackground': colours.selection,
    'editor.inactiveSelectionBackground': colours.quietSelection,
    'editor.wordHighlightBackground': colours.quietSelection,
    'editor.wordHighlightStrongBackground': colours.selection,
    'editor.findMatchBackground': colours.match,
    'editor.findMatchHighlightBackground': colours.match,
    'editorBracketMatch.background': colours.selection,
    'editorBracketMatch.border': colours.focus,
    'editorCursor.foreground': colours.cursor,
    'editorIndentGuide.background1': colours.guide,
    'editorIndentGuide.activeBackground1': colours.panelBorder,
    'editorWhitespace.foreground': colours.guide,
    // Unreachable or unused code is faded only as far as it still reads well.
    'editorUnnecessaryCode.opacity': '#000000cc',
    focusBorder: colours.focus,
  }
}

function panels(colours: EditorColours): editor.IColors {
  return {
    'editorWidget.background': colours.panel,
    'editorWidget.foreground': colours.text,
    'editorWidget.border': colours.panelBorder,
    'editorHoverWidget.background': colours.panel,
    'editorHoverWidget.border': colours.panelBorder,
    'editorSuggestWidget.background': colours.panel,
    'editorSuggestWidget.border': colours.panelBorder,
    'editorSuggestWidget.foreground': colours.text,
    'editorSuggestWidget.selectedBackground': colours.panelSelected,
    'editorSuggestWidget.selectedForeground': colours.text,
    'editorSuggestWidget.highlightForeground': colours.focus,
    'editorSuggestWidget.focusHighlightForeground': colours.focus,
    'input.background': colours.ground,
    'input.foreground': colours.text,
    'input.border': colours.panelBorder,
    'list.hoverBackground': colours.activeLine,
    'menu.background': colours.panel,
    'menu.foreground': colours.text,
    'menu.selectionBackground': colours.panelSelected,
    'menu.selectionForeground': colours.text,
    'textLink.foreground': colours.focus,
    'widget.shadow': '#00000026',
  }
}

function problems(colours: EditorColours): editor.IColors {
  return {
    'editorError.foreground': colours.error,
    'editorWarning.foreground': colours.warning,
    'editorOverviewRuler.errorForeground': colours.error,
    'editorOverviewRuler.warningForeground': colours.warning,
  }
}
