// The reference, called the way the learner is, so that both pass through the same encoding.

import type { Value } from '../../src/core/value'
import { decodeValue, encodeValue } from '../../src/protocol/wire'
import { HandleTable, toLive, toTravel } from '../shared/live-values'
import type { Tensor, Tf } from '../shared/tf'
import type { Keeping } from './keeping'
import { moduleDoor } from './module-door'

/** Tensors made by a call are disposed of, unless the call gave back a function or a model that may hold them. */
export function referenceDoor(module: Readonly<Record<string, unknown>>, tf: Tf, keeping: Keeping): never {
  const handles = new HandleTable()
  return moduleDoor(async (name, args) => {
    const target = module[name]
    if (typeof target !== 'function') throw new TypeError(`The reference exports no function "${name}".`)
    const tensors: Tensor[] = []
    const live = args.map((arg) => toLive(decoded(arg), tf, handles, tensors))
    const returned: unknown = await target(...live)
    if (keeping.isOn) return handles.keep(returned, 'kept value')
    const value = await toTravel(returned, tf, handles, tensors)
    if (handles.size === 0) tf.dispose(tensors)
    return value
  })
}

/** Through the wire and back, so that the reference can no more change the author's arrays than the learner can. */
function decoded(arg: Value): Value {
  const value = decodeValue(structuredClone(encodeValue(arg)))
  if (!value.ok) throw new TypeError(`The reference cannot take this argument: ${value.error}`)
  return value.value
}
