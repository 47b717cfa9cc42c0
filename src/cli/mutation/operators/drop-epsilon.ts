// Takes away the small constant that keeps a division or a logarithm from 0.

import type { Edit } from '../edit'
import { isEpsilon, isNumberInCode } from './numbers'
import { type Operator, replace } from './operator'

export const dropEpsilon: Operator = {
  name: 'drop-epsilon',
  *edits(node): Iterable<Edit> {
    if (isNumberInCode(node) && isEpsilon(Number(node.text))) yield replace(node, '0')
  },
}
