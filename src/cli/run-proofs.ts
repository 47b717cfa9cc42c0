// Carries out the proofs of exercises, but for what was proved before.

import { availableParallelism } from 'node:os'
import type { Graders } from './graders'
import { byHands } from './in-parallel'
import type { Progress } from './progress'
import type { ProofCache } from './proof-cache'
import type { Proof, ProofPlan, ProofStep } from './prove'

/** How many times the time that the reference takes must fit into the limit. */
export const ROOM = 5

/** `caches` by exercise. */
export async function runProofs(
  plans: readonly ProofPlan[],
  graders: Graders,
  caches: ReadonlyMap<string, ProofCache>,
  progress: Progress,
): Promise<Proof[]> {
  const steps = plans.flatMap((plan) => plan.steps)
  for (const step of steps) progress.expect(groupOf(step), 1)
  const proofs: Proof[] = []
  const carryOut = async (step: ProofStep): Promise<void> => {
    const proof = await remembered(step, caches.get(step.exercise)!, graders)
    proofs.push(proof)
    progress.step(groupOf(step), proof.fault === null)
  }
  const inBrowser = steps.filter(({ backend }) => backend === 'webgl')
  const inThreads = steps.filter(({ backend }) => backend !== 'webgl')
  // The two threads of a pair take turns. A browser without a graphics card draws with threads of its own, so only every
  // second hand may keep one busy.
  const hands = Array.from({ length: availableParallelism() }, (_, i) =>
    i % 2 === 0 ? [inBrowser, inThreads] : [inThreads],
  )
  await byHands(hands, carryOut)
  return [...proofs, ...plans.flatMap((plan) => timeProof(plan, proofs))]
}

const groupOf = ({ exercise, backend, kind }: ProofStep): string => `${exercise} · ${backend} · ${kind}`

async function remembered(step: ProofStep, cache: ProofCache, graders: Graders): Promise<Proof> {
  const { run, key, ...what } = step
  const known = cache.get(key)
  if (known) return { ...what, fault: null, ...known }
  const proof = await run(graders)
  const { fault, milliseconds, learnerMilliseconds } = proof
  // A failure is tried anew: it may have been the machine's.
  if (fault === null)
    cache.set(key, { milliseconds, ...(learnerMilliseconds ? { learnerMilliseconds } : {}) })
  return proof
}

/** The limit of time leaves room over the reference, by the fastest of its runs on cpu. Nothing when it did not run. */
export function timeProof({ exercise, compiled }: ProofPlan, proofs: readonly Proof[]): Proof[] {
  const times = proofs
    .filter((proof) => proof.exercise === exercise && proof.backend === 'cpu' && proof.kind === 'reference')
    .flatMap(({ fault, learnerMilliseconds }) =>
      fault === null && learnerMilliseconds !== undefined ? [learnerMilliseconds] : [],
    )
  if (times.length === 0) return []
  const [fastest, { seconds }] = [Math.min(...times) / 1000, compiled.page.limits]
  const fault =
    ROOM * fastest <= seconds
      ? null
      : `The reference takes ${fastest.toFixed(1)} s; limits.seconds must be ${ROOM} times that or more, and is ${seconds}.`
  const what = { exercise, backend: 'cpu', kind: 'time', name: 'solution.ts', seed: 1 } as const
  return [{ ...what, fault, milliseconds: 0 }]
}
