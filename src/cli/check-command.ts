// `kata check`: runs every proof and every mutant, and exits with 1 when one does not hold.

import { reportOf } from './check-report'
import { engineKey } from './content-key'
import { exercisesOf } from './find-exercises'
import { Graders, isBackend } from './graders'
import { writeMarkdown } from './markdown-report'
import { mutantCommand } from './mutation/mutant-command'
import { announceMutants, planMutants, runMutants } from './mutation/run-mutants'
import { type MutationScore, scoreOf } from './mutation/score'
import { printReport } from './print-report'
import { createProgress } from './progress'
import { NO_CACHE, openCache, type ProofCache } from './proof-cache'
import { planProofs, type ProofPlan } from './prove'
import { runProofs } from './run-proofs'
import { UsageError } from './usage-error'

export interface CheckOptions {
  readonly backend?: string
  readonly seeds: number
  readonly json?: boolean
  /** Where to write the report as Markdown: into its place in the file, if the file keeps one. */
  readonly markdown?: string
  /** False leaves the mutants out. */
  readonly mutants: boolean
  /** The one mutant to try, in the place of everything else. */
  readonly mutant?: string
  /** On other backends than cpu, the reference alone is tried. */
  readonly quick?: boolean
  /** False proves everything anew. */
  readonly cache: boolean
}

export async function checkCommand(paths: readonly string[], options: CheckOptions): Promise<void> {
  const { backend, seeds } = options
  if (backend !== undefined && !isBackend(backend))
    throw new UsageError(`There is no backend "${backend}". There are cpu, wasm and webgl.`)
  if (!Number.isInteger(seeds) || seeds < 1)
    throw new UsageError(`--seeds must be a whole number from 1 on, not "${seeds}".`)
  const folders = await exercisesOf(paths)
  const plans = await Promise.all(
    folders.map((folder) =>
      planProofs(folder, {
        ...{ seeds, quick: options.quick ?? false },
        ...(backend ? { backend } : {}),
      }),
    ),
  )
  if (options.mutant !== undefined) return mutantCommand(plans, String(options.mutant))

  const report = await check(plans, options)
  if (options.markdown !== undefined) await writeMarkdown(options.markdown, report)
  console.log(options.json ? JSON.stringify(report) : printReport(report))
  process.exitCode = report.ok ? 0 : 1
}

async function check(
  plans: readonly ProofPlan[],
  options: CheckOptions,
): Promise<ReturnType<typeof reportOf>> {
  // Mutants are judged on cpu alone, which is every exercise's.
  const withMutants = options.mutants ? plans.filter(({ backends }) => backends.includes('cpu')) : []
  const mutations = await Promise.all(withMutants.map(planMutants))
  const caches = await openCaches(plans, options.cache)
  const [graders, progress] = [new Graders(), createProgress(process.stderr)]
  try {
    for (const plan of mutations) announceMutants(plan, progress)
    const proofs = await runProofs(plans, graders, caches, progress)
    const scores = new Map<string, MutationScore>()
    for (const plan of mutations) {
      const cache = caches.get(plan.exercise)!
      scores.set(plan.exercise, scoreOf(await runMutants(plan, graders, cache, progress)))
      await cache.save()
    }
    return reportOf(plans, proofs, scores)
  } finally {
    progress.end()
    await graders.close()
    // Also of a run that breaks off: what was proved is proved.
    for (const cache of caches.values()) await cache.save()
  }
}

async function openCaches(
  plans: readonly ProofPlan[],
  wanted: boolean,
): Promise<ReadonlyMap<string, ProofCache>> {
  const engine = wanted ? await engineKey() : ''
  return new Map(
    await Promise.all(
      plans.map(
        async ({ exercise }) => [exercise, wanted ? await openCache(exercise, engine) : NO_CACHE] as const,
      ),
    ),
  )
}
