// A suite of cases: what tests.ts defines and the judge runs.

import type { Random } from '../core/random'
import type { Handle } from '../core/value'
import type { CaseKind, Category } from '../core/verdict'
import type { Draw } from './draw'
import type { Expect } from './expect'
import type { Remote, RemoteHarness } from './remote'

/** What the learner's calls inside `measure` cost. */
export interface Measured<T> {
  readonly value: T
  /** How often each TF.js kernel ran, e.g. { BatchMatMul: 1 }. Counts repeat exactly; grade efficiency on them. */
  readonly kernels: Readonly<Record<string, number>>
  readonly kernelCount: number
  /** Tensors left behind, inputs and results not counted. */
  readonly tensorsLeaked: number
  readonly peakBytes: number
  /** Wall clock in the learner's realm. Only for ratios within one case. */
  readonly milliseconds: number
}

export interface OverSeeds {
  /** How many seeds to try. */
  readonly seeds: number
  /** What is measured, e.g. "the accuracy on unseen points". */
  readonly name: string
  readonly atLeast: number
  /** How many of the seeds must reach it. */
  readonly inAtLeast: number
}

export interface CaseTools<M, H> {
  /** The learner's module, in its own realm. */
  readonly learner: Remote<M>
  /** The reference, called the same way, here. */
  readonly reference: Remote<M>
  /** The exercise's harness.ts, run beside the learner's code in the learner's realm. */
  readonly harness: RemoteHarness<H>
  readonly expect: Expect
  /** Seeded by the submission and the case's title. */
  readonly random: Random
  measure<T>(run: () => Promise<T>): Promise<Measured<T>>
  /**
   * What the call returns stays where it was made, and arrives as a handle that later calls of the same module take in
   * its place: an index, a cache, a tensor of many megabytes. `const index = await keep(() => learner.build(vectors))`
   */
  keep(run: () => Promise<unknown>): Promise<Handle>
  /** Repeats a random experiment, each time with another seed of the learner's Math.random. */
  overSeeds(options: OverSeeds, experiment: (seed: number) => Promise<number>): Promise<void>
}

export interface CaseOptions {
  /** Defaults to correctness. */
  readonly category?: Category
  /** A question that leads on, shown when the case fails. */
  readonly hint?: string
  /** The case's share of the score, relative to the others. Defaults to 1. */
  readonly weight?: number
}

export interface PropertyOptions<T> extends CaseOptions {
  /** Draws the random input. */
  readonly given: (draw: Draw) => T
  /** How many inputs are tried. Defaults to 30. */
  readonly runs?: number
}

type Body<M, H> = (tools: CaseTools<M, H>) => Promise<void> | void
type PropertyBody<T, M, H> = (input: T, tools: CaseTools<M, H>) => Promise<void> | void

export interface Define<M, H> {
  /** Shown whole: input, expected, got. Run runs these. */
  example(title: string, body: Body<M, H>): void
  example(title: string, options: CaseOptions, body: Body<M, H>): void
  /** Shown by title, category and hint, and by the name of what went wrong; never by its values. */
  hidden(title: string, body: Body<M, H>): void
  hidden(title: string, options: CaseOptions, body: Body<M, H>): void
  /** Random inputs from the submission's seed; the smallest that fails is shown. */
  property<T>(title: string, options: PropertyOptions<T>, body: PropertyBody<T, M, H>): void
}

export interface CaseDefinition {
  readonly title: string
  readonly kind: CaseKind
  readonly category: Category
  readonly weight: number
  readonly hint?: string
  readonly property?: { readonly given: (draw: Draw) => unknown; readonly runs: number }
  readonly body: (tools: CaseTools<never, never>, input: unknown) => Promise<void> | void
}

export interface Suite {
  readonly reference: Readonly<Record<string, unknown>>
  readonly cases: readonly CaseDefinition[]
}

/**
 * Defines the cases of an exercise. The types of `learner` and `reference` come from the reference module.
 * Throws on two cases of one title, and when there is none.
 */
export function suite<M extends object>(reference: M, define: (define: Define<M, object>) => void): Suite
export function suite<M extends object, H extends object>(
  reference: M,
  harness: H,
  define: (define: Define<M, H>) => void,
): Suite
export function suite(reference: object, ...rest: readonly unknown[]): Suite {
  const define = rest.at(-1) as (define: Define<never, never>) => void
  const cases: CaseDefinition[] = []
  define(collector(cases))
  if (cases.length === 0) throw new Error('The suite has no cases.')
  return { reference: reference as Record<string, unknown>, cases }
}

function collector(cases: CaseDefinition[]): Define<never, never> {
  const add = (
    title: string,
    kind: CaseKind,
    options: CaseOptions,
    more: Pick<CaseDefinition, 'body' | 'property'>,
  ): void => {
    if (cases.some((other) => other.title === title)) throw new Error(`Two cases have the title "${title}".`)
    const { category = 'correctness', weight = 1, hint } = options
    cases.push({ title, kind, category, weight, ...(hint ? { hint } : {}), ...more })
  }
  const plain =
    (kind: CaseKind) =>
    (title: string, ...rest: [Body<never, never>] | [CaseOptions, Body<never, never>]): void =>
      add(title, kind, rest.length === 2 ? rest[0] : {}, { body: rest.at(-1) as Body<never, never> })
  return {
    example: plain('example'),
    hidden: plain('hidden'),
    property: (title, { given, runs = 30, ...options }, body) =>
      add(title, 'property', options, {
        property: { given, runs },
        body: (tools, input) => body(input as Parameters<typeof body>[0], tools),
      }),
  }
}
