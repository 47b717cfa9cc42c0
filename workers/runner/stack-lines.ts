// Finds the learner's own line in an error's stack.

import { evaluate } from '../shared/evaluate'

export class StackLines {
  readonly #pattern: RegExp
  readonly #lines: readonly number[] | undefined
  readonly #offset: number

  /** `lines` maps each line of the running code to the learner's; `offset` is what the engine adds in front. */
  constructor(fileName: string, lines: readonly number[] | undefined, offset: number) {
    // A frame, not the message: "    at name (file:1:2)" in V8, "name@file:1:2" elsewhere.
    const file = fileName.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    this.#pattern = new RegExp(`^(?:\\s+at .*|[^\\n]*@)${file}:(\\d+)`, 'm')
    this.#lines = lines
    this.#offset = offset
  }

  /** The innermost line of the learner's file, 1-based. */
  lineOf(stack: unknown): number | undefined {
    const match = typeof stack === 'string' ? this.#pattern.exec(stack) : null
    if (!match) return undefined
    const running = Number(match[1]) - this.#offset
    return this.#lines ? this.#lines[running - 1] : running
  }
}

/** Lines that this engine puts before the first line of a function's body: measured, not assumed. */
export async function measureOffset(): Promise<number> {
  const name = 'tensorkata-offset.js'
  const stack = await evaluate('throw new Error()', name, () => undefined).catch(
    (error: Error) => error.stack,
  )
  return Number(new RegExp(`${name}:(\\d+)`).exec(String(stack))?.[1] ?? 1) - 1
}
