// Takes another axis: 0 for 1, 1 for 0 and for the last; also where the axis is left out and has a default.

import type { Edit } from '../edit'
import { numberOf } from './numbers'
import { appendArgument, type Operator, replace } from './operator'
import { argumentAt, operationCall } from './tfjs-call'

interface Axis {
  /** Which argument it is, after the first tensor. */
  readonly at: number
  /** What it is when it is left out, unless that means all axes. */
  readonly absent?: number
}

const AXES: Readonly<Record<string, Axis>> = {
  ...all(['sum', 'mean', 'max', 'min', 'prod', 'any', 'all', 'logSumExp', 'moments'], { at: 0 }),
  ...all(['argMax', 'argMin', 'cumsum', 'cumprod', 'expandDims', 'unstack', 'stack', 'concat'], {
    at: 0,
    absent: 0,
  }),
  ...all(['softmax', 'logSoftmax'], { at: 0, absent: -1 }),
  ...all(['squeeze', 'reverse'], { at: 0 }),
  ...all(['gather', 'split'], { at: 1, absent: 0 }),
  norm: { at: 1 },
}
/** As methods, these take the other tensors first. */
const JOINS = new Set(['stack', 'concat'])

export const moveAxis: Operator = {
  name: 'move-axis',
  *edits(node): Iterable<Edit> {
    const call = operationCall(node)
    if (!call?.operand || !Object.hasOwn(AXES, call.name.text)) return
    const { at, absent } = AXES[call.name.text]!
    const index = at + (call.form === 'method' && JOINS.has(call.name.text) ? 1 : 0)
    const axis = argumentAt(call, index)
    const value = axis && numberOf(axis)
    if (axis && value !== undefined) yield replace(axis, String(neighbour(value)))
    const isLeftOut = call.node.arguments.length === index + (call.form === 'function' ? 1 : 0)
    if (isLeftOut && absent !== undefined) yield appendArgument(call.node, String(neighbour(absent)))
  },
}

const neighbour = (axis: number): number => (axis === 0 ? 1 : axis > 0 ? axis - 1 : 0)

function all(names: readonly string[], axis: Axis): Record<string, Axis> {
  return Object.fromEntries(names.map((name) => [name, axis]))
}
