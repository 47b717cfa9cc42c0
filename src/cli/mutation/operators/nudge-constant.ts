// Moves a number a little: n → n + 1, and twice as much of a fraction.

import type { Edit } from '../edit'
import { isEpsilon, isNumberInCode } from './numbers'
import { type Operator, replace } from './operator'

export const nudgeConstant: Operator = {
  name: 'nudge-constant',
  *edits(node): Iterable<Edit> {
    if (!isNumberInCode(node)) return
    const value = Number(node.text)
    // A little more of an epsilon is an epsilon.
    if (!isEpsilon(value)) yield replace(node, String(Number.isInteger(value) ? value + 1 : value * 2))
  },
}
