// Calls a function of the learner's module or of the harness, and answers with a travelling value or a problem.

import type { Problem } from '../../src/core/problem'
import { decodeValue, encodeValue } from '../../src/protocol/wire'
import type { CallReply, CallRequest } from '../../src/protocol/runner'
import { type HandleTable, toLive, toTravel, Unsupported } from '../shared/live-values'
import type { Tensor, Tf } from '../shared/tf'
import type { KernelMeter } from './meter'
import type { Module } from './module'
import type { StackLines } from './stack-lines'

export interface CallScope {
  readonly tf: Tf
  readonly meter: KernelMeter
  readonly handles: HandleTable
  readonly learner: Module
  readonly harness: Module
  readonly stackLines: StackLines
}

export async function call(scope: CallScope, request: CallRequest): Promise<CallReply> {
  const { tf, handles } = scope
  const target = scope[request.target][request.name]
  if (typeof target !== 'function') return missing(request)
  const args = decodeValue(request.args)
  if (!args.ok)
    return { ok: false, problem: { kind: 'crashed', message: `The arguments did not arrive: ${args.error}` } }
  // Nothing made here is disposed of: the learner may keep an input or hand out the same result twice.
  const tensors: Tensor[] = []
  const stop = scope.meter.start()
  try {
    const live = toLive(args.value, tf, handles, tensors) as unknown[]
    const inputs = [...tensors]
    const returned: unknown = await target(
      ...(request.target === 'harness' ? [scope.learner, ...live] : live),
    )
    const value = request.keep
      ? handles.keep(returned, 'kept value')
      : await toTravel(returned, tf, handles, tensors)
    if (request.target === 'learner' && inputs.some((tensor) => tensor.isDisposed))
      return disposedInput(request)
    return { ok: true, value: encodeValue(value), meter: stop(tensors) }
  } catch (error) {
    return { ok: false, problem: problemOf(error, scope.stackLines) }
  }
}

/** A thrown thing as a problem with the learner's line. */
export function problemOf(error: unknown, stackLines: StackLines): Problem {
  if (error instanceof Unsupported) return error.problem
  const name = error instanceof Error ? error.name : ''
  const message = error instanceof Error ? error.message : `threw ${describeThrown(error)}`
  const line = stackLines.lineOf((error as { stack?: unknown } | null)?.stack)
  const text = (name && name !== 'Error' ? `${name}: ${message}` : message).slice(0, 5_000)
  return {
    kind: 'threw',
    message: text || 'An error without a message was thrown.',
    ...(line ? { line } : {}),
  }
}

const describeThrown = (thrown: unknown): string =>
  typeof thrown === 'string' ? JSON.stringify(thrown) : `a ${typeof thrown}, not an Error`

const missing = ({ target, name }: CallRequest): CallReply => ({
  ok: false,
  problem: {
    kind: 'no-export',
    message: `The ${target === 'harness' ? 'harness' : 'solution'} has no function "${name}".`,
  },
})

const disposedInput = ({ name }: CallRequest): CallReply => ({
  ok: false,
  problem: {
    kind: 'disposed',
    message: `${name} disposes of a tensor that it was given.`,
    remedy: 'Whoever calls it still needs its inputs: dispose only of what you make.',
  },
})
