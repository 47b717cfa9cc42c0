// Packs from elsewhere: opened, kept, removed; and the catalogue of all exercises, theirs among them.

import type { PackContent } from '../core/pack/archive'
import { cardOf, type ExerciseCard } from '../core/pack/compiled'
import { err, messageOf, ok, type Result } from '../core/result'
import type { InstalledPack } from '../storage/records'
import type { Store } from '../storage/store'
import type { Catalogue, PackDoor } from './doors'

/** What became of the last pack that somebody wanted to import. */
export type Import =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly from: string }
  | { readonly kind: 'refused'; readonly from: string; readonly reason: string }
  /** One of its name is there already. */
  | {
      readonly kind: 'asking'
      readonly from: string
      readonly there: InstalledPack
      readonly content: PackContent
    }
  | { readonly kind: 'imported'; readonly title: string }

export interface PacksDeps {
  /** What the app brings along. */
  readonly builtIn: Catalogue
  readonly store: Store
  readonly door: PackDoor
  readonly now: () => number
}

export class Packs {
  readonly #deps: PacksDeps
  readonly #taken: readonly string[]
  #installed = $state.raw<readonly InstalledPack[]>([])
  #import = $state.raw<Import>({ kind: 'none' })

  constructor(deps: PacksDeps) {
    this.#deps = deps
    this.#taken = [...new Set(deps.builtIn.cards.map(({ id }) => packOf(id)))]
  }

  get installed(): readonly InstalledPack[] {
    return this.#installed
  }
  get import(): Import {
    return this.#import
  }
  get builtInCards(): readonly ExerciseCard[] {
    return this.#deps.builtIn.cards
  }
  /** Every exercise, whoever made it. */
  readonly cards: readonly ExerciseCard[] = $derived.by(() => [
    ...this.#deps.builtIn.cards,
    ...this.#installed.flatMap(({ cards }) => cards),
  ])

  get catalogue(): Catalogue {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- its cards change while it stays the same
    const packs = this
    const { builtIn } = this.#deps
    return {
      get cards() {
        return packs.cards
      },
      page: (id) => (packs.#isBuiltIn(id) ? builtIn.page(id) : packs.#page(id)),
      program: (id) => (packs.#isBuiltIn(id) ? builtIn.program(id) : packs.#program(id)),
      answers: (id) => (packs.#isBuiltIn(id) ? builtIn.answers(id) : packs.#answers(id)),
    }
  }

  /** Reads what is kept. Never rejects: without it, the app is as it was. */
  async load(): Promise<void> {
    const kept = await this.#deps.store.packs().catch(() => this.#installed)
    // A newer app may bring a pack of the same name along: then its own is shown.
    this.#installed = kept.filter(({ id }) => !this.#taken.includes(id))
  }

  importFile(file: File): Promise<void> {
    return this.#bring(file.name, () => this.#deps.door.readPackFile(file))
  }

  importFrom(address: string): Promise<void> {
    return this.#bring(address, () => this.#deps.door.fetchPack(address))
  }

  /** Puts the new one in the place of the one that is there. */
  async replace(): Promise<void> {
    const asking = this.#import
    if (asking.kind === 'asking') await this.#keep(asking.content, asking.from)
  }

  dismiss(): void {
    this.#import = { kind: 'none' }
  }

  async remove(id: string): Promise<void> {
    await this.#deps.store.removePack(id)
    this.dismiss()
    await this.load()
  }

  #isBuiltIn(id: string): boolean {
    return this.#taken.includes(packOf(id))
  }

  async #bring(from: string, read: () => Promise<Result<Uint8Array, string>>): Promise<void> {
    if (this.#import.kind === 'reading') return
    this.#import = { kind: 'reading', from }
    const content = await this.#open(read).catch((error: unknown) => err(messageOf(error)))
    if (!content.ok) {
      this.#import = { kind: 'refused', from, reason: content.error }
      return
    }
    const there = this.#installed.find(({ id }) => id === content.value.manifest.id)
    if (there) this.#import = { kind: 'asking', from, there, content: content.value }
    else await this.#keep(content.value, from)
  }

  async #open(read: () => Promise<Result<Uint8Array, string>>): Promise<Result<PackContent, string>> {
    const bytes = await read()
    return bytes.ok ? this.#deps.door.openPack(bytes.value, this.#taken) : bytes
  }

  async #keep(content: PackContent, from: string): Promise<void> {
    const { id, title, summary, authors, license, version } = content.manifest
    const cards = content.exercises.map(({ page }) => cardOf(page))
    const importedAt = this.#deps.now()
    const pack = { id, title, summary, authors, license, version, from, importedAt, cards }
    const kept = await this.#deps.store.savePack(pack, content.exercises).then(
      () => ok(undefined),
      (error: unknown) => err(`It could not be kept on this device: ${messageOf(error)}`),
    )
    if (!kept.ok) {
      this.#import = { kind: 'refused', from, reason: kept.error }
      return
    }
    await this.load()
    this.#import = { kind: 'imported', title }
  }

  async #page(id: string): ReturnType<Catalogue['page']> {
    const { page } = await this.#exercise(id)
    return this.#deps.door.renderPage(page, this.#slugsBeside(id))
  }

  async #answers(id: string): ReturnType<Catalogue['answers']> {
    const { page, program } = await this.#exercise(id)
    return this.#deps.door.renderAnswers(page, program, this.#slugsBeside(id))
  }

  /** The exercises of its pack, which its texts may lead to. */
  #slugsBeside(id: string): string[] {
    return this.#installed
      .filter((pack) => pack.id === packOf(id))
      .flatMap(({ cards }) => cards.map((card) => card.id.split('/')[1]!))
  }

  async #program(id: string): ReturnType<Catalogue['program']> {
    return (await this.#exercise(id)).program
  }

  async #exercise(id: string) {
    const found = await this.#deps.store.packedExercise(id)
    if (found) return found
    throw new Error('This exercise is no longer on this device. Import its pack again.')
  }
}

const packOf = (id: string): string => id.split('/')[0]!
