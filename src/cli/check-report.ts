// What a check found: the object that --json prints, and that the table and the Markdown are made of.

import type { BackendName } from '../core/verdict'
import { isHighEnough, type MutationScore, percent, shareKilled, together } from './mutation/score'
import type { Proof, ProofKind, ProofPlan } from './prove'

export const KINDS: readonly ProofKind[] = ['reference', 'starter', 'accepted', 'rejected', 'time']

export interface KindReport {
  readonly tried: number
  readonly held: number
  readonly faults: readonly { readonly name: string; readonly seed: number; readonly fault: string }[]
}

/** A right solution that passes with some seeds and fails with others. */
export interface Flake {
  readonly name: string
  readonly failingSeeds: readonly number[]
}

export type BackendReport = Readonly<Record<ProofKind, KindReport>> & { readonly flakes: readonly Flake[] }

export interface Survivor {
  readonly id: string
  readonly operator: string
  /** 1-based, in solution.ts. */
  readonly line: number
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

export interface MutantsReport {
  readonly total: number
  readonly killed: number
  readonly equivalent: number
  /** killed / (total − equivalent) */
  readonly share: number
  readonly survived: readonly Survivor[]
  readonly faults: readonly string[]
}

export interface ExerciseReport {
  readonly id: string
  readonly backends: Readonly<Partial<Record<BackendName, BackendReport>>>
  /** Absent when the mutants were left out. */
  readonly mutants?: MutantsReport
}

export interface CheckReport {
  readonly ok: boolean
  readonly exercises: readonly ExerciseReport[]
  /** Of all exercises together. */
  readonly mutants?: Omit<MutantsReport, 'survived'>
}

/** `scores` by exercise; none of an exercise whose mutants were left out. */
export function reportOf(
  plans: readonly ProofPlan[],
  proofs: readonly Proof[],
  scores: ReadonlyMap<string, MutationScore>,
): CheckReport {
  const exercises = plans.map(({ exercise, backends }) => {
    const score = scores.get(exercise)
    return {
      id: exercise,
      backends: Object.fromEntries(
        backends.map((backend) => [backend, backendReport(proofs, exercise, backend)]),
      ),
      ...(score ? { mutants: mutantsReport(score) } : {}),
    }
  })
  const all = scores.size > 0 ? { mutants: togetherReport([...scores.values()]) } : {}
  const faults = exercises.flatMap((report) => report.mutants?.faults ?? [])
  const ok =
    proofs.every((proof) => proof.fault === null) &&
    faults.length === 0 &&
    (all.mutants?.faults.length ?? 0) === 0
  return { ok, exercises, ...all }
}

function backendReport(proofs: readonly Proof[], exercise: string, backend: BackendName): BackendReport {
  const tried = proofs.filter((proof) => proof.exercise === exercise && proof.backend === backend)
  const kinds = KINDS.map((kind) => [kind, kindReport(tried.filter((proof) => proof.kind === kind))] as const)
  return { ...(Object.fromEntries(kinds) as Record<ProofKind, KindReport>), flakes: flakesOf(tried) }
}

function kindReport(tried: readonly Proof[]): KindReport {
  const faults = tried.flatMap(({ name, seed, fault }) => (fault === null ? [] : [{ name, seed, fault }]))
  return { tried: tried.length, held: tried.length - faults.length, faults }
}

function flakesOf(tried: readonly Proof[]): Flake[] {
  const right = tried.filter(({ kind }) => kind === 'reference' || kind === 'accepted')
  return [...new Set(right.map(({ name }) => name))].flatMap((name) => {
    const runs = right.filter((proof) => proof.name === name)
    const failingSeeds = runs.filter(({ fault }) => fault !== null).map(({ seed }) => seed)
    return failingSeeds.length > 0 && failingSeeds.length < runs.length ? [{ name, failingSeeds }] : []
  })
}

function mutantsReport(score: MutationScore): MutantsReport {
  const { total, killed, equivalent } = score
  const low = isHighEnough(score, 'exercise') ? [] : [`Only ${percent(score)} of the mutants are killed.`]
  return {
    ...{ total, killed, equivalent, share: shareKilled(score) },
    survived: score.survived.map(({ id, operator, change }) => ({ id, operator, ...change })),
    faults: [...score.faults, ...low],
  }
}

function togetherReport(scores: readonly MutationScore[]): Omit<MutantsReport, 'survived'> {
  const counts = together(scores)
  const low = isHighEnough(counts, 'together')
    ? []
    : [`Of all mutants together, only ${percent(counts)} are killed.`]
  return { ...counts, share: shareKilled(counts), faults: low }
}
