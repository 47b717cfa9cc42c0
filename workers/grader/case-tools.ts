// What a case's body works with, and what it leaves behind to be shown.

import { capitalised } from '../../src/core/capitalised'
import { errorPicture } from '../../src/core/error-picture'
import { formatValue } from '../../src/core/format-value'
import { NdArray } from '../../src/core/nd-array'
import { hashOf, seededRandom } from '../../src/core/random'
import type { Value } from '../../src/core/value'
import type { Shown } from '../../src/core/verdict'
import type { View } from '../../src/core/views'
import { createExpect } from '../../src/kit/expect'
import { CheckFailure } from '../../src/kit/failures'
import type { CaseTools, Measured, OverSeeds } from '../../src/kit/suite'
import { argumentNames } from './argument-names'
import type { Bench } from './bench'
import type { Learner } from './learner'
import { shownCall } from './shown-call'

export type Tools = CaseTools<never, never>

export interface CaseStage {
  readonly tools: Tools
  /** The last call's inputs and the last comparison, as text. */
  shown(): Shown
  /** Where the last comparison went wrong. */
  picture(): View | null
}

export function setStage({ learner, keeping, reference, referenceModule }: Bench, seed: number): CaseStage {
  let compared: { got: Value; expected: Value } | undefined
  const expect = createExpect((got, expected) => {
    compared = { got, expected }
  })
  const tools: Tools = {
    learner: learner.module,
    reference,
    harness: learner.harness,
    expect,
    random: seededRandom(seed),
    measure: (run) => measure(learner, run),
    keep: (run) => keeping.during(run) as never,
    overSeeds: (options, experiment) => overSeeds(learner, seed, options, experiment),
  }
  const shown = (): Shown => {
    const last = learner.lastArguments
    const { name = '', args = [] } = last ?? {}
    const names = argumentNames(referenceModule[name], args.length)
    return {
      ...(last ? { call: shownCall(last) } : {}),
      inputs: args.map((arg, i) => ({ name: names[i]!, value: formatValue(arg) })),
      ...(compared ? { expected: formatValue(compared.expected), got: formatValue(compared.got) } : {}),
    }
  }
  const picture = (): View | null =>
    compared?.got instanceof NdArray && compared.expected instanceof NdArray
      ? errorPicture(compared.got, compared.expected)
      : null
  return { tools, shown, picture }
}

async function measure<T>(learner: Learner, run: () => Promise<T>): Promise<Measured<T>> {
  const before = learner.calls.length
  const value = await run()
  const meters = learner.calls.slice(before).map((call) => call.meter)
  const kernels: Record<string, number> = {}
  for (const meter of meters)
    for (const [name, count] of Object.entries(meter.kernels)) kernels[name] = (kernels[name] ?? 0) + count
  const total = (pick: (meter: (typeof meters)[number]) => number): number =>
    meters.reduce((sum, meter) => sum + pick(meter), 0)
  return {
    value,
    kernels,
    kernelCount: Object.values(kernels).reduce((sum, count) => sum + count, 0),
    tensorsLeaked: total((meter) => meter.tensorsLeaked),
    peakBytes: Math.max(0, ...meters.map((meter) => meter.peakBytes)),
    milliseconds: total((meter) => meter.milliseconds),
  }
}

async function overSeeds(
  learner: Learner,
  caseSeed: number,
  { seeds, name, atLeast, inAtLeast }: OverSeeds,
  experiment: (seed: number) => Promise<number>,
): Promise<void> {
  const measured: number[] = []
  for (let i = 0; i < seeds; i++) {
    const seed = hashOf(`${caseSeed}/experiment ${i}`)
    await learner.reseed(seed)
    measured.push(await experiment(seed))
    const reached = measured.filter((value) => value >= atLeast).length
    // Stop as soon as the answer is known either way.
    if (reached >= inAtLeast || reached + (seeds - 1 - i) < inAtLeast) break
  }
  const reached = measured.filter((value) => value >= atLeast).length
  if (reached >= inAtLeast) return
  throw new CheckFailure({
    message: `${capitalised(name)} reached ${atLeast} with ${reached} of ${measured.length} seeds; ${inAtLeast} of ${seeds} must reach it.`,
    diagnosis: `Measured: ${measured.map((value) => value.toFixed(3)).join(', ')}.`,
  })
}
