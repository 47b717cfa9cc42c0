// Dresses CodeMirror in our colours.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { CODE_FONT, EDITOR_COLOURS, type EditorColours, LINE_HEIGHT } from './editor-colours'

export interface Look {
  readonly theme: 'light' | 'dark'
  readonly fontSize: number
}

export function lookOf({ theme, fontSize }: Look): Extension {
  const colours = EDITOR_COLOURS[theme]
  return [
    EditorView.theme({ ...surface(colours, fontSize), ...panels(colours) }, { dark: theme === 'dark' }),
    syntaxHighlighting(syntaxOf(colours)),
  ]
}

function surface(colours: EditorColours, fontSize: number): Parameters<typeof EditorView.theme>[0] {
  return {
    '&': { height: '100%', color: colours.text, backgroundColor: colours.ground, fontSize: `${fontSize}px` },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': {
      fontFamily: CODE_FONT,
      lineHeight: `${Math.round(fontSize * LINE_HEIGHT)}px`,
      overscrollBehavior: 'contain',
    },
    '.cm-content': { padding: '12px 0', caretColor: colours.cursor },
    '.cm-line': { padding: '0 8px 0 4px' },
    '.cm-gutters': { color: colours.lineNumber, backgroundColor: colours.ground, border: '0' },
    '.cm-lineNumbers .cm-gutterElement': { minWidth: '3ch', padding: '0 4px 0 8px' },
    '.cm-activeLine': { backgroundColor: colours.activeLine },
    '.cm-activeLineGutter': { color: colours.activeLineNumber, backgroundColor: colours.activeLine },
    '.cm-line::selection, .cm-line ::selection': { backgroundColor: colours.selection },
    '&.cm-focused .cm-matchingBracket': {
      backgroundColor: colours.selection,
      outline: `1px solid ${colours.focus}`,
    },
    '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent', color: colours.error },
    '.tk-cm-mark': { textDecoration: `underline wavy ${colours.error} 1px`, textUnderlineOffset: '3px' },
    '.tk-cm-mark-warning': { textDecorationColor: colours.warning },
    '.tk-cm-dots': { width: '12px' },
    '.tk-cm-dot::before': {
      content: '""',
      display: 'block',
      width: '8px',
      height: '8px',
      margin: `${Math.round((fontSize * LINE_HEIGHT - 8) / 2)}px 2px 0`,
      borderRadius: '50%',
      backgroundColor: colours.error,
    },
    '.tk-cm-dot-warning::before': {
      borderRadius: '0',
      clipPath: 'polygon(50% 0, 100% 100%, 0 100%)',
      backgroundColor: colours.warning,
    },
  }
}

function panels(colours: EditorColours): Parameters<typeof EditorView.theme>[0] {
  return {
    '.cm-panels': { color: colours.text, backgroundColor: colours.panel },
    '.cm-panels-bottom': { borderTop: `1px solid ${colours.panelBorder}` },
    '.cm-tooltip': {
      border: `1px solid ${colours.panelBorder}`,
      borderRadius: '5px',
      overflow: 'hidden',
      backgroundColor: colours.panel,
      color: colours.text,
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: CODE_FONT, maxHeight: '10.5em' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '8px 10px' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': {
      backgroundColor: colours.panelSelected,
      color: colours.text,
    },
    '.cm-completionDetail': { color: colours.activeLineNumber, fontStyle: 'normal' },
    '.cm-completionMatchedText': { color: colours.focus, textDecoration: 'none', fontWeight: '600' },
    '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: `underline wavy ${colours.error} 1px` },
    '.cm-lintRange-warning': {
      backgroundImage: 'none',
      textDecoration: `underline wavy ${colours.warning} 1px`,
    },
  }
}

function syntaxOf({ text, syntax }: EditorColours): HighlightStyle {
  return HighlightStyle.define([
    { tag: [tags.comment, tags.meta], color: syntax.comment },
    { tag: [tags.keyword, tags.self, tags.bool, tags.null, tags.modifier], color: syntax.keyword },
    { tag: [tags.string, tags.special(tags.string)], color: syntax.string },
    { tag: [tags.number, tags.escape], color: syntax.number },
    { tag: [tags.typeName, tags.className, tags.namespace], color: syntax.type },
    { tag: tags.regexp, color: syntax.regexp },
    { tag: [tags.punctuation, tags.operator, tags.bracket], color: syntax.punctuation },
    { tag: [tags.variableName, tags.propertyName], color: text },
  ])
}
