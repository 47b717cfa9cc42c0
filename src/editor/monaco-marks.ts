// Shows problems found by a run in Monaco: a squiggle under the place and a dot beside the line.
import { MarkerSeverity, Range, editor } from 'monaco-editor/editor'
import type { Mark } from './code-editor'
import './marks.css'

const OWNER = 'tensorkata'

export function createMarker(
  view: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
): (problems: readonly Mark[]) => void {
  const dots = view.createDecorationsCollection()
  return (problems) => {
    const known = problems.map((problem) => ({ ...problem, line: clampLine(model, problem.line) }))
    editor.setModelMarkers(
      model,
      OWNER,
      known.map((problem) => markerOf(model, problem)),
    )
    dots.set(known.map((problem) => dotOf(problem)))
  }
}

function markerOf(model: editor.ITextModel, problem: Mark): editor.IMarkerData {
  const { line, message } = problem
  const lastColumn = model.getLineMaxColumn(line)
  const startColumn = Math.min(
    problem.column ?? (model.getLineFirstNonWhitespaceColumn(line) || 1),
    lastColumn,
  )
  const word = model.getWordAtPosition({ lineNumber: line, column: startColumn })
  const endColumn =
    problem.endColumn ?? (problem.column === undefined ? lastColumn : (word?.endColumn ?? startColumn + 1))
  const severity = problem.severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning
  return { startLineNumber: line, endLineNumber: line, startColumn, endColumn, message, severity }
}

function dotOf({ line, message, severity }: Mark): editor.IModelDeltaDecoration {
  return {
    range: new Range(line, 1, line, 1),
    options: { linesDecorationsClassName: `tk-mark tk-mark-${severity}`, linesDecorationsTooltip: message },
  }
}

function clampLine(model: editor.ITextModel, line: number): number {
  return Math.min(Math.max(1, line), model.getLineCount())
}
