// Shows problems found by a run in CodeMirror: a line under the place and a dot beside the line.
import { type EditorState, RangeSet, StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, gutter, GutterMarker } from '@codemirror/view'
import type { Mark } from './code-editor'

export const setMarks = StateEffect.define<readonly Mark[]>()

interface Shown {
  readonly places: DecorationSet
  readonly dots: RangeSet<GutterMarker>
}

class Dot extends GutterMarker {
  constructor(private readonly mark: Mark) {
    super()
  }
  override toDOM(): HTMLElement {
    const dot = document.createElement('div')
    dot.className = `tk-cm-dot tk-cm-dot-${this.mark.severity}`
    dot.title = this.mark.message
    return dot
  }
}

const shown = StateField.define<Shown>({
  create: () => ({ places: Decoration.none, dots: RangeSet.empty }),
  update(before, { changes, effects, state }) {
    let now: Shown = { places: before.places.map(changes), dots: before.dots.map(changes) }
    for (const effect of effects) if (effect.is(setMarks)) now = shownFor(effect.value, state)
    return now
  },
  provide: (field) => EditorView.decorations.from(field, ({ places }) => places),
})

export const marks = [shown, gutter({ class: 'tk-cm-dots', markers: (view) => view.state.field(shown).dots })]

/** Where a line starts; the last one where there are fewer. */
export const startOf = (doc: Text, line: number): number =>
  doc.line(Math.min(Math.max(1, line), doc.lines)).from

function shownFor(problems: readonly Mark[], state: EditorState): Shown {
  const places = problems.flatMap((problem) => {
    const { from, to } = placeOf(problem, state)
    const mark = Decoration.mark({ class: `tk-cm-mark tk-cm-mark-${problem.severity}` })
    return to > from ? [mark.range(from, to)] : []
  })
  const dots = problems.map((problem) => new Dot(problem).range(startOf(state.doc, problem.line)))
  return { places: Decoration.set(places, true), dots: RangeSet.of(dots, true) }
}

/** Offsets. Without a column, all that is written on the line; with the first one alone, the word that begins there. */
export function placeOf({ line, column, endColumn }: Mark, state: EditorState): { from: number; to: number } {
  const at = state.doc.lineAt(startOf(state.doc, line))
  const offset = (columns: number): number => Math.min(at.from + Math.max(1, columns) - 1, at.to)
  if (column === undefined) return { from: at.from + at.text.search(/\S|$/), to: at.to }
  const from = offset(column)
  if (endColumn !== undefined) return { from, to: Math.max(from, offset(endColumn)) }
  return { from, to: Math.max(state.wordAt(from)?.to ?? 0, Math.min(from + 1, at.to)) }
}
