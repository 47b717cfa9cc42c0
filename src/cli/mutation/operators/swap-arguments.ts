// Swaps two arguments that stand side by side and could stand in each other's place.

import ts from 'typescript'
import type { Edit } from '../edit'
import type { Operator } from './operator'
import { operationCall } from './tfjs-call'

/** What gives the same either way round. */
const COMMUTATIVE = new Set(['add', 'mul', 'max', 'min', 'maximum', 'minimum', 'hypot', 'equal', 'notEqual'])

export const swapArguments: Operator = {
  name: 'swap-arguments',
  *edits(node, { file, isOfLikeType }): Iterable<Edit> {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return
    if (COMMUTATIVE.has(operationCall(node)?.name.text ?? '')) return
    const args = node.arguments ?? []
    for (const [i, second] of args.slice(1).entries()) {
      const first = args[i]!
      if (ts.isSpreadElement(first) || ts.isSpreadElement(second) || !isOfLikeType(first, second)) continue
      const between = file.text.slice(first.end, second.getStart())
      const text = `${second.getText()}${between}${first.getText()}`
      yield { start: first.getStart(), end: second.end, text }
    }
  },
}
