// The standard operators, by Stryker's instrumenter. Only its mutants are taken: where they stand, and what is put there.
// Its own placing of them would reprint the whole file.

import { Instrumenter } from '@stryker-mutator/instrumenter'
import ts from 'typescript'
import type { Proposal } from './edit'

type Logger = ConstructorParameters<typeof Instrumenter>[0]

const OPTIONS = { plugins: null, excludedMutations: [], ignorers: [] }

export async function standardProposals(file: ts.SourceFile): Promise<Proposal[]> {
  const content = withoutAssertions(file)
  const { mutants } = await new Instrumenter(SILENT).instrument(
    [{ name: 'solution.ts', mutate: true, content }],
    OPTIONS,
  )
  const offset = ({ line, column }: { line: number; column: number }): number =>
    file.getPositionOfLineAndCharacter(line, column)
  return mutants.map(({ mutatorName, replacement, location }) => ({
    operator: mutatorName,
    start: offset(location.start),
    end: offset(location.end),
    text: replacement,
  }))
}

/** Blanks `as T` and `satisfies T`, inside which the instrumenter does not look. Everything else keeps its place. */
function withoutAssertions(file: ts.SourceFile): string {
  let { text } = file
  const visit = (node: ts.Node): void => {
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
      const { end } = node.expression
      text = text.slice(0, end) + text.slice(end, node.end).replace(/[^\n]/g, ' ') + text.slice(node.end)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return text
}

const quiet = (): void => {}
const no = (): boolean => false
const SILENT: Logger = {
  ...{ trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet, fatal: quiet },
  ...{ isTraceEnabled: no, isDebugEnabled: no, isInfoEnabled: no },
  ...{ isWarnEnabled: no, isErrorEnabled: no, isFatalEnabled: no },
}
