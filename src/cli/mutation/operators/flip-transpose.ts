// Flips a flag of matMul that transposes a side: written out, or false because it is left out.

import ts from 'typescript'
import type { Edit } from '../edit'
import { appendArgument, type Operator, replace } from './operator'
import { argumentAt, operationCall } from './tfjs-call'

export const flipTranspose: Operator = {
  name: 'flip-transpose',
  *edits(node): Iterable<Edit> {
    const call = operationCall(node)
    const other = call?.name.text === 'matMul' ? argumentAt(call, 0) : undefined
    if (!call || !other || ts.isSpreadElement(other)) return
    const flags = [argumentAt(call, 1), argumentAt(call, 2)]
    for (const flag of flags) {
      if (flag?.kind === ts.SyntaxKind.TrueKeyword) yield replace(flag, 'false')
      if (flag?.kind === ts.SyntaxKind.FalseKeyword) yield replace(flag, 'true')
    }
    const added = flags[0] ? (flags[1] ? [] : ['true']) : ['true', 'false, true']
    for (const more of added) yield appendArgument(call.node, more)
  },
}
