// One realm's life, whatever carries it: starting → ready ⇄ busy → dead. Its death settles every pending call.

import { wrap, type Endpoint, type Remote } from 'comlink'
import * as v from 'valibot'
import { Allowance } from '../protocol/allowance'
import { weigh } from '../protocol/message-weight'

export interface Death {
  readonly cause: 'killed' | 'crashed' | 'flooded' | 'never-started'
  readonly reason: string
}

export type RealmState =
  | { readonly name: 'starting' }
  | { readonly name: 'ready' }
  | { readonly name: 'busy'; readonly calls: readonly string[] }
  | { readonly name: 'dead'; readonly death: Death }

/** A port as browsers and Node have it. */
export interface Port extends Endpoint {
  close?(): void
}

/** What holds a realm: a sandboxed frame's worker in a browser, a worker thread in Node. */
export interface Carrier {
  readonly door: Port
  /** Ends the realm, however busy it is. */
  end(): void
  /** Called when the realm fails by itself, or when the carrier ended it for what it sent. */
  onFailure(report: (reason: string, cause?: Death['cause']) => void): void
}

/** A call that will never be answered, because the realm is dead. */
export class RealmDied extends Error {
  override readonly name = 'RealmDied'
  constructor(readonly death: Death) {
    super(death.reason)
  }
}

export class Realm<Door> {
  readonly #carrier: Carrier
  readonly #door: Remote<Door>
  readonly #pending = new Map<symbol, { name: string; reject: (died: RealmDied) => void }>()
  #started = false
  #death: Death | undefined
  readonly #allowance = new Allowance()
  #listener: (event: unknown) => void = () => {}
  readonly died: Promise<Death>
  #announceDeath!: (death: Death) => void

  constructor(carrier: Carrier) {
    this.#carrier = carrier
    this.died = new Promise((resolve) => (this.#announceDeath = resolve))
    this.#door = wrap<Door>(carrier.door)
    // Comlink ignores what bears no id of its own, and this what bears no event.
    carrier.door.addEventListener('message', (message: unknown) => {
      const { data } = message as MessageEvent<{ event?: unknown } | null>
      if (this.#count(data) && data?.event !== undefined) this.#listener(data)
    })
    carrier.onFailure((reason, cause = this.#started ? 'crashed' : 'never-started') =>
      this.kill({ cause, reason }),
    )
  }

  get state(): RealmState {
    if (this.#death) return { name: 'dead', death: this.#death }
    if (this.#pending.size > 0)
      return { name: 'busy', calls: [...this.#pending.values()].map(({ name }) => name) }
    return { name: this.#started ? 'ready' : 'starting' }
  }

  /** Hands every event to `schema`'s reader; what does not fit is dropped, and counted all the same. */
  listen<T extends v.GenericSchema>(schema: T, listener: (event: v.InferOutput<T>) => void): void {
    this.#listener = (data) => {
      // One fault is enough: collecting millions of them would hold the page up.
      const parsed = v.safeParse(schema, data, { abortEarly: true })
      if (parsed.success) listener(parsed.output)
    }
  }

  /** Calls the realm. Rejects with RealmDied when it dies first, and with a TypeError when the answer is malformed. */
  async ask<T extends v.GenericSchema>(
    name: string,
    schema: T,
    call: (door: Remote<Door>) => Promise<unknown>,
  ): Promise<v.InferOutput<T>> {
    if (this.#death) throw new RealmDied(this.#death)
    const key = Symbol(name)
    try {
      const answer = await new Promise<unknown>((resolve, reject) => {
        this.#pending.set(key, { name, reject })
        call(this.#door).then(resolve, reject)
      })
      this.#started = true
      const parsed = v.safeParse(schema, answer, { abortEarly: true })
      if (parsed.success) return parsed.output
      throw new TypeError(`The realm's answer to ${name} is malformed: ${parsed.issues[0].message}`)
    } finally {
      this.#pending.delete(key)
    }
  }

  /** Ends the realm. The first cause stands. */
  kill(death: Death): void {
    if (this.#death) return
    this.#death = death
    this.#listener = () => {}
    this.#carrier.end()
    this.#carrier.door.close?.()
    for (const { reject } of this.#pending.values()) reject(new RealmDied(death))
    this.#announceDeath(death)
  }

  /** False once the realm is dead, which a flood makes it. */
  #count(message: unknown): boolean {
    if (this.#death) return false
    const excess = this.#allowance.excessOf(weigh(message))
    if (excess !== null) this.kill({ cause: 'flooded', reason: excess })
    return excess === null
  }
}
