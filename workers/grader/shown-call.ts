// A call as it can be made again elsewhere: the very numbers, where what is shown of them is rounded and cut.

import { lengthOf, MOST_WRITTEN } from '../../src/core/literal'
import type { Value } from '../../src/core/value'
import type { ShownCall } from '../../src/core/verdict'
import { encodeValue } from '../../src/protocol/wire'

export function shownCall({ name, args }: { name: string; args: readonly Value[] }): ShownCall {
  const length = lengthOf(args)
  if (length === Infinity) return { name, args: 'unwritable' }
  return { name, args: length > MOST_WRITTEN ? 'too-large' : args.map(encodeValue) }
}
