// Ends a loop one round early, so that the last item, batch or epoch is skipped.

import ts from 'typescript'
import type { Edit } from '../edit'
import { asOperand, type Operator, replace } from './operator'

export const shortenLoop: Operator = {
  name: 'shorten-loop',
  *edits(node): Iterable<Edit> {
    const test = ts.isForStatement(node) ? node.condition : ts.isWhileStatement(node) ? node.expression : null
    if (!test || !ts.isBinaryExpression(test)) return
    const { operatorToken, right } = test
    if (operatorToken.kind !== ts.SyntaxKind.LessThanToken) return
    yield replace(right, `${asOperand(right)} - ${ts.isForStatement(node) ? roundOf(node) : '1'}`)
  },
}

/** How far one round goes: the step of `i += step`, else 1. */
function roundOf({ incrementor }: ts.ForStatement): string {
  const isStride =
    incrementor &&
    ts.isBinaryExpression(incrementor) &&
    incrementor.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken
  return isStride ? asOperand(incrementor.right) : '1'
}
