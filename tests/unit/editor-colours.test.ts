// The editor's colours can be read: every text colour against every ground it may stand on.
import { describe, expect, test } from 'vitest'
import { EDITOR_COLOURS } from '../../src/editor/editor-colours.ts'

describe.each(['light', 'dark'] as const)('in the %s theme', (name) => {
  const colours = EDITOR_COLOURS[name]
  const texts = { text: colours.text, error: colours.error, warning: colours.warning, ...colours.syntax }
  const grounds = {
    ground: colours.ground,
    activeLine: colours.activeLine,
    quietSelection: colours.quietSelection,
  }

  test.each(Object.entries(texts))('%s stands out 4.5:1 on every ground of the text', (_, text) => {
    for (const ground of Object.values(grounds)) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test('text and links read on panels and on their chosen row', () => {
    for (const ground of [colours.panel, colours.panelSelected])
      for (const text of [colours.text, colours.focus, colours.activeLineNumber])
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test('selected and found text stays readable', () => {
    for (const ground of [colours.selection, colours.match])
      for (const text of Object.values({ text: colours.text, ...colours.syntax }))
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test('line numbers read', () => {
    expect(contrast(colours.lineNumber, colours.ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colours.activeLineNumber, colours.activeLine)).toBeGreaterThanOrEqual(4.5)
  })

  test('the cursor and the focus ring are seen, 3:1', () => {
    for (const mark of [colours.cursor, colours.focus])
      expect(contrast(mark, colours.ground)).toBeGreaterThanOrEqual(3)
  })
})

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
