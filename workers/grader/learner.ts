// The typed stand-in for the learner's module: sends the arguments, decodes what comes back, keeps the bill.

import * as v from 'valibot'
import { forbiddenCallOf } from '../../src/core/forbidden-kernels'
import type { Problem } from '../../src/core/problem'
import { Handle, type Value } from '../../src/core/value'
import { LearnerProblem } from '../../src/kit/failures'
import { CallReply, type CallRequest, type LearnerDoor, type Meter } from '../../src/protocol/runner'
import { decodeValue, encodeValue } from '../../src/protocol/wire'
import type { GraderEvent } from '../../src/protocol/events'
import type { Keeping } from './keeping'
import { moduleDoor } from './module-door'

/** One call, as an example shows it. */
export interface CallRecord {
  readonly name: string
  readonly args: readonly Value[]
  readonly meter: Meter
  /** False when models or functions went in or out: what they hold is no leak of this call. */
  readonly countsLeaks: boolean
  readonly target: CallRequest['target']
}

export class Learner {
  readonly #door: LearnerDoor
  readonly #emit: (event: GraderEvent) => void
  readonly #forbidden: readonly string[]
  readonly #keeping: Keeping
  /** The calls of the case that runs. */
  calls: CallRecord[] = []
  /** What was sent last, kept even when the call failed. */
  lastArguments: { name: string; args: readonly Value[] } | undefined

  constructor(
    door: LearnerDoor,
    forbidden: readonly string[],
    keeping: Keeping,
    emit: (event: GraderEvent) => void,
  ) {
    this.#door = door
    this.#forbidden = forbidden
    this.#keeping = keeping
    this.#emit = emit
  }

  readonly module = moduleDoor((name, args) => this.#call('learner', name, args))
  readonly harness = moduleDoor((name, args) => this.#call('harness', name, args))

  async beginCase(seed: number): Promise<void> {
    this.calls = []
    this.lastArguments = undefined
    await this.reseed(seed)
  }

  async reseed(seed: number): Promise<void> {
    await this.#timed(() => this.#door.beginCase(seed))
  }

  async #call(target: CallRequest['target'], name: string, args: readonly Value[]): Promise<Value> {
    if (target === 'learner') this.lastArguments = { name, args }
    const request: CallRequest = { target, name, args: args.map(encodeValue), keep: this.#keeping.isOn }
    const parsed = v.safeParse(CallReply, await this.#timed(() => this.#door.call(request)))
    if (!parsed.success) throw malformed('Its answer is not of the agreed form.')
    if (!parsed.output.ok) throw new LearnerProblem(parsed.output.problem)
    const value = decodeValue(parsed.output.value)
    if (!value.ok) throw malformed(value.error)
    const { meter } = parsed.output
    this.calls.push({ name, args, meter, target, countsLeaks: ![...args, value.value].some(holdsHandle) })
    if (target === 'learner') this.#refuseForbidden(meter)
    return value.value
  }

  /**
   * The learner's clock runs in the app, between these two events. What is sent here can cross, and the learner's realm
   * answers every failure with a value: whoever throws there is the learner's code, answering past it.
   */
  async #timed<T>(run: () => Promise<T>): Promise<T> {
    this.#emit({ event: 'call-start' })
    try {
      return await run()
    } catch {
      throw malformed('Something in your code answered in the place of the function that was called.')
    } finally {
      this.#emit({ event: 'call-end' })
    }
  }

  #refuseForbidden({ kernels }: Meter): void {
    for (const kernel of Object.keys(kernels)) {
      const call = forbiddenCallOf(kernel, this.#forbidden)
      if (call) throw new LearnerProblem(forbiddenProblem(call, kernel))
    }
  }
}

const forbiddenProblem = (call: string, kernel: string): Problem => ({
  kind: 'forbidden',
  message: `The kernel ${kernel} ran, which is what ${call} runs. This exercise asks you to build it by hand.`,
})

const malformed = (why: string): LearnerProblem =>
  new LearnerProblem({ kind: 'unsupported-value', message: `What came back cannot be judged. ${why}` })

function holdsHandle(value: Value): boolean {
  if (value instanceof Handle) return true
  if (Array.isArray(value)) return value.some((entry) => holdsHandle(entry as Value))
  return false
}
