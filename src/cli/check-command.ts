// `kata check`: runs every proof, shows progress, prints a table, and exits with 1 when one does not hold.

import { availableParallelism } from 'node:os'
import type { BackendName } from '../core/verdict'
import { exercisesOf } from './find-exercises'
import { Graders, isBackend } from './graders'
import { planProofs, type Proof, type ProofPlan, type ProofStep } from './prove'
import { UsageError } from './usage-error'

const KINDS = ['reference', 'starter', 'accepted', 'rejected'] as const

interface CheckOptions {
  readonly backend?: string
  readonly seeds: number
  readonly json?: boolean
}

export async function checkCommand(paths: readonly string[], options: CheckOptions): Promise<void> {
  const { backend, seeds } = options
  if (backend !== undefined && !isBackend(backend))
    throw new UsageError(`There is no backend "${backend}". There are cpu, wasm and webgl.`)
  if (!Number.isInteger(seeds) || seeds < 1)
    throw new UsageError(`--seeds must be a whole number from 1 on, not "${seeds}".`)
  const folders = await exercisesOf(paths)
  const plans = await Promise.all(
    folders.map((folder) => planProofs(folder, { seeds, ...(backend ? { backend } : {}) })),
  )
  const proofs = await runProofs(plans.flatMap((plan) => plan.steps))
  const ok = proofs.every((proof) => proof.fault === null)
  console.log(options.json ? JSON.stringify(asJson(plans, proofs, ok)) : asTable(plans, proofs))
  process.exitCode = ok ? 0 : 1
}

async function runProofs(steps: readonly ProofStep[]): Promise<Proof[]> {
  const graders = new Graders()
  const proofs: Proof[] = []
  const waiting = [...steps]
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      proofs.push(await step.run(graders))
      if (process.stderr.isTTY) process.stderr.write(`\r${proofs.length} of ${steps.length} proofs`)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.max(1, Math.floor(availableParallelism() / 2)) }, work))
  } finally {
    await graders.close()
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  return proofs
}

const select = (
  proofs: readonly Proof[],
  exercise: string,
  backend: BackendName,
  kind: Proof['kind'],
): Proof[] =>
  proofs.filter((proof) => proof.exercise === exercise && proof.backend === backend && proof.kind === kind)

function asTable(plans: readonly ProofPlan[], proofs: readonly Proof[]): string {
  const rows = plans.flatMap(({ exercise, backends }) =>
    backends.map((backend) => [
      exercise,
      backend,
      ...KINDS.map((kind) => {
        const tried = select(proofs, exercise, backend, kind)
        const held = tried.filter((proof) => proof.fault === null).length
        return held === tried.length ? `${held} ✓` : `${held} of ${tried.length} ✗`
      }),
    ]),
  )
  const table = [['exercise', 'backend', ...KINDS], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  )
  const faults = proofs
    .filter((proof) => proof.fault !== null)
    .map(
      ({ exercise, backend, name, seed, fault }) =>
        `✗ ${exercise} · ${backend} · ${name} · seed ${seed}\n    ${fault}`,
    )
  const held = proofs.length - faults.length
  return [...lines, '', ...faults, `${held} passed, ${faults.length} failed`].join('\n')
}

function asJson(plans: readonly ProofPlan[], proofs: readonly Proof[], ok: boolean): object {
  const summary = (exercise: string, backend: BackendName, kind: Proof['kind']): object => {
    const tried = select(proofs, exercise, backend, kind)
    const faults = tried
      .filter((proof) => proof.fault !== null)
      .map(({ name, seed, fault }) => ({ name, seed, fault }))
    return { tried: tried.length, held: tried.length - faults.length, faults }
  }
  const exercises = plans.map(({ exercise, backends }) => ({
    id: exercise,
    backends: Object.fromEntries(
      backends.map((backend) => [
        backend,
        Object.fromEntries(KINDS.map((kind) => [kind, summary(exercise, backend, kind)])),
      ]),
    ),
  }))
  return { exercises, ok }
}
