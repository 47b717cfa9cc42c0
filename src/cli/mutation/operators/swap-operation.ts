// Takes an operation for its neighbour: add for sub, mul for div, mean for sum, max for min, and their like.

import type { Edit } from '../edit'
import { type Operator, replace } from './operator'
import { operationCall } from './tfjs-call'

const PAIRS = [
  ['add', 'sub'],
  ['mul', 'div'],
  ['mean', 'sum'],
  ['max', 'min'],
  ['maximum', 'minimum'],
  ['argMax', 'argMin'],
  ['floor', 'ceil'],
  ['zeros', 'ones'],
  ['zerosLike', 'onesLike'],
  ['greater', 'greaterEqual'],
  ['less', 'lessEqual'],
] as const

const OTHER: ReadonlyMap<string, string> = new Map([
  ...PAIRS.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]),
  ['divNoNan', 'div'],
])

export const swapOperation: Operator = {
  name: 'swap-operation',
  *edits(node): Iterable<Edit> {
    const call = operationCall(node)
    const other = call && OTHER.get(call.name.text)
    if (other) yield replace(call.name, other)
  },
}
