// Loads the learner's module, and finds in it the exports that the exercise asks for.

import type { Problem } from '../../src/core/problem'
import type { Submission } from '../../src/protocol/runner'
import { evaluate } from '../shared/evaluate'
import type { Tf } from '../shared/tf'
import { checkedShows, type Shows } from './shows'

export type Module = Readonly<Record<string, unknown>>

/** TF.js as an ES module would give it: with a default export that is itself. */
const asModule = (tf: Tf): object => ({ ...tf, __esModule: true, default: tf })

export class ModuleLoader {
  readonly #modules: Readonly<Record<string, string>>
  readonly #tf: object
  readonly #tfOfLearner: object
  readonly #show: object
  readonly #loaded = new Map<string, Module>()

  /** An exercise's demo is handed `shows`; a program of one's own imports them. `tfOfLearner` may lack some of `tf`. */
  constructor(tf: Tf, modules: Readonly<Record<string, string>>, shows: Shows, tfOfLearner: Tf = tf) {
    this.#tf = asModule(tf)
    this.#tfOfLearner = asModule(tfOfLearner)
    this.#show = { demo: (run: unknown) => run, ...checkedShows(shows) }
    this.#modules = modules
  }

  /** Loads the public files first, since `require` cannot wait. */
  async loadPublicFiles(): Promise<void> {
    for (const [name, code] of Object.entries(this.#modules))
      this.#loaded.set(name, await evaluate(code, `${name.replace('./', '')}.ts`, this.require))
  }

  /** For the exercise's own files. */
  readonly require = (specifier: string): unknown => this.#find(specifier, this.#tf)
  readonly requireOfLearner = (specifier: string): unknown => this.#find(specifier, this.#tfOfLearner)

  #find(specifier: string, tf: object): unknown {
    // As the compiler allows it.
    const name = specifier.replace(/\.(ts|js)$/, '')
    if (name === '@tensorflow/tfjs') return tf
    if (name === '@tensorkata/show') return this.#show
    const module = this.#loaded.get(name)
    if (module) return module
    throw new Error(
      `"${specifier}" is not there. Only "@tensorflow/tfjs" and the exercise's own files can be imported.`,
    )
  }
}

/** The learner's module as the tests see it: each wanted name, wherever it was exported. */
export function resolveExports(
  module: Module,
  wanted: Submission['wanted'],
): { module: Module } | { problem: Problem } {
  const found: Record<string, unknown> = { ...module }
  const missing = wanted.filter((name) => {
    found[name] = findExport(module, name, wanted)
    return typeof found[name] !== 'function'
  })
  if (missing.length === 0) return { module: found }
  return { problem: noExport(missing, module) }
}

function findExport(module: Module, name: string, wanted: Submission['wanted']): unknown {
  if (module[name] !== undefined) return module[name]
  const fallback = module.default
  if (typeof fallback === 'function' && (wanted.length === 1 || fallback.name === name)) return fallback
  return (fallback as Module | null | undefined)?.[name]
}

function noExport(missing: readonly string[], module: Module): Problem {
  const names = Object.keys(module).filter((name) => name !== '__esModule')
  const found =
    names.length === 0
      ? 'Nothing is exported.'
      : `Found: ${names.map((name) => describeExport(name, module[name])).join(', ')}.`
  const list = missing.map((name) => `"${name}"`).join(' and ')
  return {
    kind: 'no-export',
    message: `No function named ${list} is exported. ${found}`,
    remedy: `Write "export function ${missing[0]}(…)", spelt just so.`,
  }
}

const describeExport = (name: string, value: unknown): string =>
  typeof value === 'function'
    ? `"${name}"`
    : `"${name}" (${value === null ? 'null' : typeof value}, not a function)`
